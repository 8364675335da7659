using Json = Patchbay.Graph.Flows.FlowsJson;

namespace Patchbay.Graph.Flows;

/// <summary>Flows: forms inside WhatsApp.</summary>
/// <remarks>A draft can be changed; a published flow can only be deprecated.</remarks>
public sealed partial class FlowOperations
{
    internal static readonly GraphOperation<PageQuery, Page<Flow>> List = new(
        "listFlows",
        HttpMethod.Get,
        "{waba_id}/flows",
        CoreJson.Default.PageQuery,
        Json.Default.PageFlow
    );

    internal static readonly GraphOperation<SaveFlow, CreatedFlow> Create = new(
        "createFlow",
        HttpMethod.Post,
        "{waba_id}/flows",
        Json.Default.SaveFlow,
        Json.Default.CreatedFlow
    )
    {
        Input = GraphInput.Form,
    };

    internal static readonly GraphOperation<MigrateFlows, MigratedFlows> Migrate = new(
        "migrateFlows",
        HttpMethod.Post,
        "{waba_id}/migrate_flows",
        Json.Default.MigrateFlows,
        Json.Default.MigratedFlows
    )
    {
        Input = GraphInput.Form,
    };

    internal static readonly GraphOperation<FlowQuery, Flow> Get = new(
        "getFlow",
        HttpMethod.Get,
        "{flow_id}",
        Json.Default.FlowQuery,
        Json.Default.Flow
    );

    internal static readonly GraphOperation<SaveFlow, Acknowledgement> Update = new(
        "updateFlowMetadata",
        HttpMethod.Post,
        "{flow_id}",
        Json.Default.SaveFlow,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
        Input = GraphInput.Form,
    };

    internal static readonly GraphOperation<Acknowledgement> Delete = new(
        "deleteFlow",
        HttpMethod.Delete,
        "{flow_id}",
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<PageQuery, Page<FlowAsset>> ListAssets = new(
        "listAssetsGetFlowJsonUrl",
        HttpMethod.Get,
        "{flow_id}/assets",
        CoreJson.Default.PageQuery,
        Json.Default.PageFlowAsset
    );

    internal static readonly GraphOperation<Acknowledgement> Publish = new(
        "publishFlow",
        HttpMethod.Post,
        "{flow_id}/publish",
        CoreJson.Default.Acknowledgement
    );

    internal static readonly GraphOperation<Acknowledgement> Deprecate = new(
        "deprecateFlow",
        HttpMethod.Post,
        "{flow_id}/deprecate",
        CoreJson.Default.Acknowledgement
    );

    private readonly GraphSession _session;

    internal FlowOperations(GraphSession session) => _session = session;

    /// <summary>Lists an account's flows.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Create Flow.</remarks>
    public Task<Page<Flow>> ListAsync(
        string wabaId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(List.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Lists an account's flows, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Create Flow.</remarks>
    public IAsyncEnumerable<Flow> ListAllAsync(
        string wabaId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(List.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Creates a flow.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Create Flow.</remarks>
    public Task<CreatedFlow> CreateAsync(
        string wabaId,
        SaveFlow request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Create.At(wabaId), request, cancellationToken);

    /// <summary>Copies flows from another account of the same portfolio; check the result of each flow.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Create Flow.</remarks>
    public Task<MigratedFlows> MigrateAsync(
        string wabaId,
        MigrateFlows request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Migrate.At(wabaId), request, cancellationToken);

    /// <summary>Reads a flow.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Get Endpoint Metrics.</remarks>
    public Task<Flow> GetAsync(string flowId, FlowQuery? query = null, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Get.At(flowId), query ?? new(), cancellationToken);

    /// <summary>Changes a flow's name, categories or endpoint.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Update Flow.</remarks>
    public Task<Acknowledgement> UpdateAsync(
        string flowId,
        SaveFlow request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Update.At(flowId), request, cancellationToken);

    /// <summary>Deletes a draft.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Update Flow.</remarks>
    public Task<Acknowledgement> DeleteAsync(string flowId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Delete.At(flowId), cancellationToken);

    /// <summary>Lists a flow's files.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Update Flow.</remarks>
    public Task<Page<FlowAsset>> ListAssetsAsync(
        string flowId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListAssets.At(flowId), query ?? new(), cancellationToken);

    /// <summary>Lists a flow's files, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Update Flow.</remarks>
    public IAsyncEnumerable<FlowAsset> ListAssetsAllAsync(
        string flowId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListAssets.At(flowId), query ?? new(), cancellationToken);

    /// <summary>Publishes a draft; this cannot be undone.</summary>
    /// <exception cref="GraphApiException">Code 139002: the flow has validation errors.</exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Update Flow.</remarks>
    public Task<Acknowledgement> PublishAsync(string flowId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Publish.At(flowId), cancellationToken);

    /// <summary>Stops a published flow from being sent; this cannot be undone.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Update Flow.</remarks>
    public Task<Acknowledgement> DeprecateAsync(string flowId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Deprecate.At(flowId), cancellationToken);
}
