using System.Collections.Frozen;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Graph;

/// <summary>Finds the operation for a method and path: by the type of the node the path starts with.</summary>
internal sealed class OperationTable
{
    private readonly FrozenDictionary<(Type?, string, string), Operation> _known;
    private readonly FrozenSet<string> _rootPaths;

    private static readonly Operation ReadNode = new("getNode", "GET", "", null, [P.Text("fields")])
    {
        Act = call => Answer.Read(call.Node!, call),
    };

    public OperationTable(IEnumerable<Operation> operations)
    {
        _known = operations.ToFrozenDictionary(o => (o.On, o.Edge, o.Method));
        _rootPaths = _known.Values.Where(o => o.On is null).Select(o => o.Edge).ToFrozenSet(StringComparer.Ordinal);
    }

    public bool IsRoot(string path) => _rootPaths.Contains(path);

    public Operation Root(string method, string path) =>
        TryRoot(method, path)
        ?? throw new GraphRefusal(100, $"Unsupported {method.ToLowerInvariant()} request.")
        {
            Kind = "GraphMethodException",
            Subcode = 33,
        };

    public Operation? TryRoot(string method, string path) => _known.GetValueOrDefault((null, path, method));

    /// <summary>Returns the names of the readable edges of a kind of node.</summary>
    public IEnumerable<string> EdgesOf(Type type) =>
        _known
            .Keys.Where(key =>
                key.Item1 == type
                && key.Item3 == "GET"
                && key.Item2.Length > 0
                && !key.Item2.Contains('/', StringComparison.Ordinal)
            )
            .Select(key => key.Item2)
            .Order(StringComparer.Ordinal);

    public Operation? TryFind(Node node, string method, string edge)
    {
        if (_known.TryGetValue((node.GetType(), edge, method), out var exact))
            return exact;
        return edge.Length == 0 && method == "GET" ? ReadNode : null;
    }

    public (Operation Operation, string? Tail) Find(Node node, string method, string edge, string path)
    {
        if (_known.TryGetValue((node.GetType(), edge, method), out var exact))
            return (exact, null);
        var slash = edge.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && _known.TryGetValue((node.GetType(), edge[..slash] + "/{id}", method), out var withTail))
            return (withTail, edge[(slash + 1)..]);
        if (edge.Length == 0 && method == "GET")
            return (ReadNode, null);
        throw edge.Length == 0 || _known.Keys.Any(key => key.Item1 == node.GetType() && key.Item2 == edge)
            ? Refusals.UnknownObject(method, node.Id)
            : Refusals.UnknownPath("/" + edge);
    }
}
