using System.Text.Json;

namespace Patchbay.Graph.Nodes;

/// <summary>Reads any node by its id, such as a page, a dataset or a catalog that has no type here.</summary>
public sealed class NodeOperations
{
    internal static readonly GraphOperation<FieldsQuery, JsonElement> Get = new(
        "getNode",
        HttpMethod.Get,
        "{node_id}",
        CoreJson.Default.FieldsQuery,
        CoreJson.Default.JsonElement
    );

    private readonly GraphSession _session;

    internal NodeOperations(GraphSession session) => _session = session;

    /// <summary>Reads a node as JSON.</summary>
    /// <param name="id">The node's id, or <c>me</c>.</param>
    /// <param name="fields">Comma-separated names of the fields to return; Meta's default set when null.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: Graph API &gt; Overview.</remarks>
    public Task<JsonElement> GetAsync(
        string id,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(id), new FieldsQuery { Fields = fields }, cancellationToken);
}
