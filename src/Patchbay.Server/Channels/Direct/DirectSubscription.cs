using Patchbay.Graph;
using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Direct;

/// <summary>Subscribes the app to a page or an Instagram account.</summary>
/// <returns>False when Meta refuses.</returns>
internal delegate Task<bool> Subscribe(MetaApp app, MetaAccess access, CancellationToken cancellation);

/// <summary>Finishes or ends the subscription of a connected page or Instagram account.</summary>
internal sealed class DirectSubscription(
    ConnectionStore connections,
    ConnectionSessions sessions,
    ConnectionAudit audit,
    ConnectionEvents events,
    Database database
)
{
    public static readonly Problem Refused = new(
        502,
        "meta_subscription_refused",
        "Meta refused to send the events of this account. Check the permissions of its token."
    );

    /// <summary>Subscribes again if Meta refused when the account was connected.</summary>
    public async Task<Problem?> FinishAsync(
        ConnectionRow connection,
        Actor actor,
        Subscribe subscribe,
        CancellationToken cancellation
    )
    {
        var opened = await sessions.OpenAsync(connection, ConnectionProblems.NotRegistrable, cancellation);
        if (!opened.TryGet(out var session, out var problem))
            return problem;
        if (connection.Status is not (ConnectionStatus.Pending or ConnectionStatus.Connected))
            return ConnectionProblems.NotRegistrable;
        if (!await subscribe(session.App, AccessOf(connection, session), cancellation))
            return Refused;
        return await ConnectedAsync(connection, actor) ? null : ConnectionProblems.Changed;
    }

    private Task<bool> ConnectedAsync(ConnectionRow connection, Actor actor) =>
        database.WriteAsync(
            async session =>
            {
                if (!await connections.TrySetStatusAsync(session, connection, ConnectionStatus.Connected, null))
                    return false;
                await audit.DoneAsync(session, connection.Tenant, actor, ConnectionAudit.Registered, connection.Id);
                if (connection.Status != ConnectionStatus.Connected)
                    await events.StatusAsync(session, connection, null, ConnectionStatus.Connected, null);
                return true;
            },
            CancellationToken.None
        );

    /// <summary>
    /// Ends the subscription, unless another connection still needs it. False when Meta could not be asked.
    /// </summary>
    public async Task<bool> EndAsync(ConnectionRow connection, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(connection, cancellation) is not { } session)
            return false;
        if (connection.TokenKind == TokenKinds.Instagram)
            await session.Meta.Instagram.UnsubscribeAsync("me", cancellation);
        else if (
            connection.PageId is { } page
            && !await connections.IsPageHeldElsewhereAsync(connection.Environment, page, connection.Id, cancellation)
        )
            await PageWebhooks.UnsubscribeAsync(session.App, AccessOf(connection, session), page, cancellation);
        return true;
    }

    private static MetaAccess AccessOf(ConnectionRow connection, ConnectionSession session) =>
        new(session.Token, connection.TokenKind!)
        {
            InstagramId = connection.IgBusinessAccountId,
            PageId = connection.PageId,
        };
}
