using Json = Patchbay.Graph.Messenger.MessengerJson;

namespace Patchbay.Graph.Messenger;

/// <summary>Messenger: pages, their webhooks, sending and the profile.</summary>
/// <remarks>All calls but the list of pages need a page's token.</remarks>
public sealed partial class MessengerOperations
{
    internal static readonly GraphOperation<PageQuery, Page<FacebookPage>> ListPages = new(
        "listPages",
        HttpMethod.Get,
        "{user_id}/accounts",
        CoreJson.Default.PageQuery,
        Json.Default.PageFacebookPage
    );

    internal static readonly GraphOperation<SubscribePage, Acknowledgement> Subscribe = new(
        "subscribePage",
        HttpMethod.Post,
        "{page_id}/subscribed_apps",
        Json.Default.SubscribePage,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
        Input = GraphInput.Query,
    };

    internal static readonly GraphOperation<FieldsQuery, Page<PageSubscription>> ListSubscriptions = new(
        "listPageSubscriptions",
        HttpMethod.Get,
        "{page_id}/subscribed_apps",
        CoreJson.Default.FieldsQuery,
        Json.Default.PagePageSubscription
    );

    internal static readonly GraphOperation<Acknowledgement> Unsubscribe = new(
        "unsubscribePage",
        HttpMethod.Delete,
        "{page_id}/subscribed_apps",
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<DirectMessage, DirectMessageSent> Send = new(
        "sendPageMessage",
        HttpMethod.Post,
        "{page_id}/messages",
        Json.Default.DirectMessage,
        Json.Default.DirectMessageSent
    );

    internal static readonly GraphOperation<FieldsQuery, MessagingUser> GetUser = new(
        "getMessengerUser",
        HttpMethod.Get,
        "{psid}",
        CoreJson.Default.FieldsQuery,
        Json.Default.MessagingUser
    );

    internal static readonly GraphOperation<ProfileFields, Page<MessengerProfile>> GetProfile = new(
        "getMessengerProfile",
        HttpMethod.Get,
        "{page_id}/messenger_profile",
        Json.Default.ProfileFields,
        Json.Default.PageMessengerProfile
    );

    internal static readonly GraphOperation<MessengerProfile, ProfileResult> SetProfile = new(
        "setMessengerProfile",
        HttpMethod.Post,
        "{page_id}/messenger_profile",
        Json.Default.MessengerProfile,
        Json.Default.ProfileResult
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<DeleteProfileFields, ProfileResult> DeleteProfile = new(
        "deleteMessengerProfile",
        HttpMethod.Delete,
        "{page_id}/messenger_profile",
        Json.Default.DeleteProfileFields,
        Json.Default.ProfileResult
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<UserMenuQuery, Page<UserMenuAnswer>> GetUserMenu = new(
        "getUserMenu",
        HttpMethod.Get,
        "{page_id}/custom_user_settings",
        Json.Default.UserMenuQuery,
        Json.Default.PageUserMenuAnswer
    );

    internal static readonly GraphOperation<UserMenu, ProfileResult> SetUserMenu = new(
        "setUserMenu",
        HttpMethod.Post,
        "{page_id}/custom_user_settings",
        Json.Default.UserMenu,
        Json.Default.ProfileResult
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<DeleteUserMenu, ProfileResult> DeleteUserMenu = new(
        "deleteUserMenu",
        HttpMethod.Delete,
        "{page_id}/custom_user_settings",
        Json.Default.DeleteUserMenu,
        Json.Default.ProfileResult
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<ConversationQuery, Page<PageConversation>> ListConversations = new(
        "listPageConversations",
        HttpMethod.Get,
        "{page_id}/conversations",
        Json.Default.ConversationQuery,
        Json.Default.PagePageConversation
    );

    private readonly GraphSession _session;

    internal MessengerOperations(GraphSession session) => _session = session;

    /// <summary>
    /// Lists the pages that a user may manage, with their tokens; pass <c>me</c> for the token's own user.
    /// </summary>
    /// <remarks>Meta: Pages API &gt; Overview.</remarks>
    public Task<Page<FacebookPage>> ListPagesAsync(
        string userId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListPages.At(userId), query ?? new(), cancellationToken);

    /// <summary>
    /// Lists the pages that a user may manage, with their tokens, all pages; pass <c>me</c> for the token's own user.
    /// </summary>
    /// <remarks>Meta: Pages API &gt; Overview.</remarks>
    public IAsyncEnumerable<FacebookPage> ListPagesAllAsync(
        string userId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListPages.At(userId), query ?? new(), cancellationToken);

    /// <summary>Subscribes the app to a page's webhooks; the given fields replace the earlier fields.</summary>
    /// <exception cref="GraphApiException">Code 200: a permission is missing.</exception>
    /// <remarks>Meta: Messenger Platform &gt; Webhooks.</remarks>
    public Task<Acknowledgement> SubscribeAsync(
        string pageId,
        SubscribePage request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Subscribe.At(pageId), request, cancellationToken);

    /// <summary>
    /// Lists the apps that receive the page's webhooks; Meta ends a subscription after an hour of failures.
    /// </summary>
    /// <remarks>Meta: Messenger Platform &gt; Webhooks.</remarks>
    public Task<Page<PageSubscription>> ListSubscriptionsAsync(
        string pageId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListSubscriptions.At(pageId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Ends the app's subscription.</summary>
    /// <remarks>Meta: Messenger Platform &gt; Webhooks.</remarks>
    public Task<Acknowledgement> UnsubscribeAsync(string pageId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Unsubscribe.At(pageId), cancellationToken);

    /// <summary>Reads the public profile of a user.</summary>
    /// <remarks>Meta: Messenger Platform &gt; User profile API.</remarks>
    public Task<MessagingUser> GetUserAsync(
        string psid,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(GetUser.At(psid), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Reads parts of the profile: a list with one entry, or an empty list.</summary>
    /// <remarks>Meta: Messenger Platform &gt; Messenger profile.</remarks>
    public Task<Page<MessengerProfile>> GetProfileAsync(
        string pageId,
        ProfileFields request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(GetProfile.At(pageId), request, cancellationToken);

    /// <summary>Sets parts of the profile; Meta allows ten calls in ten minutes.</summary>
    /// <exception cref="GraphApiException">
    /// Code 100 with sub-code 2018145: a menu needs the get-started button.
    /// </exception>
    /// <remarks>Meta: Messenger Platform &gt; Messenger profile.</remarks>
    public Task<ProfileResult> SetProfileAsync(
        string pageId,
        MessengerProfile request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(SetProfile.At(pageId), request, cancellationToken);

    /// <summary>Deletes parts of the profile.</summary>
    /// <remarks>Meta: Messenger Platform &gt; Messenger profile.</remarks>
    public Task<ProfileResult> DeleteProfileAsync(
        string pageId,
        DeleteProfileFields request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(DeleteProfile.At(pageId), request, cancellationToken);

    /// <summary>Reads the menu of one user.</summary>
    /// <remarks>Meta: Messenger Platform &gt; Messenger profile &gt; Persistent menu.</remarks>
    public Task<Page<UserMenuAnswer>> GetUserMenuAsync(
        string pageId,
        UserMenuQuery request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(GetUserMenu.At(pageId), request, cancellationToken);

    /// <summary>Sets a menu for one user.</summary>
    /// <remarks>Meta: Messenger Platform &gt; Messenger profile &gt; Persistent menu.</remarks>
    public Task<ProfileResult> SetUserMenuAsync(
        string pageId,
        UserMenu request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(SetUserMenu.At(pageId), request, cancellationToken);

    /// <summary>Deletes the menu of one user.</summary>
    /// <remarks>Meta: Messenger Platform &gt; Messenger profile &gt; Persistent menu.</remarks>
    public Task<ProfileResult> DeleteUserMenuAsync(
        string pageId,
        DeleteUserMenu request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(DeleteUserMenu.At(pageId), request, cancellationToken);

    /// <summary>Lists conversations.</summary>
    /// <remarks>Meta: Messenger Platform &gt; Conversations API.</remarks>
    public Task<Page<PageConversation>> ListConversationsAsync(
        string pageId,
        ConversationQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListConversations.At(pageId), query ?? new(), cancellationToken);
}
