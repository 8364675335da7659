using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Flows;

/// <summary>What a flow's JSON must have before it can be published.</summary>
internal static class FlowRules
{
    public static readonly string[] Categories = ["SIGN_UP", "SIGN_IN", "APPOINTMENT_BOOKING", "LEAD_GENERATION", "CONTACT_US", "CUSTOMER_SUPPORT", "SURVEY", "OTHER"];

    private static readonly string[] Versions = ["2.1", "3.0", "3.1", "4.0", "5.0", "5.1", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2", "7.3"];

    public static JsonArray Validate(string? json)
    {
        var errors = new JsonArray();
        if (json is null)
        {
            errors.Add(Problem("MISSING_FLOW_JSON", "FLOW_JSON_ERROR", "The flow has no JSON yet."));
            return errors;
        }
        JsonElement root;
        try
        {
            root = JsonElement.Parse(json);
        }
        catch (JsonException broken)
        {
            errors.Add(Problem("INVALID_JSON", "JSON_SCHEMA_ERROR", "The file is not valid JSON.", (int)(broken.LineNumber ?? 0) + 1));
            return errors;
        }
        if (root.TextOf("version") is not { } version || !Versions.Contains(version)) errors.Add(Problem("INVALID_PROPERTY_VALUE", "FLOW_JSON_ERROR", "The property version is missing or unknown."));
        CheckScreens(root, errors);
        return errors;
    }

    private static void CheckScreens(JsonElement root, JsonArray errors)
    {
        var screens = root.ListOf("screens").ToList();
        if (screens.Count == 0) errors.Add(Problem("MISSING_REQUIRED_PROPERTY", "FLOW_JSON_ERROR", "The property screens must have at least one screen."));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var screen in screens)
        {
            if (screen.TextOf("id") is not { Length: > 0 } id || !ids.Add(id)) errors.Add(Problem("INVALID_PROPERTY", "FLOW_JSON_ERROR", "Each screen needs a unique id."));
            if (screen.Member("layout") is null) errors.Add(Problem("MISSING_REQUIRED_PROPERTY", "FLOW_JSON_ERROR", "Each screen needs a layout."));
        }
        if (screens.Count > 0 && !screens.Exists(s => s.TextOf("terminal") == "true")) errors.Add(Problem("NO_TERMINAL_SCREEN", "FLOW_JSON_ERROR", "One screen must be terminal."));
    }

    private static JsonObject Problem(string error, string type, string message, int line = 1) => new()
    {
        ["error"] = error, ["error_type"] = type, ["message"] = message, ["line_start"] = line, ["line_end"] = line, ["column_start"] = 1, ["column_end"] = 1,
    };
}
