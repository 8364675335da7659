using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Flows;

/// <summary>Rules for the JSON of a flow, which must hold before it can be published.</summary>
internal static class FlowRules
{
    public static readonly string[] Categories =
    [
        "SIGN_UP",
        "SIGN_IN",
        "APPOINTMENT_BOOKING",
        "LEAD_GENERATION",
        "CONTACT_US",
        "CUSTOMER_SUPPORT",
        "SURVEY",
        "OTHER",
    ];

    private static readonly string[] Versions =
    [
        "2.1",
        "3.0",
        "3.1",
        "4.0",
        "5.0",
        "5.1",
        "6.0",
        "6.1",
        "6.2",
        "6.3",
        "7.0",
        "7.1",
        "7.2",
        "7.3",
    ];

    public static JsonArray Validate(string? json)
    {
        var found = new FlowProblems();
        if (json is null)
        {
            found.Add("MISSING_FLOW_JSON", "The flow has no JSON yet.", "");
            return found.ToJson();
        }
        try
        {
            Check(JsonElement.Parse(json), found);
        }
        catch (JsonException broken)
        {
            found.Add("INVALID_JSON", "The file is not valid JSON.", "", (int)(broken.LineNumber ?? 0) + 1);
        }
        return found.ToJson();
    }

    private static void Check(JsonElement root, FlowProblems found)
    {
        if (root.TextOf("version") is not { } version || !Versions.Contains(version))
            found.Add("INVALID_PROPERTY_VALUE", "The property version is missing or unknown.", "version");
        var screens = root.ListOf("screens").ToList();
        if (screens.Count == 0)
            found.Add("MISSING_REQUIRED_PROPERTY", "The property screens must have at least one screen.", "screens");
        var ids = screens.Select(s => s.TextOf("id") ?? "").ToHashSet(StringComparer.Ordinal);
        var scope = new FlowScope(ids, HasEndpoint: root.Member("data_api_version") is not null);
        for (var i = 0; i < screens.Count; i++)
            FlowScreenRules.Check(screens[i], $"screens[{i}]", scope, found);
        if (ids.Count < screens.Count)
            found.Add("DUPLICATE_SCREEN_ID", "Each screen needs a unique id.", "screens");
        CheckTerminal(screens, found);
        CheckRouting(root, scope, found);
    }

    private static void CheckTerminal(List<JsonElement> screens, FlowProblems found)
    {
        if (screens.Count > 0 && !screens.Exists(s => s.TextOf("terminal") == "true"))
            found.Add("NO_TERMINAL_SCREEN", "One screen must be terminal.", "screens");
    }

    /// <summary>A flow with an endpoint declares which screens follow each other.</summary>
    private static void CheckRouting(JsonElement root, FlowScope scope, FlowProblems found)
    {
        if (root.Member("routing_model") is not { ValueKind: JsonValueKind.Object } routing)
        {
            if (scope.HasEndpoint)
                found.Add(
                    "MISSING_REQUIRED_PROPERTY",
                    "A flow with data_api_version needs a routing_model.",
                    "routing_model"
                );
            return;
        }
        foreach (var route in routing.EnumerateObject())
        {
            if (!scope.Screens.Contains(route.Name))
                found.Add("INVALID_ROUTING_MODEL", $"The screen {route.Name} does not exist.", "routing_model");
            if (
                route.Value.ValueKind != JsonValueKind.Array
                || route
                    .Value.EnumerateArray()
                    .Any(to => !scope.Screens.Contains(to.AsText()) || to.AsText() == route.Name)
            )
                found.Add(
                    "INVALID_ROUTING_MODEL",
                    $"The routes of {route.Name} must lead to other screens.",
                    "routing_model"
                );
        }
    }
}

/// <summary>The parts of a flow that the checks of one screen need.</summary>
internal sealed record FlowScope(HashSet<string> Screens, bool HasEndpoint);

/// <summary>The mistakes of a flow, as Meta lists them.</summary>
internal sealed class FlowProblems
{
    private const int Most = 50;
    private readonly JsonArray _all = [];

    public void Add(string error, string message, string path, int line = 1)
    {
        if (_all.Count >= Most)
            return;
        _all.Add(
            new JsonObject
            {
                ["error"] = error,
                ["error_type"] = error == "INVALID_JSON" ? "JSON_SCHEMA_ERROR" : "FLOW_JSON_ERROR",
                ["message"] = message,
                ["line_start"] = line,
                ["line_end"] = line,
                ["column_start"] = 1,
                ["column_end"] = 1,
                ["pointers"] = new JsonArray(
                    new JsonObject
                    {
                        ["line_start"] = line,
                        ["line_end"] = line,
                        ["column_start"] = 1,
                        ["column_end"] = 1,
                        ["path"] = path,
                    }
                ),
            }
        );
    }

    public JsonArray ToJson() => _all;
}
