using System.Collections.Frozen;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Graph;

/// <summary>Finds the operation for a method and path: by the type of the node the path starts with.</summary>
internal static class OperationTable
{
    private static readonly FrozenDictionary<(Type?, string, string), Operation> Known =
        Catalogue.Operations.ToFrozenDictionary(o => (o.On, o.Edge, o.Method));

    private static readonly FrozenSet<string> RootPaths = Catalogue
        .Operations.Where(o => o.On is null)
        .Select(o => o.Edge)
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly Operation ReadNode = new("getNode", "GET", "", null, [P.Text("fields")])
    {
        Act = call => Answer.Read(call.Node!, call),
    };

    public static bool IsRoot(string path) => RootPaths.Contains(path);

    public static Operation Root(string method, string path) =>
        TryRoot(method, path)
        ?? throw new GraphRefusal(100, $"Unsupported {method.ToLowerInvariant()} request.")
        {
            Kind = "GraphMethodException",
            Subcode = 33,
        };

    public static Operation? TryRoot(string method, string path) => Known.GetValueOrDefault((null, path, method));

    /// <summary>The edges that can be read of a kind of node.</summary>
    public static IEnumerable<string> EdgesOf(Type type) =>
        Known
            .Keys.Where(key =>
                key.Item1 == type
                && key.Item3 == "GET"
                && key.Item2.Length > 0
                && !key.Item2.Contains('/', StringComparison.Ordinal)
            )
            .Select(key => key.Item2)
            .Order(StringComparer.Ordinal);

    public static Operation? TryFind(Node node, string method, string edge)
    {
        if (Known.TryGetValue((node.GetType(), edge, method), out var exact))
            return exact;
        return edge.Length == 0 && method == "GET" ? ReadNode : null;
    }

    public static (Operation Operation, string? Tail) Find(Node node, string method, string edge, string path)
    {
        if (Known.TryGetValue((node.GetType(), edge, method), out var exact))
            return (exact, null);
        var slash = edge.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && Known.TryGetValue((node.GetType(), edge[..slash] + "/{id}", method), out var withTail))
            return (withTail, edge[(slash + 1)..]);
        if (edge.Length == 0 && method == "GET")
            return (ReadNode, null);
        throw edge.Length == 0 || Known.Keys.Any(key => key.Item1 == node.GetType() && key.Item2 == edge)
            ? Refusals.UnknownObject(method, node.Id)
            : Refusals.UnknownPath("/" + edge);
    }
}
