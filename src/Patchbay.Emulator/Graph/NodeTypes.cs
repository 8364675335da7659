using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Graph;

/// <summary>Finds the readable shape of a node.</summary>
internal static class NodeTypes
{
    private static readonly FrozenDictionary<Type, NodeType> ByClr = Catalogue.NodeTypes.ToFrozenDictionary(type => type.Clr);

    public static NodeType? Of(Node node) => ByClr.GetValueOrDefault(node.GetType());

    public static JsonObject Read(Node node, FieldSet? fields, World world) =>
        Of(node) is { } type ? type.Read(node, fields, world) : throw Refusals.UnknownObject("GET", node.Id);
}
