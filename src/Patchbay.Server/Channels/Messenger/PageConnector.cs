using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>Connects the pages that a person chose, one by one. A page that fails does not stop the others.</summary>
internal sealed class PageConnector(
    MetaApps apps,
    UserTokenStore tokens,
    MessengerStore store,
    LoginDrafts drafts,
    ConnectionStore connections,
    AccountStore accounts
)
{
    private const string NotTheirs =
            "The person did not make this page available to the app. Log in again and select the page.",
        NotSubscribed = "The page is stored, but Meta refused to send its messages. See the account's status.";

    /// <param name="who">The owner of the log-in.</param>
    /// <param name="handle">The handle of the person's token; it works once.</param>
    /// <param name="wanted">The ids of the chosen pages.</param>
    /// <param name="cancellation">Cancels the call before the first page is connected.</param>
    public async Task<Outcome<PagesAnswer>> RunAsync(
        LogInOwner who,
        string handle,
        IReadOnlyList<string> wanted,
        CancellationToken cancellation
    )
    {
        if (apps.Find(who.Tenant.Environment) is not { } app)
            return MetaApps.NotConfigured;
        if (await tokens.FindAsync(who.Tenant, who.Holder, handle, cancellation) is not { } token)
            return LoginProblems.TokenUnknown;
        var read = await ReadPersonAsync(app, token, cancellation);
        // The handle is used up only after this read, so that the caller can send it again when the read fails.
        if (!read.TryGet(out var person, out var problem))
            return problem;
        if (!await tokens.TakeAsync(who.Tenant, who.Holder, handle))
            return LoginProblems.TokenUnknown;
        return await ConnectAllAsync(who, app, person, wanted);
    }

    private static async Task<Outcome<Person>> ReadPersonAsync(
        MetaApp app,
        Secret token,
        CancellationToken cancellation
    )
    {
        try
        {
            // When a person removes the app, Meta names the person and no page, so the person's id is stored.
            var id = (await app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation)).UserId;
            return new Person(id, await ListAsync(app, token, cancellation));
        }
        catch (GraphException error)
        {
            return LoginProblems.OfMeta(MetaProblems.From(error));
        }
    }

    private async Task<PagesAnswer> ConnectAllAsync(
        LogInOwner who,
        MetaApp app,
        Person person,
        IReadOnlyList<string> wanted
    )
    {
        var (made, failed) = (new List<PageAccountAnswer>(), new List<FailedPage>());
        foreach (var id in wanted)
        {
            var connected = person.Pages.TryGetValue(id, out var page)
                ? await ConnectAsync(who, app, page, person.Id)
                : new(null, NotTheirs);
            if (connected is { Account: { } account, Error: null })
                made.Add(new(account.Id, account.AccountKey, account.DisplayName, id));
            else
                failed.Add(new(id, connected.Error ?? NotSubscribed));
        }
        return new PagesAnswer(made.Count > 0, made, failed);
    }

    private static async Task<Dictionary<string, FacebookPage>> ListAsync(
        MetaApp app,
        Secret token,
        CancellationToken cancellation
    )
    {
        var pages = new Dictionary<string, FacebookPage>(StringComparer.Ordinal);
        var query = new PageQuery { Fields = MessengerLogin.PageFields };
        await foreach (var page in app.As(token).Messenger.ListPagesAllAsync("me", query, cancellation))
            pages[page.Id] = page;
        return pages;
    }

    // This is not cancelled, because a subscribed page that is not stored would send events without an owner.
    private async Task<Connected> ConnectAsync(LogInOwner who, MetaApp app, FacebookPage page, string? person)
    {
        if (page.AccessToken is not { } text)
            return new(null, NotTheirs);
        var name = page.Name ?? page.Id;
        var draft = await DraftAsync(who.Tenant, page, name);
        var access = new PageAccess(page.Id, name, new Secret(text), person, ExpiresAt: null);
        var wanted = new PageConnection(who.Tenant, who.Actor, app, access)
        {
            TokenSource = TokenSources.EmbeddedSignup,
            AsAccount = draft,
        };
        try
        {
            var outcome = await store.SaveAsync(wanted);
            return outcome is { ConnectionId: { } id, Problem: null }
                ? await ConnectedAsync(who, id)
                : new(null, outcome.Problem?.Message);
        }
        catch (AccountChangedException)
        {
            return new(null, AccountProblems.Changed.Message);
        }
    }

    private async Task<AccountDraft> DraftAsync(Tenant tenant, FacebookPage page, string name)
    {
        var held = await connections.FindLiveMessengerAsync(tenant.Environment, page.Id, CancellationToken.None);
        return await drafts.OfAsync(
            tenant,
            MessengerKind.Settings,
            page.Id,
            held?.Tenant == tenant ? held : null,
            name,
            (MessengerKind.PageName, page.Name)
        );
    }

    private async Task<Connected> ConnectedAsync(LogInOwner who, string connectionId)
    {
        var account = await accounts.FindByConnectionAsync(who.Tenant, connectionId, CancellationToken.None);
        var connection = await connections.FindAsync(who.Tenant, connectionId, CancellationToken.None);
        return new(account, connection?.Status == ConnectionStatus.Connected ? null : NotSubscribed);
    }

    /// <summary>The person of a token, and the pages that the token reaches, by id.</summary>
    private sealed record Person(string? Id, Dictionary<string, FacebookPage> Pages);

    private readonly record struct Connected(AccountRow? Account, string? Error);
}
