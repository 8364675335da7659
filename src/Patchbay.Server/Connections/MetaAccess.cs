using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Graph.BusinessAccounts;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections;

/// <summary>What a token opened at Meta.</summary>
internal sealed record MetaAccess(Secret Token, string Kind, string? UserId, DateTimeOffset? ExpiresAt)
{
    public BusinessAccount? Account { get; init; }
    public PhoneNumber? Number { get; init; }
    public string? InstagramId { get; init; }
    public string? PageId { get; init; }
    public string? Name { get; init; }
    public string? Username { get; init; }
}

/// <summary>
/// Proves that a token works, is our app's, has the permissions and reaches the very ids it is given for. Nothing is
/// stored and nothing changed at Meta.
/// </summary>
internal static class MetaAccessCheck
{
    public static async Task<(MetaAccess? Access, Problem? Problem)> WhatsAppAsync(
        MetaApp app,
        Secret token,
        string wabaId,
        string phoneNumberId,
        CancellationToken cancellation
    )
    {
        try
        {
            var info = await app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation);
            if (TokenRules.Refuse(info, app.AppId, TokenRules.WhatsAppScopes) is { } problem)
                return (null, problem);
            if (TokenRules.WhatsAppScopes.Any(scope => !TokenRules.Covers(info, scope, wabaId)))
                return (null, ConnectionProblems.ScopeMissing("waba_id"));
            var meta = app.As(token);
            var account = await meta.BusinessAccounts.GetAsync(wabaId, MetaFields.Waba, cancellation);
            await foreach (
                var number in meta.PhoneNumbers.ListAllAsync(
                    wabaId,
                    new ListPhoneNumbers { Fields = MetaFields.Phone },
                    cancellation
                )
            )
            {
                if (number.Id == phoneNumberId)
                    return (
                        TokenRules.AccessOf(token, info) with
                        {
                            Account = account,
                            Number = number,
                            Name = number.VerifiedName,
                        },
                        null
                    );
            }
            return (null, ConnectionProblems.ScopeMissing("phone_number_id"));
        }
        catch (GraphException error)
        {
            return (null, ConnectionProblems.OfRead(error, "waba_id"));
        }
    }

    /// <summary>A token of Instagram Login speaks for one account; one of Facebook Login reaches it through its Page.</summary>
    public static async Task<(MetaAccess? Access, Problem? Problem)> InstagramAsync(
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
            return (null, ConnectionProblems.OfRead(error, instagramId is null ? "page_id" : "ig_business_account_id"));
        }
    }

    private static async Task<(MetaAccess?, Problem?)?> OwnProfileAsync(
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
            return instagramId is null || instagramId == id
                ? (
                    new MetaAccess(token, TokenKinds.Instagram, profile.Id ?? id, null)
                    {
                        InstagramId = id,
                        Name = profile.Name ?? profile.Username,
                        Username = profile.Username,
                    },
                    null
                )
                : (null, ConnectionProblems.ScopeMissing("ig_business_account_id"));
        }
        catch (GraphApiException error) when (!error.IsTransient)
        {
            return null; // not a token of Instagram Login
        }
    }

    private static async Task<(MetaAccess?, Problem?)> ThroughPageAsync(
        MetaApp app,
        Secret token,
        string? instagramId,
        string? pageId,
        CancellationToken cancellation
    )
    {
        var info = await app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation);
        if (TokenRules.Refuse(info, app.AppId, TokenRules.InstagramScopes) is { } problem)
            return (null, problem);
        pageId ??= info.ProfileId ?? await PageOfAsync(app.As(token), instagramId!, cancellation);
        if (instagramId is not null && !TokenRules.Covers(info, TokenRules.InstagramScopes[0], instagramId))
            return (null, ConnectionProblems.ScopeMissing("ig_business_account_id"));
        if (pageId is not null && !TokenRules.Covers(info, "pages_show_list", pageId))
            return (null, ConnectionProblems.ScopeMissing("page_id"));
        var linked = pageId is null
            ? null
            : LinkedAccount(
                await app.As(token).Nodes.GetAsync(pageId, "id,name,instagram_business_account", cancellation)
            );
        if (linked is not null && instagramId is not null && linked != instagramId)
            return (null, ConnectionProblems.ScopeMissing("ig_business_account_id"));
        if ((instagramId ?? linked) is not { } id)
            return (null, ConnectionProblems.ScopeMissing("page_id"));
        var account = await app.As(token).Nodes.GetAsync(id, "id,username,name", cancellation);
        return (
            TokenRules.AccessOf(token, info) with
            {
                InstagramId = id,
                PageId = pageId,
                Name = Text(account, "name") ?? Text(account, "username"),
            },
            null
        );
    }

    /// <summary>The Page behind an account, through which alone its events can be asked for; null where the token does not show it.</summary>
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

    private static string? LinkedAccount(JsonElement page) =>
        page.TryGetProperty("instagram_business_account", out var account) ? Text(account, "id") : null;

    private static string? Text(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object
        && node.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
