using System.Text.Json;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Templates;

/// <summary>What Meta checks about the buttons of a template.</summary>
internal static class TemplateButtonRules
{
    private static readonly string[] ButtonTypes =
    [
        "QUICK_REPLY",
        "URL",
        "PHONE_NUMBER",
        "COPY_CODE",
        "OTP",
        "FLOW",
        "MPM",
        "SPM",
        "CATALOG",
        "VOICE_CALL",
        "ORDER_DETAILS",
        "REQUEST_CONTACT_INFO",
        "APP",
    ];

    public static void Check(JsonElement component, string category)
    {
        var buttons = component.ListOf("buttons").ToList();
        if (buttons.Count is 0 or > 10)
            throw Refusals.Invalid("Param buttons must have 1 to 10 entries.");
        var types = buttons.ConvertAll(b => b.TextOf("type")?.ToUpperInvariant() ?? "");
        foreach (var (button, type) in buttons.Zip(types))
            CheckButton(button, type);
        CheckCounts(types);
        if ((category == "AUTHENTICATION") != types.Contains("OTP"))
            throw Refusals.Invalid("Authentication templates need an OTP button, and other templates take none.");
    }

    private static void CheckCounts(List<string> types)
    {
        int CountOf(string type) => types.Count(t => t == type);
        if (CountOf("URL") > 2 || CountOf("PHONE_NUMBER") > 1 || CountOf("COPY_CODE") > 1)
            throw Refusals.Invalid("At most two URL buttons, one phone number button and one code button are allowed.");
        var first = types.IndexOf("QUICK_REPLY");
        if (first >= 0 && types.LastIndexOf("QUICK_REPLY") - first + 1 != CountOf("QUICK_REPLY"))
            throw Refusals.Invalid("Quick reply buttons must stand together.");
    }

    private static void CheckButton(JsonElement button, string type)
    {
        if (!ButtonTypes.Contains(type))
            throw Refusals.Invalid($"Param buttons[0]['type'] must be one of {{{string.Join(", ", ButtonTypes)}}}.");
        if (type is "QUICK_REPLY" or "URL" or "PHONE_NUMBER" && button.TextOf("text") is not { Length: > 0 and <= 25 })
            throw Refusals.Invalid("Param buttons[0]['text'] must be 1 to 25 characters long.");
        switch (type)
        {
            case "PHONE_NUMBER" when button.TextOf("phone_number") is not { Length: > 0 and <= 20 }:
                throw Refusals.Missing("buttons[0]['phone_number']");
            case "OTP" when !IsOtpType(button.TextOf("otp_type")):
                throw Refusals.Invalid("Param buttons[0]['otp_type'] must be one of {COPY_CODE, ONE_TAP, ZERO_TAP}.");
            case "COPY_CODE" when button.Member("example") is null:
                throw TemplateRules.MissingExample();
            case "FLOW" when !NamesFlow(button):
                throw Refusals.Missing("buttons[0]['flow_id']");
            case "URL":
                CheckUrl(button);
                break;
        }
    }

    private static bool IsOtpType(string? type) => type?.ToUpperInvariant() is "COPY_CODE" or "ONE_TAP" or "ZERO_TAP";

    private static bool NamesFlow(JsonElement button) =>
        button.Member("flow_id") is not null
        || button.Member("flow_name") is not null
        || button.Member("flow_json") is not null;

    private static void CheckUrl(JsonElement button)
    {
        var url = button.TextOf("url") is { Length: > 0 and <= 2000 } given
            ? given
            : throw Refusals.Missing("buttons[0]['url']");
        var variables = TemplateSending.Variables(url);
        if (variables.Count > 1 || (variables.Count == 1 && !url.EndsWith("}}", StringComparison.Ordinal)))
            throw Refusals.Invalid("A URL takes one variable, at its end.");
        if (variables.Count == 1 && button.Member("example") is null)
            throw TemplateRules.MissingExample();
    }
}
