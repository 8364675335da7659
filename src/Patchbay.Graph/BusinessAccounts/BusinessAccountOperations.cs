using Json = Patchbay.Graph.BusinessAccounts.BusinessAccountsJson;

namespace Patchbay.Graph.BusinessAccounts;

/// <summary>WhatsApp Business accounts (WABAs) and the apps subscribed to their webhooks.</summary>
public sealed class BusinessAccountOperations
{
    internal static readonly GraphOperation<FieldsQuery, BusinessAccount> Get = new(
        "getWhatsAppBusinessAccountDetails",
        HttpMethod.Get,
        "{waba_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.BusinessAccount
    );

    internal static readonly GraphOperation<UpdateBusinessAccount, Acknowledgement> Update = new(
        "updateWhatsAppBusinessAccount",
        HttpMethod.Post,
        "{waba_id}",
        Json.Default.UpdateBusinessAccount,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<FieldsQuery, Page<AppSubscription>> ListSubscriptions = new(
        "getAllSubscriptionsForAWaba",
        HttpMethod.Get,
        "{waba_id}/subscribed_apps",
        CoreJson.Default.FieldsQuery,
        Json.Default.PageAppSubscription
    );

    internal static readonly GraphOperation<SubscribeApp, SubscriptionChanged> Subscribe = new(
        "subscribeToWabaWebhooks",
        HttpMethod.Post,
        "{waba_id}/subscribed_apps",
        Json.Default.SubscribeApp,
        Json.Default.SubscriptionChanged
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<SubscriptionChanged> Unsubscribe = new(
        "unsubscribeFromWabaWebhooks",
        HttpMethod.Delete,
        "{waba_id}/subscribed_apps",
        Json.Default.SubscriptionChanged
    )
    {
        IsRepeatable = true,
    };

    private readonly GraphSession _session;

    internal BusinessAccountOperations(GraphSession session) => _session = session;

    /// <summary>Reads an account.</summary>
    /// <param name="wabaId">The account's id.</param>
    /// <param name="fields">
    /// Comma-separated names of the fields to return, such as <c>name,health_status,owner_business_info</c>; Meta's
    /// default set when null.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Account.</remarks>
    public Task<BusinessAccount> GetAsync(
        string wabaId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(wabaId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Changes an account.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Account.</remarks>
    public Task<Acknowledgement> UpdateAsync(
        string wabaId,
        UpdateBusinessAccount request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Update.At(wabaId), request, cancellationToken);

    /// <summary>Lists the apps that receive the account's webhooks.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Webhook Subscriptions.</remarks>
    public Task<Page<AppSubscription>> ListSubscribedAppsAsync(
        string wabaId,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListSubscriptions.At(wabaId), new FieldsQuery(), cancellationToken);

    /// <summary>
    /// Subscribes the token's app to the account's webhooks, which is safe to repeat; no webhook arrives before this
    /// call.
    /// </summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Webhook Subscriptions.</remarks>
    public Task<SubscriptionChanged> SubscribeAppAsync(
        string wabaId,
        SubscribeApp? request = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Subscribe.At(wabaId), request ?? new(), cancellationToken);

    /// <summary>Ends the subscription of the token's app.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Webhook Subscriptions.</remarks>
    public Task<SubscriptionChanged> UnsubscribeAppAsync(
        string wabaId,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Unsubscribe.At(wabaId), cancellationToken);
}
