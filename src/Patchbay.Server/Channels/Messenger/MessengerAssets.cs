using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>A page to be connected, with the token that speaks for it.</summary>
internal sealed record PageAccess(string Id, string Name, Secret Token, string? UserId, DateTimeOffset? ExpiresAt);

/// <summary>Stores a page's connection and subscribes our app to its messages.</summary>
internal sealed class MessengerAssets(
    ConnectionStore connections,
    AccountViews accounts,
    ConnectionSessions sessions,
    ConnectionAudit audit,
    Database database,
    Ids ids,
    TimeProvider clock
)
{
    /// <summary>What a page's webhooks tell. A later list replaces an earlier one, so everyone who works with pages asks for all of it.</summary>
    public const string Fields =
        "messages,messaging_postbacks,message_deliveries,message_reads,message_echoes,message_reactions,message_edits,messaging_referrals,messaging_optins,messaging_seen";

    /// <summary>Why a connection waits whose page tells us nothing yet.</summary>
    public const string NotSubscribed = "app_not_subscribed";

    /// <summary>Stores a page and then subscribes; what stands in the way of that leaves it pending, with the reason.</summary>
    public async Task<ConnectOutcome> SaveAsync(
        Tenant tenant,
        Actor actor,
        MetaApp app,
        PageAccess page,
        string source,
        AccountDraft? asAccount,
        CancellationToken cancellation
    )
    {
        var held = await connections.FindLiveMessengerAsync(tenant.Environment, page.Id, cancellation);
        if (held is not null && held.Tenant != tenant)
            return await audit.RefusedAsync(
                tenant,
                actor,
                ConnectionAudit.Created,
                null,
                ConnectionProblems.HeldElsewhere
            );
        var obstacle = await SubscribeAsync(app, page.Token, page.Id, cancellation);
        var row = await RowAsync(tenant, page, held, source, asAccount, obstacle, cancellation);
        var account = await accounts.PrepareAsync(row, asAccount, cancellation);
        try
        {
            var saved = await database.WriteAsync(
                async session =>
                {
                    if (!await connections.SaveAsync(session, row))
                        return false;
                    await accounts.AttachAsync(session, account);
                    await audit.DoneAsync(
                        session,
                        tenant,
                        actor,
                        held is null ? ConnectionAudit.Created : ConnectionAudit.Replaced,
                        row.Id,
                        obstacle is null ? null : NotSubscribed
                    );
                    return true;
                },
                CancellationToken.None
            );
            return saved ? new ConnectOutcome(row.Id, held is null, null) : ConnectionProblems.Changed;
        }
        catch (Exception error) when (database.IsDuplicate(error))
        {
            return await audit.RefusedAsync(
                tenant,
                actor,
                ConnectionAudit.Created,
                null,
                ConnectionProblems.HeldElsewhere
            ); // another call was faster
        }
    }

    /// <summary>Null when our app hears of the page from now on.</summary>
    public static async Task<GraphException?> SubscribeAsync(
        MetaApp app,
        Secret pageToken,
        string pageId,
        CancellationToken cancellation
    )
    {
        try
        {
            await app.As(pageToken)
                .Messenger.SubscribeAsync(pageId, new SubscribePage { SubscribedFields = Fields }, cancellation);
            return null;
        }
        catch (GraphException error)
        {
            return error;
        }
    }

    private async Task<ConnectionRow> RowAsync(
        Tenant tenant,
        PageAccess page,
        ConnectionRow? held,
        string source,
        AccountDraft? asAccount,
        GraphException? obstacle,
        CancellationToken cancellation
    )
    {
        var (id, now) = (held?.Id ?? ids.Connection(), clock.GetUtcNow());
        var token = await sessions.SealAsync(tenant.OrganizationId, id, page.Token, cancellation);
        return new ConnectionRow
        {
            Id = id,
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Provider = Providers.Meta,
            Channel = ChannelNames.Messenger,
            Status = obstacle is null ? ConnectionStatus.Connected : ConnectionStatus.Pending,
            StatusReason = obstacle is null ? null : NotSubscribed,
            DisplayName = asAccount is { Replaces: true, DisplayName: { } named } ? named : page.Name,
            PageId = page.Id,
            AccessToken = token.Box,
            CredentialLastFour = token.LastFour,
            TokenSource = source,
            TokenKind = TokenKinds.Page,
            TokenUserId = page.UserId,
            TokenHash = token.Hash,
            TokenExpiresAt = page.ExpiresAt,
            CheckDueAt = now + CheckRules.Interval,
            RowVersion = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
