using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Flows;

/// <summary>Rules for a screen: its id, layout and components.</summary>
internal static partial class FlowScreenRules
{
    private const int MostComponents = 50;

    public static void Check(JsonElement screen, string path, FlowScope scope, FlowProblems found)
    {
        CheckId(screen, path, found);
        if (screen.Member("layout") is not { ValueKind: JsonValueKind.Object } layout)
        {
            found.Add("MISSING_REQUIRED_PROPERTY", "Each screen needs a layout.", path + ".layout");
            return;
        }
        if (layout.TextOf("type") != "SingleColumnLayout")
            found.Add("INVALID_PROPERTY_VALUE", "The type of a layout is SingleColumnLayout.", path + ".layout.type");
        var components = Flatten(layout, path + ".layout", 0).ToList();
        if (components.Count > MostComponents)
            found.Add(
                "INVALID_PROPERTY_VALUE",
                $"A screen has at most {MostComponents} components.",
                path + ".layout.children"
            );
        var isTerminal = screen.TextOf("terminal") == "true";
        foreach (var (component, at) in components)
            FlowComponentRules.Check(component, at, isTerminal, scope, found);
        CheckWhole(components, isTerminal, path, found);
    }

    private static void CheckId(JsonElement screen, string path, FlowProblems found)
    {
        if (screen.TextOf("id") is not { } id || !ScreenId().IsMatch(id))
            found.Add("INVALID_PROPERTY_VALUE", "The id of a screen is letters and underscores.", path + ".id");
        else if (id == "SUCCESS")
            found.Add("INVALID_PROPERTY_VALUE", "SUCCESS is a reserved screen id.", path + ".id");
    }

    /// <summary>Rules across the components of a screen: one footer, and no name twice.</summary>
    private static void CheckWhole(
        List<(JsonElement Component, string Path)> components,
        bool isTerminal,
        string path,
        FlowProblems found
    )
    {
        // Both branches of a condition may have a footer.
        var footers = components.Count(c =>
            c.Component.TextOf("type") == "Footer"
            && !c.Path.Contains(".then", StringComparison.Ordinal)
            && !c.Path.Contains(".else", StringComparison.Ordinal)
            && !c.Path.Contains(".cases", StringComparison.Ordinal)
        );
        if (footers > 1)
            found.Add("INVALID_PROPERTY_VALUE", "A screen has at most one Footer.", path);
        if (isTerminal && !components.Exists(c => c.Component.TextOf("type") == "Footer"))
            found.Add("MISSING_REQUIRED_COMPONENT", "A terminal screen needs a Footer.", path);
        foreach (
            var twice in components
                .Select(c => c.Component.TextOf("name"))
                .OfType<string>()
                .GroupBy(n => n)
                .Where(g => g.Count() > 1)
        )
            found.Add("DUPLICATE_FORM_COMPONENT_NAMES", $"The name {twice.Key} is used twice.", path);
    }

    private static IEnumerable<(JsonElement Component, string Path)> Flatten(JsonElement holder, string path, int depth)
    {
        foreach (var (part, at) in Parts(holder, path))
        {
            yield return (part, at);
            if (depth < 5)
                foreach (var inner in Flatten(part, at, depth + 1))
                    yield return inner;
        }
    }

    private static IEnumerable<(JsonElement Component, string Path)> Parts(JsonElement holder, string path)
    {
        foreach (var list in new[] { "children", "then", "else" })
        foreach (var (part, index) in holder.ListOf(list).Select((part, index) => (part, index)))
            yield return (part, $"{path}.{list}[{index}]");
        if (holder.Member("cases") is not { ValueKind: JsonValueKind.Object } cases)
            yield break;
        foreach (var branch in cases.EnumerateObject().Where(c => c.Value.ValueKind == JsonValueKind.Array))
        foreach (var (part, index) in branch.Value.EnumerateArray().Select((part, index) => (part, index)))
            yield return (part, $"{path}.cases.{branch.Name}[{index}]");
    }

    [GeneratedRegex("^[A-Za-z_]+$", RegexOptions.None, 1000)]
    private static partial Regex ScreenId();
}
