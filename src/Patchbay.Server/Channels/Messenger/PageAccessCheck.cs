using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>
/// Verifies that a token works, belongs to our app and reaches a page. Stores nothing and changes nothing at Meta.
/// </summary>
internal static class PageAccessCheck
{
    /// <summary>
    /// The page with its own token. The given token is the page's own, or the token of a person who manages the page.
    /// </summary>
    public static async Task<Outcome<PageAccess>> RunAsync(
        MetaApp app,
        Secret token,
        string pageId,
        CancellationToken cancellation
    )
    {
        try
        {
            var info = await app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation);
            if (TokenRules.Refuse(info, app.AppId, TokenRules.MessengerScopes) is { } problem)
                return problem;
            return info.Type == "PAGE"
                ? await OwnAsync(app, token, info, pageId, cancellation)
                : await ThroughUserAsync(app, token, info, pageId, cancellation);
        }
        catch (GraphException error)
        {
            return ConnectionProblems.OfRead(error, "page_id");
        }
    }

    private static async Task<Outcome<PageAccess>> OwnAsync(
        MetaApp app,
        Secret token,
        TokenInfo info,
        string pageId,
        CancellationToken cancellation
    )
    {
        if (info.ProfileId != pageId)
            return ConnectionProblems.ScopeMissing("page_id");
        var page = await app.As(token).Nodes.GetAsync(pageId, "id,name", cancellation);
        var name =
            page.TryGetProperty("name", out var given) && given.GetString() is { Length: > 0 } text ? text : pageId;
        var access = TokenRules.AccessOf(token, info);
        return new PageAccess(pageId, name, token, access.UserId, access.ExpiresAt);
    }

    private static async Task<Outcome<PageAccess>> ThroughUserAsync(
        MetaApp app,
        Secret token,
        TokenInfo info,
        string pageId,
        CancellationToken cancellation
    )
    {
        await foreach (var page in app.As(token).Messenger.ListPagesAllAsync("me", cancellationToken: cancellation))
        {
            // With a long-lived token of the user, the page's token lasts as long as the user's role on the page.
            if (page.Id == pageId && page.AccessToken is { } own)
                return new PageAccess(pageId, page.Name ?? pageId, new Secret(own), info.UserId, null);
        }
        return ConnectionProblems.ScopeMissing("page_id");
    }
}
