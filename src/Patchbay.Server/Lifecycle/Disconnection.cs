using Patchbay.Graph;
using Patchbay.Server.Audit;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Ends a connection: what we did at Meta is undone as far as Meta lets us, credentials are wiped, the audit trail
/// stays. Nothing at Meta holds it up.
/// </summary>
internal sealed partial class Disconnection(
    ConnectionStore connections,
    PhoneStore phones,
    ChannelStore channels,
    AccountStore accounts,
    ConnectionSessions sessions,
    ConnectionAudit audit,
    ConnectionEvents events,
    Database database,
    TimeProvider clock,
    ILogger<Disconnection> logger
)
{
    // A rotation or a check that finished in between changes the row; the disconnect is then tried on the newer one.
    private const int Tries = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Null when it is done; <see cref="ConnectionProblems.NotFound"/> when another call was faster.</summary>
    public async Task<Problem?> RunAsync(ConnectionRow connection, Actor actor, string reason)
    {
        var phone = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, CancellationToken.None);
        var leftUndone = await UndoAtMetaAsync(connection, phone);
        for (var number = 0; number < Tries; number++)
        {
            if (await WipeAsync(connection, phone, actor, reason, leftUndone))
                return null;
            if (
                await connections.FindLiveAsync(connection.Tenant, connection.Id, CancellationToken.None)
                is not { } newer
            )
                return ConnectionProblems.NotFound;
            connection = newer;
        }
        return ConnectionProblems.Changed;
    }

    private async Task<bool> WipeAsync(
        ConnectionRow connection,
        PhoneRow? phone,
        Actor actor,
        string reason,
        string? leftUndone
    )
    {
        var won = await database.WriteAsync(
            async session =>
            {
                if (!await connections.TryDisconnectAsync(session, connection, reason))
                    return false;
                await phones.DisconnectAsync(session, connection.Tenant, connection.Id);
                await channels.UnbindAsync(session, connection.Tenant, connection.Id);
                await accounts.DetachAsync(session, connection.Tenant, connection.Id);
                await audit.DoneAsync(
                    session,
                    connection.Tenant,
                    actor,
                    ConnectionAudit.Disconnected,
                    connection.Id,
                    leftUndone
                );
                await events.DisconnectedAsync(session, connection, phone, reason);
                return true;
            },
            CancellationToken.None
        );
        if (!won)
            return false;
        await database.ForgetDeletedAsync(CancellationToken.None);
        return true;
    }

    private async Task<string?> UndoAtMetaAsync(ConnectionRow connection, PhoneRow? phone)
    {
        if (connection.Provider != Providers.Meta)
            return null;
        if (await sessions.FindAsync(connection, CancellationToken.None) is not { } session)
            return "meta_not_asked";
        using var enough = new CancellationTokenSource(Patience, clock);
        try
        {
            await UndoAsync(session.App, session.Token, connection, phone, enough.Token);
            return null;
        }
        catch (Exception error) when (error is GraphException or OperationCanceledException)
        {
            Log.LeftUndone(logger, connection.Id, (error as GraphApiException)?.Code);
            return "still_subscribed_at_meta";
        }
    }

    private async Task UndoAsync(
        MetaApp app,
        Secret token,
        ConnectionRow connection,
        PhoneRow? phone,
        CancellationToken cancellation
    )
    {
        var meta = app.As(token);
        if (connection.Channel is ChannelNames.Instagram or ChannelNames.Messenger)
        {
            if (connection.TokenKind == TokenKinds.Instagram)
                await meta.Instagram.UnsubscribeAsync("me", cancellation);
            // A page and the Instagram account behind it are one subscription.
            else if (
                connection.PageId is { } page
                && !await connections.IsPageHeldElsewhereAsync(
                    connection.Environment,
                    page,
                    connection.Id,
                    cancellation
                )
            )
                await UnsubscribePageAsync(
                    app,
                    new MetaAccess(token, connection.TokenKind!, null, null),
                    page,
                    cancellation
                );
            return;
        }
        if (phone is not null)
            await meta.PhoneNumbers.ResetWebhookAsync(phone.MetaPhoneNumberId, cancellation);
        if (
            await connections.IsWabaHeldElsewhereAsync(
                connection.Environment,
                connection.WabaId!,
                connection.Id,
                cancellation
            )
        )
            return;
        await meta.BusinessAccounts.UnsubscribeAppAsync(connection.WabaId!, cancellation);
    }

    private static async Task UnsubscribePageAsync(
        MetaApp app,
        MetaAccess access,
        string page,
        CancellationToken cancellation
    )
    {
        if (await InstagramAssets.PageTokenAsync(app.As(access.Token), access, page, cancellation) is { } token)
            await app.As(token).Messenger.UnsubscribeAsync(page, cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(
            700,
            LogLevel.Warning,
            "Connection {ConnectionId} was disconnected, but Meta still sends its events (Meta's code: {Code})."
        )]
        public static partial void LeftUndone(ILogger logger, string connectionId, int? code);
    }
}
