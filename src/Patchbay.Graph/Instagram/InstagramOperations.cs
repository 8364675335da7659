using Patchbay.Graph.Messenger;
using Json = Patchbay.Graph.Instagram.InstagramJson;

namespace Patchbay.Graph.Instagram;

/// <summary>Instagram with Instagram Login: the account, its webhooks and its messages.</summary>
/// <remarks>Pass <c>me</c> or the account's id.</remarks>
public sealed partial class InstagramOperations
{
    internal static readonly GraphOperation<FieldsQuery, InstagramProfile> GetMe = new(
        "getInstagramProfile",
        HttpMethod.Get,
        "{account_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.InstagramProfile
    )
    {
        Host = GraphHost.Instagram,
    };

    internal static readonly GraphOperation<SubscribePage, Acknowledgement> Subscribe = new(
        "subscribeInstagram",
        HttpMethod.Post,
        "{account_id}/subscribed_apps",
        Json.Default.SubscribePage,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
        Input = GraphInput.Query,
        Host = GraphHost.Instagram,
    };

    internal static readonly GraphOperation<Page<InstagramSubscription>> ListSubscriptions = new(
        "listInstagramSubscriptions",
        HttpMethod.Get,
        "{account_id}/subscribed_apps",
        Json.Default.PageInstagramSubscription
    )
    {
        Host = GraphHost.Instagram,
    };

    internal static readonly GraphOperation<Acknowledgement> Unsubscribe = new(
        "unsubscribeInstagram",
        HttpMethod.Delete,
        "{account_id}/subscribed_apps",
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
        Host = GraphHost.Instagram,
    };

    internal static readonly GraphOperation<DirectMessage, DirectMessageSent> Send = new(
        "sendInstagramMessage",
        HttpMethod.Post,
        "{account_id}/messages",
        Json.Default.DirectMessage,
        Json.Default.DirectMessageSent
    )
    {
        Host = GraphHost.Instagram,
    };

    internal static readonly GraphOperation<FieldsQuery, MessagingUser> GetUser = new(
        "getInstagramUser",
        HttpMethod.Get,
        "{igsid}",
        CoreJson.Default.FieldsQuery,
        Json.Default.MessagingUser
    )
    {
        Host = GraphHost.Instagram,
    };

    internal static readonly GraphOperation<ConversationQuery, Page<PageConversation>> ListConversations = new(
        "listInstagramConversations",
        HttpMethod.Get,
        "{account_id}/conversations",
        Json.Default.ConversationQuery,
        Json.Default.PagePageConversation
    )
    {
        Host = GraphHost.Instagram,
    };

    internal static readonly GraphOperation<ProfileFields, Page<MessengerProfile>> GetMessaging = new(
        "getInstagramMessagingProfile",
        HttpMethod.Get,
        "{account_id}/messenger_profile",
        Json.Default.ProfileFields,
        Json.Default.PageMessengerProfile
    )
    {
        Host = GraphHost.Instagram,
    };

    internal static readonly GraphOperation<MessengerProfile, ProfileResult> SetMessaging = new(
        "setInstagramMessagingProfile",
        HttpMethod.Post,
        "{account_id}/messenger_profile",
        Json.Default.MessengerProfile,
        Json.Default.ProfileResult
    )
    {
        IsRepeatable = true,
        Host = GraphHost.Instagram,
    };

    internal static readonly GraphOperation<DeleteProfileFields, ProfileResult> DeleteMessaging = new(
        "deleteInstagramMessagingProfile",
        HttpMethod.Delete,
        "{account_id}/messenger_profile",
        Json.Default.DeleteProfileFields,
        Json.Default.ProfileResult
    )
    {
        IsRepeatable = true,
        Host = GraphHost.Instagram,
    };

    private readonly GraphSession _session;

    internal InstagramOperations(GraphSession session) => _session = session;

    /// <summary>Subscribes the app to the account's webhooks.</summary>
    /// <remarks>Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Webhooks.</remarks>
    public Task<Acknowledgement> SubscribeAsync(
        string accountId,
        SubscribePage request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Subscribe.At(accountId), request, cancellationToken);

    /// <summary>Lists the webhook subscriptions of the account.</summary>
    /// <remarks>Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Webhooks.</remarks>
    public Task<Page<InstagramSubscription>> ListSubscriptionsAsync(
        string accountId,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListSubscriptions.At(accountId), cancellationToken);

    /// <summary>Ends the subscription.</summary>
    /// <remarks>Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Webhooks.</remarks>
    public Task<Acknowledgement> UnsubscribeAsync(string accountId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Unsubscribe.At(accountId), cancellationToken);

    /// <summary>Reads the public profile of a user; the user must have written to the account first.</summary>
    /// <remarks>Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; User profile API.</remarks>
    public Task<MessagingUser> GetUserAsync(
        string igsid,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(GetUser.At(igsid), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Lists conversations.</summary>
    /// <remarks>Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Conversations API.</remarks>
    public Task<Page<PageConversation>> ListConversationsAsync(
        string accountId,
        ConversationQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListConversations.At(accountId), query ?? new(), cancellationToken);

    /// <summary>Reads the ice breakers and the menu.</summary>
    /// <remarks>
    /// Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Messaging API &gt; Messenger profile.
    /// </remarks>
    public Task<Page<MessengerProfile>> GetMessagingProfileAsync(
        string accountId,
        ProfileFields request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(GetMessaging.At(accountId), request, cancellationToken);

    /// <summary>Sets the ice breakers and the menu.</summary>
    /// <remarks>
    /// Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Messaging API &gt; Messenger profile.
    /// </remarks>
    public Task<ProfileResult> SetMessagingProfileAsync(
        string accountId,
        MessengerProfile request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(SetMessaging.At(accountId), request, cancellationToken);

    /// <summary>Deletes the ice breakers or the menu.</summary>
    /// <remarks>
    /// Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Messaging API &gt; Messenger profile.
    /// </remarks>
    public Task<ProfileResult> DeleteMessagingProfileAsync(
        string accountId,
        DeleteProfileFields request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(DeleteMessaging.At(accountId), request, cancellationToken);
}
