using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Surfaces.Integrations.Login;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>Connects the pages that a person chose: each by itself, so that one that fails keeps no other back.</summary>
internal sealed class PageConnector(
    MetaApps apps,
    UserTokenStore tokens,
    MessengerAssets assets,
    LoginDrafts drafts,
    ConnectionStore connections,
    AccountStore accounts
)
{
    private const string NotTheirs = "This page is not among those the person gave to the app.",
        NotSubscribed = "The page is stored, but Meta would not send us its messages; see the account's status.";

    public async Task<(PagesAnswer? Answer, Problem? Problem)> RunAsync(
        Tenant tenant,
        Actor actor,
        string owner,
        string handle,
        IReadOnlyList<string> wanted,
        CancellationToken cancellation
    )
    {
        if (apps.Find(tenant.Environment) is not { } app)
            return (null, MetaApps.NotConfigured);
        if (await tokens.FindAsync(tenant, owner, handle, cancellation) is not { } token)
            return (null, LoginProblems.TokenUnknown);
        Dictionary<string, FacebookPage> theirs;
        string? person;
        try
        {
            // Whose it is: when they take access away, Meta names them and no page.
            person = (await app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation)).UserId;
            theirs = await ListAsync(app, token, cancellation);
        }
        catch (GraphException error)
        {
            return (null, LoginProblems.OfMeta(MetaProblems.From(error))); // the handle stays good: nothing was done with it
        }
        if (!await tokens.TakeAsync(tenant, owner, handle))
            return (null, LoginProblems.TokenUnknown);
        var (made, failed) = (new List<PageAccountAnswer>(), new List<FailedPage>());
        foreach (var id in wanted)
        {
            var (account, error) = theirs.TryGetValue(id, out var page)
                ? await ConnectAsync(tenant, actor, app, page, person)
                : (null, NotTheirs);
            if (account is not null && error is null)
                made.Add(new(account.Id, account.AccountKey, account.DisplayName, id));
            else
                failed.Add(new(id, error!));
        }
        return (new PagesAnswer(made.Count > 0, made, failed), null);
    }

    private static async Task<Dictionary<string, FacebookPage>> ListAsync(
        MetaApp app,
        Secret token,
        CancellationToken cancellation
    )
    {
        var pages = new Dictionary<string, FacebookPage>(StringComparer.Ordinal);
        await foreach (
            var page in app.As(token)
                .Messenger.ListPagesAllAsync("me", new PageQuery { Fields = MessengerLogin.PageFields }, cancellation)
        )
            pages[page.Id] = page;
        return pages;
    }

    /// <summary>What was begun is finished: a page that is subscribed and not stored would tell nobody.</summary>
    private async Task<(AccountRow? Account, string? Error)> ConnectAsync(
        Tenant tenant,
        Actor actor,
        MetaApp app,
        FacebookPage page,
        string? person
    )
    {
        if (page.AccessToken is not { } text)
            return (null, NotTheirs);
        var held = await connections.FindLiveMessengerAsync(tenant.Environment, page.Id, CancellationToken.None);
        var name = page.Name ?? page.Id;
        var draft = await drafts.OfAsync(
            tenant,
            IntegrationChannels.Messenger,
            page.Id,
            held?.Tenant == tenant ? held : null,
            name,
            (ChannelSettings.PageName, page.Name),
            CancellationToken.None
        );
        try
        {
            var outcome = await assets.SaveAsync(
                tenant,
                actor,
                app,
                new PageAccess(page.Id, name, new Secret(text), person, null),
                TokenSources.EmbeddedSignup,
                draft,
                CancellationToken.None
            );
            if (outcome.Problem is { } problem)
                return (null, problem.Message);
            var account = await accounts.FindByConnectionAsync(tenant, outcome.ConnectionId!, CancellationToken.None);
            var connection = await connections.FindAsync(tenant, outcome.ConnectionId!, CancellationToken.None);
            return (account, connection?.Status == ConnectionStatus.Connected ? null : NotSubscribed);
        }
        catch (AccountChangedException)
        {
            return (null, IntegrationProblems.Changed.Message);
        }
    }
}
