namespace Patchbay.Graph.Apps;

/// <summary>An app's own webhook subscriptions. All need a session made by <see cref="GraphClient.AsApp"/>.</summary>
public sealed class AppOperations
{
    internal static readonly GraphOperation<PageQuery, Page<WebhookSubscription>> List =
        new("listAppSubscriptions", HttpMethod.Get, "{app_id}/subscriptions", CoreJson.Default.PageQuery, AppsJson.Default.PageWebhookSubscription);

    internal static readonly GraphOperation<CreateWebhookSubscription, Acknowledgement> Create =
        new("createAppSubscription", HttpMethod.Post, "{app_id}/subscriptions", AppsJson.Default.CreateWebhookSubscription, CoreJson.Default.Acknowledgement)
        {
            IsRepeatable = true,
        };

    internal static readonly GraphOperation<DeleteWebhookSubscription, Acknowledgement> Delete =
        new("deleteAppSubscription", HttpMethod.Delete, "{app_id}/subscriptions", AppsJson.Default.DeleteWebhookSubscription, CoreJson.Default.Acknowledgement)
        {
            IsRepeatable = true,
        };

    private readonly GraphSession _session;

    internal AppOperations(GraphSession session) => _session = session;

    /// <summary>Lists the subscriptions.</summary>
    public Task<Page<WebhookSubscription>> ListSubscriptionsAsync(string appId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(List.At(appId), new PageQuery(), cancellationToken);

    /// <summary>Sets the subscription to one kind of object; the callback must answer the handshake during this call.</summary>
    /// <exception cref="GraphApiException">Code 2200: the callback did not answer the handshake.</exception>
    public Task<Acknowledgement> SubscribeAsync(string appId, CreateWebhookSubscription request, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Create.At(appId), request, cancellationToken);

    /// <summary>Ends subscriptions.</summary>
    public Task<Acknowledgement> UnsubscribeAsync(string appId, DeleteWebhookSubscription? request = null, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Delete.At(appId), request ?? new(), cancellationToken);
}
