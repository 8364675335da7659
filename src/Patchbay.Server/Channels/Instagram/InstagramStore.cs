using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Server.Audit;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Instagram;

/// <summary>A verified Instagram account to store.</summary>
internal sealed record InstagramConnection(Tenant Tenant, Actor Actor, MetaApp App, MetaAccess Access)
{
    public required string DisplayName { get; init; }

    /// <summary>One of <see cref="TokenSources"/>.</summary>
    public required string TokenSource { get; init; }

    /// <summary>The expiry that the caller gave; null for the expiry that Meta reports.</summary>
    public DateTimeOffset? TokenExpiresAt { get; init; }

    /// <summary>The account's page, if the caller named it and the token does not reveal it.</summary>
    public string? PageId { get; init; }

    /// <summary>The account of the connection; null for the defaults.</summary>
    public AccountDraft? AsAccount { get; init; }
}

/// <summary>Stores an Instagram account's connection and subscribes the app to its messages.</summary>
internal sealed class InstagramStore(
    ConnectionStore connections,
    AccountViews accounts,
    ConnectionSessions sessions,
    ConnectionAudit audit,
    Database database,
    Ids ids,
    TimeProvider clock
)
{
    // Instagram Login does not report when a token expires. Long-lived tokens last 60 days from creation or renewal.
    private static readonly TimeSpan LongLived = TimeSpan.FromDays(60);

    public async Task<ConnectOutcome> SaveAsync(InstagramConnection wanted, CancellationToken cancellation)
    {
        var tenant = wanted.Tenant;
        var held = await connections.FindLiveInstagramAsync(
            tenant.Environment,
            wanted.Access.InstagramId!,
            cancellation
        );
        if (held is not null && held.OrganizationId != tenant.OrganizationId)
            return await HeldElsewhereAsync(wanted);
        var subscribed = await TrySubscribeAsync(wanted.App, wanted.Access, cancellation);
        var row = await RowAsync(wanted, held, subscribed, cancellation);
        var draft = wanted.AsAccount ?? DraftOf(row);
        var account = await accounts.PrepareAsync(row, draft, cancellation);
        return await WriteAsync(wanted, row, account, isNew: held is null, cancellation);
    }

    private async Task<ConnectOutcome> WriteAsync(
        InstagramConnection wanted,
        ConnectionRow row,
        PreparedAccount account,
        bool isNew,
        CancellationToken cancellation
    )
    {
        try
        {
            var saved = await database.WriteAsync(
                session => StoreAsync(session, wanted, row, account, isNew),
                cancellation
            );
            return saved ? new ConnectOutcome(row.Id, isNew, Problem: null) : ConnectionProblems.Changed;
        }
        catch (Exception error) when (database.IsDuplicate(error))
        {
            return await HeldElsewhereAsync(wanted); // a concurrent call stored the account first
        }
    }

    private async Task<bool> StoreAsync(
        DbSession session,
        InstagramConnection wanted,
        ConnectionRow row,
        PreparedAccount account,
        bool isNew
    )
    {
        if (!await connections.SaveAsync(session, row))
            return false;
        await accounts.AttachAsync(session, account);
        var action = isNew ? ConnectionAudit.Created : ConnectionAudit.Replaced;
        await audit.DoneAsync(session, wanted.Tenant, wanted.Actor, action, row.Id);
        return true;
    }

    private static AccountDraft DraftOf(ConnectionRow row) =>
        new(row.Tenant, row.Channel, InstagramKind.Settings.KeyOf(row.IgBusinessAccountId!), row.DisplayName);

    private async Task<ConnectionRow> RowAsync(
        InstagramConnection wanted,
        ConnectionRow? held,
        bool subscribed,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var id = held?.Id ?? ids.Connection();
        var token = await sessions.SealAsync(wanted.Tenant, id, wanted.Access.Token, cancellation);
        return RowOf(wanted, id, token, subscribed, now);
    }

    private static ConnectionRow RowOf(
        InstagramConnection wanted,
        string id,
        SealedToken token,
        bool subscribed,
        DateTimeOffset now
    )
    {
        var access = wanted.Access;
        var expiresAt = wanted.TokenExpiresAt ?? access.ExpiresAt;
        return new ConnectionRow
        {
            Id = id,
            OrganizationId = wanted.Tenant.OrganizationId,
            Environment = wanted.Tenant.Environment,
            Provider = Providers.Meta,
            Channel = InstagramKind.Settings.Name,
            Status = subscribed ? ConnectionStatus.Connected : ConnectionStatus.Pending,
            StatusReason = subscribed ? null : PageWebhooks.NotSubscribed,
            DisplayName = wanted.DisplayName,
            IgBusinessAccountId = access.InstagramId,
            PageId = access.PageId ?? wanted.PageId,
            AccessToken = token.Box,
            CredentialLastFour = token.LastFour,
            TokenHash = token.Hash,
            TokenSource = wanted.TokenSource,
            TokenKind = access.Kind,
            TokenUserId = access.UserId,
            TokenExpiresAt = expiresAt,
            CheckDueAt = now + CheckRules.Interval,
            RefreshDueAt = RefreshDue(access.Kind, expiresAt, now),
            RowVersion = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static DateTimeOffset? RefreshDue(string kind, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        var end = expiresAt ?? (kind == TokenKinds.Instagram ? now + LongLived : null);
        return RefreshRules.FirstDue(kind, end, now);
    }

    /// <summary>Subscribes the app to the account's events; false when Meta refuses.</summary>
    public static async Task<bool> TrySubscribeAsync(MetaApp app, MetaAccess access, CancellationToken cancellation)
    {
        if (access.Kind != TokenKinds.Instagram)
            return await PageWebhooks.TrySubscribeAsync(app, access, cancellation);
        try
        {
            await PageWebhooks.SubscribeAsync(
                MetaSubscription.Instagram,
                fields => app.As(access.Token).Instagram.SubscribeAsync("me", fields, cancellation)
            );
            return true;
        }
        catch (GraphException)
        {
            return false; // the connection stays pending with the reason; completing it subscribes again
        }
    }

    private async Task<ConnectOutcome> HeldElsewhereAsync(InstagramConnection wanted) =>
        await audit.RefusedAsync(
            wanted.Tenant,
            wanted.Actor,
            ConnectionAudit.Created,
            null,
            ConnectionProblems.HeldElsewhere
        );
}
