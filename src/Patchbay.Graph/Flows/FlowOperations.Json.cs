using Json = Patchbay.Graph.Flows.FlowsJson;

namespace Patchbay.Graph.Flows;

/// <content>A flow's JSON, which travels as a file.</content>
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

    /// <summary>Replaces a draft's JSON, at most 10 MB. It is stored even with faults, which the answer lists.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="json">The JSON; read once and not closed.</param>
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
