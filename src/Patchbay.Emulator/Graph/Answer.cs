using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Graph;

/// <summary>The answer to a request: JSON, raw bytes, a redirect, or a page of a list.</summary>
internal sealed record Answer(int Status, JsonNode? Json)
{
    public ReadOnlyMemory<byte>? Raw { get; init; }
    public string? ContentType { get; init; }
    public string? Location { get; init; }

    public static Answer Ok(JsonNode json) => new(200, json);

    public static Answer Success() => new(200, new JsonObject { ["success"] = true });

    public static Answer Bytes(ReadOnlyMemory<byte> content, string contentType) =>
        new(200, null) { Raw = content, ContentType = contentType };

    public static Answer Redirect(string location) => new(302, null) { Location = location };

    public static Answer Read(Node node, Call call)
    {
        var json = call.Read(node, call.Fields);
        if (call.WantsMetadata)
            json["metadata"] = Describe(node, call);
        return Ok(json);
    }

    public static Answer Page<T>(IEnumerable<T> items, Call call, int defaultLimit = 25, int maxLimit = 1000)
        where T : Node =>
        Ok(
            Paging.Page([.. items], node => node.Id, node => call.Read(node, call.Fields), call, defaultLimit, maxLimit)
        );

    public static Answer Page<T>(
        IEnumerable<T> items,
        Func<T, string> key,
        Func<T, JsonNode> write,
        Call call,
        int defaultLimit = 25,
        int maxLimit = 1000
    ) => Ok(Paging.Page([.. items], key, write, call, defaultLimit, maxLimit));

    /// <summary>Returns the fields of a type of node, and its edges with their addresses.</summary>
    private static JsonObject Describe(Node node, Call call)
    {
        var type = call.Schema.Types.Of(node);
        var edges = new JsonObject();
        foreach (var edge in call.Schema.Operations.EdgesOf(node.GetType()))
            edges[edge] = $"{call.BaseUrl}/{call.Version}/{node.ShownId}/{edge}";
        return new JsonObject
        {
            ["fields"] = new JsonArray([
                .. type.FieldNames.Select(name => (JsonNode)new JsonObject { ["name"] = name }),
            ]),
            ["connections"] = edges,
            ["type"] = type.Name.ToLowerInvariant(),
        };
    }
}
