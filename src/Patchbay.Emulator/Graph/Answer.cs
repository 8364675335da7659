using System.Text.Json.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Graph;

/// <summary>What goes back: JSON, raw bytes, or a page of a list.</summary>
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
        var json = NodeTypes.Read(node, call.Fields, call.World);
        if (call.WantsMetadata)
            json["metadata"] = NodeTypes.Describe(node, call);
        return Ok(json);
    }

    public static Answer Page<T>(IEnumerable<T> items, Call call, int defaultLimit = 25, int maxLimit = 1000)
        where T : Node =>
        Ok(
            Paging.Page(
                [.. items],
                node => node.Id,
                node => NodeTypes.Read(node, call.Fields, call.World),
                call,
                defaultLimit,
                maxLimit
            )
        );

    public static Answer Page<T>(
        IEnumerable<T> items,
        Func<T, string> key,
        Func<T, JsonNode> write,
        Call call,
        int defaultLimit = 25,
        int maxLimit = 1000
    ) => Ok(Paging.Page([.. items], key, write, call, defaultLimit, maxLimit));
}
