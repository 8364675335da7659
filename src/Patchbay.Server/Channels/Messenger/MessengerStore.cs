using Patchbay.Graph;
using Patchbay.Server.Audit;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>A page to connect, with its token.</summary>
internal sealed record PageAccess(string Id, string Name, Secret Token, string? UserId, DateTimeOffset? ExpiresAt);

/// <summary>A verified page to store.</summary>
internal sealed record PageConnection(Tenant Tenant, Actor Actor, MetaApp App, PageAccess Page)
{
    /// <summary>One of <see cref="TokenSources"/>.</summary>
    public required string TokenSource { get; init; }

    /// <summary>The account of the page.</summary>
    public required AccountDraft AsAccount { get; init; }
}

/// <summary>Stores a page's connection and subscribes the app to its messages.</summary>
internal sealed class MessengerStore(
    ConnectionStore connections,
    AccountViews accounts,
    ConnectionSessions sessions,
    ConnectionAudit audit,
    Database database,
    Ids ids,
    TimeProvider clock
)
{
    /// <summary>
    /// Subscribes, then stores. When Meta refuses the subscription, the connection is pending with the reason.
    /// </summary>
    public async Task<ConnectOutcome> SaveAsync(PageConnection wanted)
    {
        var (tenant, page) = (wanted.Tenant, wanted.Page);
        var held = await connections.FindLiveMessengerAsync(tenant.Environment, page.Id, CancellationToken.None);
        if (held is not null && held.Tenant != tenant)
            return await HeldElsewhereAsync(wanted);
        var obstacle = await PageWebhooks.SubscribeAsync(wanted.App, page.Token, page.Id, CancellationToken.None);
        var row = await RowAsync(wanted, held, obstacle);
        var account = await accounts.PrepareAsync(row, wanted.AsAccount, CancellationToken.None);
        return await WriteAsync(wanted, row, account, isNew: held is null);
    }

    private async Task<ConnectOutcome> WriteAsync(
        PageConnection wanted,
        ConnectionRow row,
        PreparedAccount account,
        bool isNew
    )
    {
        try
        {
            var saved = await database.WriteAsync(
                session => StoreAsync(session, wanted, row, account, isNew),
                CancellationToken.None
            );
            return saved ? new ConnectOutcome(row.Id, isNew, Problem: null) : ConnectionProblems.Changed;
        }
        catch (Exception error) when (database.IsDuplicate(error))
        {
            return await HeldElsewhereAsync(wanted); // a concurrent call stored the page first
        }
    }

    private async Task<bool> StoreAsync(
        DbSession session,
        PageConnection wanted,
        ConnectionRow row,
        PreparedAccount account,
        bool isNew
    )
    {
        if (!await connections.SaveAsync(session, row))
            return false;
        await accounts.AttachAsync(session, account);
        await audit.DoneAsync(
            session,
            wanted.Tenant,
            wanted.Actor,
            isNew ? ConnectionAudit.Created : ConnectionAudit.Replaced,
            row.Id,
            row.StatusReason
        );
        return true;
    }

    private async Task<ConnectionRow> RowAsync(PageConnection wanted, ConnectionRow? held, GraphException? obstacle)
    {
        var now = clock.GetUtcNow();
        var id = held?.Id ?? ids.Connection();
        var token = await sessions.SealAsync(wanted.Tenant, id, wanted.Page.Token, CancellationToken.None);
        return RowOf(wanted, id, token, isSubscribed: obstacle is null, now);
    }

    private static ConnectionRow RowOf(
        PageConnection wanted,
        string id,
        SealedToken token,
        bool isSubscribed,
        DateTimeOffset now
    )
    {
        var (tenant, page) = (wanted.Tenant, wanted.Page);
        return new ConnectionRow
        {
            Id = id,
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Provider = Providers.Meta,
            Channel = MessengerKind.Settings.Name,
            Status = isSubscribed ? ConnectionStatus.Connected : ConnectionStatus.Pending,
            StatusReason = isSubscribed ? null : PageWebhooks.NotSubscribed,
            DisplayName = wanted.AsAccount is { Replaces: true, DisplayName: { } named } ? named : page.Name,
            PageId = page.Id,
            AccessToken = token.Box,
            CredentialLastFour = token.LastFour,
            TokenHash = token.Hash,
            TokenSource = wanted.TokenSource,
            TokenKind = TokenKinds.Page,
            TokenUserId = page.UserId,
            TokenExpiresAt = page.ExpiresAt,
            CheckDueAt = now + CheckRules.Interval,
            RowVersion = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private async Task<ConnectOutcome> HeldElsewhereAsync(PageConnection wanted) =>
        await audit.RefusedAsync(
            wanted.Tenant,
            wanted.Actor,
            ConnectionAudit.Created,
            null,
            ConnectionProblems.HeldElsewhere
        );
}
