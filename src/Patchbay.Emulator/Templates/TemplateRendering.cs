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
        var name = content.TextOf("name");
        var language = content.Member("language") is { } l ? l.TextOf("code") : null;
        var waba = world.Find<PhoneNumber>(message.PhoneId)?.Waba;
        if (
            world.All<Template>().FirstOrDefault(t => t.Waba == waba && t.Name == name && t.Language == language)
            is not { } template
        )
            return null;
        var given = content.ListOf("components").ToList();
        var rendered = new JsonObject();
        foreach (var part in JsonElement.Parse(template.Components).EnumerateArray())
        {
            var type = part.TextOf("type")!.ToLowerInvariant();
            if (type == "buttons")
                rendered["buttons"] = new JsonArray([
                    .. part.ListOf("buttons")
                        .Select(b =>
                            (JsonNode)
                                new JsonObject
                                {
                                    ["type"] = b.TextOf("type"),
                                    ["text"] = b.TextOf("text") ?? "Copy code",
                                }
                        ),
                ]);
            else if (part.TextOf("text") is { } text)
                rendered[type] = Fill(text, given, type);
        }
        return rendered;
    }

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
