using System.Text.Json;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Flows;

/// <summary>Rules for a component: a known type, the required properties, and actions with a target.</summary>
internal static class FlowComponentRules
{
    private const string Click = "on-click-action";
    private const string Select = "on-select-action";

    /// <summary>The required properties of each component.</summary>
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["TextHeading"] = ["text"],
        ["TextSubheading"] = ["text"],
        ["TextBody"] = ["text"],
        ["TextCaption"] = ["text"],
        ["RichText"] = ["text"],
        ["TextInput"] = ["name", "label"],
        ["TextArea"] = ["name", "label"],
        ["DatePicker"] = ["name", "label"],
        ["CalendarPicker"] = ["name", "label"],
        ["CheckboxGroup"] = ["name", "data-source"],
        ["RadioButtonsGroup"] = ["name", "data-source"],
        ["ChipsSelector"] = ["name", "label", "data-source"],
        ["Dropdown"] = ["name", "label", "data-source"],
        ["OptIn"] = ["name", "label"],
        ["PhotoPicker"] = ["name", "label"],
        ["DocumentPicker"] = ["name", "label"],
        ["Footer"] = ["label", Click],
        ["EmbeddedLink"] = ["text", Click],
        ["Image"] = ["src"],
        ["ImageCarousel"] = ["images"],
        ["NavigationList"] = ["name", "list-items"],
        ["If"] = ["condition", "then"],
        ["Switch"] = ["value", "cases"],
        ["Form"] = ["name", "children"],
    };

    private static readonly Dictionary<(string Type, string Property), int> Longest = new()
    {
        [("TextHeading", "text")] = 80,
        [("TextSubheading", "text")] = 80,
        [("TextBody", "text")] = 4096,
        [("TextCaption", "text")] = 409,
        [("Footer", "label")] = 35,
        [("EmbeddedLink", "text")] = 25,
        [("TextInput", "label")] = 20,
        [("TextArea", "label")] = 20,
        [("OptIn", "label")] = 120,
        [("Dropdown", "label")] = 20,
    };

    public static void Check(JsonElement component, string path, bool isTerminal, FlowScope scope, FlowProblems found)
    {
        if (component.TextOf("type") is not { } type || !Required.TryGetValue(type, out var needed))
        {
            found.Add("INVALID_PROPERTY_VALUE", "The type of the component is missing or unknown.", path + ".type");
            return;
        }
        foreach (var name in needed)
            if (component.Member(name) is null)
                found.Add("MISSING_REQUIRED_PROPERTY", $"{type} needs the property {name}.", $"{path}.{name}");
        foreach (var ((of, name), most) in Longest)
            if (
                of == type
                && component.Member(name) is { ValueKind: JsonValueKind.String } text
                && text.GetString()!.Length > most
            )
                found.Add(
                    "INVALID_PROPERTY_VALUE",
                    $"{name} of {type} has at most {most} characters.",
                    $"{path}.{name}"
                );
        foreach (var name in new[] { Click, Select })
            if (component.Member(name) is { } action)
                CheckAction(action, $"{path}.{name}", isTerminal, scope, found);
    }

    private static void CheckAction(
        JsonElement action,
        string path,
        bool isTerminal,
        FlowScope scope,
        FlowProblems found
    )
    {
        switch (action.TextOf("name"))
        {
            case "navigate" when action.Member("next")?.TextOf("name") is not { } next || !scope.Screens.Contains(next):
                found.Add("INVALID_NAVIGATION", "navigate must name a screen that exists.", path + ".next");
                break;
            case "complete" when !isTerminal:
                found.Add("INVALID_ACTION", "Only a terminal screen completes the flow.", path);
                break;
            case "data_exchange" when !scope.HasEndpoint:
                found.Add("INVALID_ACTION", "data_exchange needs an endpoint: set data_api_version.", path);
                break;
            case "open_url" when action.TextOf("url") is null:
                found.Add("MISSING_REQUIRED_PROPERTY", "open_url needs the property url.", path + ".url");
                break;
            case "navigate" or "complete" or "data_exchange" or "open_url" or "update_data":
                break;
            default:
                found.Add(
                    "INVALID_PROPERTY_VALUE",
                    "The name of an action is navigate, complete, data_exchange, open_url or update_data.",
                    path + ".name"
                );
                break;
        }
    }
}
