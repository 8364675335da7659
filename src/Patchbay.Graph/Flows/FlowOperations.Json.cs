using Json = Patchbay.Graph.Flows.FlowsJson;

namespace Patchbay.Graph.Flows;

/// <content>A flow's JSON, which is sent as a file.</content>
public sealed partial class FlowOperations
{
    internal static readonly GraphOperation<FlowJsonSaved> UpdateJson = new(
        "updateFlowJson",
        HttpMethod.Post,
        "{flow_id}/assets",
        Json.Default.FlowJsonSaved
    )
    {
        IsRepeatable = true,
    };

    /// <summary>
    /// Replaces the JSON of a draft, at most 10 MB; Meta stores it even with errors, which the answer lists.
    /// </summary>
    /// <param name="flowId">Id of the flow.</param>
    /// <param name="json">The JSON. The stream is read once and stays open.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Update Flow.</remarks>
    public Task<FlowJsonSaved> UpdateJsonAsync(
        string flowId,
        Stream json,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(json);
        return _session.UploadAsync(
            UpdateJson.At(flowId),
            MultipartBody.Create(
                json,
                "application/json",
                "flow.json",
                ("name", "flow.json"),
                ("asset_type", "FLOW_JSON")
            ),
            cancellationToken
        );
    }
}
