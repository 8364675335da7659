using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Direct;

/// <summary>
/// The subscription of the app to a page's webhooks. A page and its Instagram account share a subscription.
/// </summary>
internal static class PageWebhooks
{
    /// <summary>The status reason of a connection for which Meta sends no webhooks.</summary>
    public const string NotSubscribed = "app_not_subscribed";

    /// <summary>Null when the app is subscribed.</summary>
    public static async Task<GraphException?> SubscribeAsync(
        MetaApp app,
        Secret pageToken,
        string pageId,
        CancellationToken cancellation
    )
    {
        try
        {
            await SubscribeAsync(
                MetaSubscription.Page,
                fields => app.As(pageToken).Messenger.SubscribeAsync(pageId, fields, cancellation)
            );
            return null;
        }
        catch (GraphException error)
        {
            return error;
        }
    }

    /// <summary>
    /// Subscribes to all fields, or to the basic ones where Meta refuses one of the others to this app. Meta replaces
    /// an earlier list with a later one, so every caller asks for the whole list.
    /// </summary>
    public static async Task SubscribeAsync(MetaSubscription wanted, Func<SubscribePage, Task> subscribe)
    {
        try
        {
            await subscribe(new() { SubscribedFields = MetaSubscription.ListOf(wanted.Fields) });
        }
        catch (GraphApiException error) when (error.Code is 100 or (>= 200 and <= 299))
        {
            await subscribe(new() { SubscribedFields = MetaSubscription.ListOf(wanted.Basics) });
        }
    }

    /// <summary>Subscribes with the token that reached the page; false when Meta refuses.</summary>
    public static async Task<bool> TrySubscribeAsync(MetaApp app, MetaAccess access, CancellationToken cancellation)
    {
        try
        {
            return access.PageId is { } page
                && await TokenAsync(app.As(access.Token), access, page, cancellation) is { } token
                && await SubscribeAsync(app, token, page, cancellation) is null;
        }
        catch (GraphException)
        {
            return false; // the connection stays pending with the reason; completing it subscribes again
        }
    }

    public static async Task UnsubscribeAsync(
        MetaApp app,
        MetaAccess access,
        string pageId,
        CancellationToken cancellation
    )
    {
        if (await TokenAsync(app.As(access.Token), access, pageId, cancellation) is { } token)
            await app.As(token).Messenger.UnsubscribeAsync(pageId, cancellation);
    }

    /// <summary>
    /// The page's own token, which calls for the page require. A person's or system user's token can read it. Null when
    /// the token does not reach the page.
    /// </summary>
    public static async Task<Secret?> TokenAsync(
        GraphSession meta,
        MetaAccess access,
        string pageId,
        CancellationToken cancellation
    )
    {
        if (access.Kind == TokenKinds.Page)
            return access.Token;
        await foreach (var page in meta.Messenger.ListPagesAllAsync("me", cancellationToken: cancellation))
        {
            if (page.Id == pageId && page.AccessToken is { } token)
                return new Secret(token);
        }
        return null;
    }
}
