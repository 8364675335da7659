using Json = Patchbay.Graph.Apps.AppsJson;

namespace Patchbay.Graph.Apps;

/// <summary>
/// The app itself: its webhook subscriptions, which need a session made by <see cref="GraphClient.AsApp"/>, and the
/// businesses connected to it.
/// </summary>
public sealed class AppOperations
{
    internal static readonly GraphOperation<PageQuery, Page<WebhookSubscription>> List = new(
        "listAppSubscriptions",
        HttpMethod.Get,
        "{app_id}/subscriptions",
        CoreJson.Default.PageQuery,
        Json.Default.PageWebhookSubscription
    );

    internal static readonly GraphOperation<CreateWebhookSubscription, Acknowledgement> Create = new(
        "createAppSubscription",
        HttpMethod.Post,
        "{app_id}/subscriptions",
        Json.Default.CreateWebhookSubscription,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<DeleteWebhookSubscription, Acknowledgement> Delete = new(
        "deleteAppSubscription",
        HttpMethod.Delete,
        "{app_id}/subscriptions",
        Json.Default.DeleteWebhookSubscription,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<PageQuery, Page<ConnectedClient>> ListClients = new(
        "getConnectedClientBusinesses",
        HttpMethod.Get,
        "{app_id}/connected_client_businesses",
        CoreJson.Default.PageQuery,
        Json.Default.PageConnectedClient
    );

    private readonly GraphSession _session;

    internal AppOperations(GraphSession session) => _session = session;

    /// <summary>Lists the app's webhook subscriptions.</summary>
    /// <remarks>Meta: Graph API &gt; Reference &gt; Application &gt; Subscriptions.</remarks>
    public Task<Page<WebhookSubscription>> ListSubscriptionsAsync(
        string appId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(List.At(appId), query ?? new(), cancellationToken);

    /// <summary>
    /// Sets the subscription to one kind of object; the callback must answer the handshake during this call.
    /// </summary>
    /// <exception cref="GraphApiException">Code 2200: the callback did not answer the handshake.</exception>
    /// <remarks>Meta: Graph API &gt; Reference &gt; Application &gt; Subscriptions.</remarks>
    public Task<Acknowledgement> SubscribeAsync(
        string appId,
        CreateWebhookSubscription request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Create.At(appId), request, cancellationToken);

    /// <summary>Deletes webhook subscriptions.</summary>
    /// <remarks>Meta: Graph API &gt; Reference &gt; Application &gt; Subscriptions.</remarks>
    public Task<Acknowledgement> UnsubscribeAsync(
        string appId,
        DeleteWebhookSubscription? request = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Delete.At(appId), request ?? new(), cancellationToken);

    /// <summary>Lists the businesses connected to the app.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Application Business Connections.</remarks>
    public Task<Page<ConnectedClient>> ListConnectedClientsAsync(
        string appId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListClients.At(appId), query ?? new(), cancellationToken);

    /// <summary>Lists the businesses connected to the app, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Application Business Connections.</remarks>
    public IAsyncEnumerable<ConnectedClient> ListConnectedClientsAllAsync(
        string appId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListClients.At(appId), query ?? new(), cancellationToken);
}
