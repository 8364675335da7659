using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Graph;

/// <summary>Finds the readable shape of a node.</summary>
internal static class NodeTypes
{
    private static readonly FrozenDictionary<Type, NodeType> ByClr = Catalogue.NodeTypes.ToFrozenDictionary(type =>
        type.Clr
    );

    public static NodeType? Of(Node node) => ByClr.GetValueOrDefault(node.GetType());

    /// <summary>What a kind of node has: its fields, and its edges with their addresses.</summary>
    public static JsonObject Describe(Node node, Call call)
    {
        var edges = new JsonObject();
        foreach (var edge in OperationTable.EdgesOf(node.GetType()))
            edges[edge] = $"{call.BaseUrl}/{call.Version}/{node.ShownId}/{edge}";
        return new JsonObject
        {
            ["fields"] = new JsonArray([
                .. Of(node)!.FieldNames.Select(name => (JsonNode)new JsonObject { ["name"] = name }),
            ]),
            ["connections"] = edges,
            ["type"] = Of(node)!.Name.ToLowerInvariant(),
        };
    }

    public static JsonObject Read(Node node, FieldSet? fields, World world) =>
        Of(node) is { } type ? type.Read(node, fields, world) : throw Refusals.UnknownObject("GET", node.Id);
}
