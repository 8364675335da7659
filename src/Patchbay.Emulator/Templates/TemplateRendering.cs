using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Templates;

/// <summary>A template message as the customer reads it.</summary>
internal static class TemplateRendering
{
    public static JsonObject? Render(World world, Message message)
    {
        var content = JsonElement.Parse(message.Content);
        if (Find(world, message, content) is not { } template)
            return null;
        var given = content.ListOf("components").ToList();
        var rendered = new JsonObject();
        foreach (var part in JsonElement.Parse(template.Components).EnumerateArray())
        {
            var type = part.TextOf("type")?.ToLowerInvariant() ?? "";
            if (type == "buttons")
                rendered["buttons"] = new JsonArray([.. part.ListOf("buttons").Select(Button)]);
            else if (part.TextOf("text") is { } text)
                rendered[type] = Fill(text, given, type);
        }
        return rendered;
    }

    private static Template? Find(World world, Message message, JsonElement content)
    {
        var name = content.TextOf("name");
        var language = content.Member("language")?.TextOf("code");
        var waba = world.Find<PhoneNumber>(message.PhoneId)?.Waba;
        return world.All<Template>().FirstOrDefault(t => t.Waba == waba && t.Name == name && t.Language == language);
    }

    private static JsonNode Button(JsonElement button) =>
        new JsonObject { ["type"] = button.TextOf("type"), ["text"] = button.TextOf("text") ?? "Copy code" };

    private static string Fill(string text, List<JsonElement> given, string type)
    {
        var parameters = given
            .Where(c => string.Equals(c.TextOf("type"), type, StringComparison.OrdinalIgnoreCase))
            .SelectMany(c => c.ListOf("parameters"))
            .ToList();
        var names = TemplateSending.Variables(text);
        for (var i = 0; i < names.Count && i < parameters.Count; i++)
        {
            var named = parameters.FirstOrDefault(p => p.TextOf("parameter_name") == names[i]);
            var value = named.ValueKind == JsonValueKind.Object ? named : parameters[i];
            text = text.Replace("{{" + names[i] + "}}", ValueOf(value), StringComparison.Ordinal);
        }
        return text;
    }

    private static string ValueOf(JsonElement parameter) =>
        parameter.TextOf("text")
        ?? (parameter.Member(parameter.TextOf("type") ?? "") is { } typed ? typed.TextOf("fallback_value") : null)
        ?? "";
}
