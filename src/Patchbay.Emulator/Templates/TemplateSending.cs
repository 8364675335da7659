using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Templates;

/// <summary>Checks that the template of a message exists, may be sent, and gets all its parameters.</summary>
internal static partial class TemplateSending
{
    /// <returns>The category the message is billed as.</returns>
    public static string Check(World world, PhoneNumber phone, JsonElement message)
    {
        var name = message.TextOf("name")!;
        var language = message.Member("language")!.Value.TextOf("code")!;
        var template = world
            .All<Template>()
            .FirstOrDefault(t =>
                t.Waba == phone.Waba
                && t.Name == name
                && t.Language == language
                && t.Status is not ("DELETED" or "PENDING_DELETION")
            );
        if (template is not null && Messages.DirectSendMessages.IsGenerated(template))
            throw Refusals.Product(132018, "Direct send template can't be used for template message");
        if (template is null || template.Status is "PENDING" or "REJECTED" or "IN_APPEAL")
            throw Refusals.Product(132001, $"template name ({name}) does not exist in {language}");
        if (template.Status == "PAUSED")
            throw Refusals.Product(132015, "The template is paused because of its low quality.");
        if (template.Status != "APPROVED")
            throw Refusals.Product(132016, $"The template is {template.Status.ToLowerInvariant()}.");
        CheckParameters(template, message);
        return template.Category.ToLowerInvariant();
    }

    private static void CheckParameters(Template template, JsonElement message)
    {
        var given = message.ListOf("components").ToList();
        foreach (var component in given)
            CheckKnown(component);
        foreach (var part in JsonElement.Parse(template.Components).EnumerateArray())
        {
            var type = part.TextOf("type")?.ToUpperInvariant();
            if (type is "HEADER" or "BODY")
                CheckPart(template, part, type.ToLowerInvariant(), given);
            else if (type == "BUTTONS")
                CheckButtons(part, given);
        }
    }

    private static void CheckKnown(JsonElement component)
    {
        var type = component.TextOf("type")?.ToLowerInvariant();
        if (
            type
            is not ("header" or "body" or "button" or "footer" or "carousel" or "limited_time_offer" or "order_status")
        )
            throw Refusals.Invalid(
                $"Param template['components'][0]['type'] must be one of {{HEADER, BODY, BUTTON, CAROUSEL, "
                    + "LIMITED_TIME_OFFER, ORDER_STATUS}."
            );
        foreach (var parameter in component.ListOf("parameters"))
        {
            if (parameter.ValueKind != JsonValueKind.Object || parameter.TextOf("type") is null)
                throw Refusals.Missing("template['components'][0]['parameters'][0]['type']");
            if (
                parameter.TextOf("text") is { } text
                && (
                    text.Contains('\n', StringComparison.Ordinal)
                    || text.Contains('\t', StringComparison.Ordinal)
                    || text.Contains("    ", StringComparison.Ordinal)
                )
            )
                throw Refusals.Product(
                    132018,
                    "Param text cannot have new-line/tab characters or more than 4 consecutive spaces"
                );
        }
    }

    private static void CheckPart(Template template, JsonElement part, string type, List<JsonElement> given)
    {
        var parameters = given
            .Where(c => c.TextOf("type")?.Equals(type, StringComparison.OrdinalIgnoreCase) == true)
            .SelectMany(c => c.ListOf("parameters"))
            .ToList();
        var format = part.TextOf("format")?.ToUpperInvariant() ?? "TEXT";
        if (type == "header" && format is "IMAGE" or "VIDEO" or "DOCUMENT" or "GIF" or "LOCATION")
            CheckMedia(parameters, format);
        else
            CheckTexts(template, part, type, parameters);
    }

    private static void CheckMedia(List<JsonElement> parameters, string format)
    {
        if (parameters.Count != 1)
            throw Count("header", parameters.Count, 1);
        var type = parameters[0].TextOf("type")?.ToUpperInvariant();
        if (type != format)
            throw Refusals.Product(132012, $"header: Format mismatch, expected {format}, received {type}");
    }

    private static void CheckTexts(Template template, JsonElement part, string type, List<JsonElement> parameters)
    {
        var expected = Variables(part.TextOf("text") ?? "");
        // The preset body of an authentication template has one variable, the code.
        var needed =
            template.Category == "AUTHENTICATION" && type == "body" && expected.Count == 0 ? 1 : expected.Count;
        if (parameters.Count != needed)
            throw Count(type, parameters.Count, needed);
        foreach (var parameter in parameters)
            if (parameter.TextOf("type")?.ToLowerInvariant() is not ("text" or "currency" or "date_time"))
                throw Refusals.Product(
                    132012,
                    $"{type}: Format mismatch, expected TEXT, received {parameter.TextOf("type")?.ToUpperInvariant()}"
                );
        if (template.ParameterFormat == "NAMED")
            foreach (var name in expected)
                if (!parameters.Exists(p => p.TextOf("parameter_name") == name))
                    throw Refusals.Invalid($"Parameter name is missing or empty: {type} needs parameter_name {name}");
    }

    private static void CheckButtons(JsonElement part, List<JsonElement> given)
    {
        var index = -1;
        foreach (var button in part.ListOf("buttons"))
        {
            index++;
            var kind = button.TextOf("type")?.ToUpperInvariant();
            var needs =
                kind is "OTP" or "COPY_CODE" || (kind == "URL" && Variables(button.TextOf("url") ?? "").Count > 0);
            if (!needs)
                continue;
            var position = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (
                !given.Exists(c =>
                    c.TextOf("type")?.Equals("button", StringComparison.OrdinalIgnoreCase) == true
                    && c.TextOf("index") == position
                    && c.ListOf("parameters").Any()
                )
            )
                throw Refusals.Product(131008, $"buttons: Button at index {index} of type {kind} requires a parameter");
        }
    }

    public static IReadOnlyList<string> Variables(string text) =>
        [.. Variable().Matches(text).Select(m => m.Groups[1].Value).Distinct()];

    private static GraphRefusal Count(string part, int given, int expected) =>
        Refusals.Product(
            132000,
            $"{part}: number of localizable_params ({given}) does not match the expected number of params ({expected})"
        );

    [GeneratedRegex(@"\{\{\s*([A-Za-z0-9_]+)\s*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
