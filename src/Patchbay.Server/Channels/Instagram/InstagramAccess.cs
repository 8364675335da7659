using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Graph.OAuth;
using Patchbay.Server.Connections;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Instagram;

/// <summary>
/// Verifies that a token works, belongs to the app, has the permissions and reaches an Instagram account. Stores
/// nothing and changes nothing at Meta.
/// </summary>
internal static class InstagramAccess
{
    /// <summary>
    /// A token of Instagram Login is for one account. A token of Facebook Login reaches the account through its Page.
    /// </summary>
    public static async Task<Outcome<MetaAccess>> ProveAsync(
        MetaApp app,
        Secret token,
        string? instagramId,
        string? pageId,
        CancellationToken cancellation
    )
    {
        try
        {
            return await OwnProfileAsync(app, token, instagramId, cancellation)
                ?? await ThroughPageAsync(app, token, instagramId, pageId, cancellation);
        }
        catch (GraphException error)
        {
            return ConnectionProblems.OfRead(error, instagramId is null ? "page_id" : "ig_business_account_id");
        }
    }

    private static async Task<Outcome<MetaAccess>?> OwnProfileAsync(
        MetaApp app,
        Secret token,
        string? instagramId,
        CancellationToken cancellation
    )
    {
        try
        {
            var profile = await app.As(token).Instagram.GetProfileAsync("me", "id,user_id,username,name", cancellation);
            if (profile.UserId is not { } id)
                return null;
            if (instagramId is not null && instagramId != id)
                return ConnectionProblems.ScopeMissing("ig_business_account_id");
            return new MetaAccess(token, TokenKinds.Instagram, profile.Id ?? id, null)
            {
                InstagramId = id,
                Name = profile.Name ?? profile.Username,
                Username = profile.Username,
            };
        }
        catch (GraphApiException error) when (!error.IsTransient)
        {
            return null; // not a token of Instagram Login
        }
    }

    private static async Task<Outcome<MetaAccess>> ThroughPageAsync(
        MetaApp app,
        Secret token,
        string? instagramId,
        string? pageId,
        CancellationToken cancellation
    )
    {
        var info = await app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation);
        if (TokenRules.Refuse(info, app.AppId, TokenRules.InstagramScopes) is { } problem)
            return problem;
        pageId ??= info.ProfileId ?? await PageOfAsync(app.As(token), instagramId!, cancellation);
        if (Uncovered(info, instagramId, pageId) is { } uncovered)
            return uncovered;
        var reached = await AccountIdAsync(app, token, instagramId, pageId, cancellation);
        if (!reached.TryGet(out var id, out var unreached))
            return unreached;
        var name = await NameAsync(app.As(token), id, cancellation);
        return TokenRules.AccessOf(token, info) with { InstagramId = id, PageId = pageId, Name = name };
    }

    /// <summary>The error for the first id that the token does not cover; null when it covers all.</summary>
    private static Problem? Uncovered(TokenInfo info, string? instagramId, string? pageId)
    {
        if (instagramId is not null && !TokenRules.Covers(info, TokenRules.InstagramScopes[0], instagramId))
            return ConnectionProblems.ScopeMissing("ig_business_account_id");
        if (pageId is not null && !TokenRules.Covers(info, "pages_show_list", pageId))
            return ConnectionProblems.ScopeMissing("page_id");
        return null;
    }

    /// <summary>
    /// The requested account, which must match the Page's account if the Page has one. Without a requested account, the
    /// Page's account.
    /// </summary>
    private static async Task<Outcome<string>> AccountIdAsync(
        MetaApp app,
        Secret token,
        string? instagramId,
        string? pageId,
        CancellationToken cancellation
    )
    {
        var linked = await LinkedAccountAsync(app, token, pageId, cancellation);
        if (linked is not null && instagramId is not null && linked != instagramId)
            return ConnectionProblems.ScopeMissing("ig_business_account_id");
        if ((instagramId ?? linked) is not { } id)
            return ConnectionProblems.ScopeMissing("page_id");
        return id;
    }

    /// <summary>The Instagram account of the Page; null without a Page or without an account.</summary>
    private static async Task<string?> LinkedAccountAsync(
        MetaApp app,
        Secret token,
        string? pageId,
        CancellationToken cancellation
    )
    {
        if (pageId is null)
            return null;
        var page = await app.As(token).Nodes.GetAsync(pageId, "id,name,instagram_business_account", cancellation);
        return page.Member("instagram_business_account").Text("id");
    }

    private static async Task<string?> NameAsync(GraphSession meta, string instagramId, CancellationToken cancellation)
    {
        var account = await meta.Nodes.GetAsync(instagramId, "id,username,name", cancellation);
        return account.Text("name") ?? account.Text("username");
    }

    /// <summary>
    /// The Page of an account. With Facebook Login, events can only be subscribed to through the Page. Null when the
    /// token does not reach it.
    /// </summary>
    private static async Task<string?> PageOfAsync(
        GraphSession meta,
        string instagramId,
        CancellationToken cancellation
    )
    {
        try
        {
            await foreach (
                var page in meta.Messenger.ListPagesAllAsync(
                    "me",
                    new PageQuery { Fields = "id,instagram_business_account" },
                    cancellation
                )
            )
            {
                if (page.InstagramBusinessAccount?.Id == instagramId)
                    return page.Id;
            }
        }
        catch (GraphApiException error) when (!error.IsTransient)
        {
            return null;
        }
        return null;
    }
}
