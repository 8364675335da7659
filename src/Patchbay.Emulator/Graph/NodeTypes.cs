using System.Collections.Frozen;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Graph;

/// <summary>Finds the readable shape of a node.</summary>
internal sealed class NodeTypes(IEnumerable<NodeType> types)
{
    private readonly FrozenDictionary<Type, NodeType> _byClr = types.ToFrozenDictionary(type => type.Clr);

    public bool Has(Node node) => _byClr.ContainsKey(node.GetType());

    public NodeType Of(Node node) =>
        _byClr.GetValueOrDefault(node.GetType()) ?? throw Refusals.UnknownObject("GET", node.Id);
}
