using System.Text.Json;
using System.Text.Json.Nodes;

namespace Patchbay.Server.Tests.Messages.Members;

/// <summary>
/// Every member of the messages, statuses and contacts in Meta's webhooks, as <c>tools/webhook-members.py</c> lists
/// them.
/// </summary>
internal static class WebhookMembers
{
    private static readonly JsonElement Root = Read();

    /// <summary>The paths of a list, such as "whatsapp", "types", "text".</summary>
    public static IReadOnlyList<string> Of(params string[] list) =>
        [
            .. list.Aggregate(Root, (parent, name) => parent.GetProperty(name))
                .EnumerateArray()
                .Select(path => path.GetString()!),
        ];

    public static IEnumerable<string> NamesIn(params string[] list) =>
        list.Aggregate(Root, (parent, name) => parent.GetProperty(name)).EnumerateObject().Select(entry => entry.Name);

    /// <summary>An object with all these members, each with a value of its own.</summary>
    /// <param name="paths">Dots between members, [] after a list.</param>
    /// <param name="mark">Begins each value.</param>
    /// <param name="given">Values that must be of a certain form, by path.</param>
    public static JsonObject Object(IEnumerable<string> paths, string mark, IReadOnlyDictionary<string, JsonNode> given)
    {
        var root = new JsonObject();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            var value = given.TryGetValue(path, out var own) ? own.DeepClone() : JsonValue.Create($"{mark} {path}");
            Set(root, path.Split('.'), value);
        }
        return root;
    }

    /// <summary>Every value of an object that is no object or list, by its path.</summary>
    public static IEnumerable<(string Path, JsonElement Value)> Leaves(JsonElement value, string path = "") =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value
                .EnumerateObject()
                .SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Leaves(item, path + "[]")),
            _ => [(path, value)],
        };

    /// <summary>Whether a value stands anywhere in another.</summary>
    public static bool Holds(JsonElement whole, JsonElement part) =>
        JsonElement.DeepEquals(whole, part)
        || whole.ValueKind switch
        {
            JsonValueKind.Object => whole.EnumerateObject().Any(member => Holds(member.Value, part)),
            JsonValueKind.Array => whole.EnumerateArray().Any(item => Holds(item, part)),
            _ => false,
        };

    private static void Set(JsonObject parent, string[] path, JsonNode value)
    {
        var (name, isList) = (
            path[0].Replace("[]", "", StringComparison.Ordinal),
            path[0].EndsWith("[]", StringComparison.Ordinal)
        );
        if (path.Length == 1)
        {
            parent[name] = isList ? new JsonArray(value) : value;
            return;
        }
        parent[name] ??= isList ? new JsonArray(new JsonObject()) : new JsonObject();
        Set((isList ? parent[name]![0]! : parent[name]!).AsObject(), path[1..], value);
    }

    private static JsonElement Read()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Messages", "Members", "members.json");
        return JsonElement.Parse(File.ReadAllText(file));
    }
}
