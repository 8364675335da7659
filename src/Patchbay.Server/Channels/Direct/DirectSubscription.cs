using Patchbay.Server.Audit;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Direct;

/// <summary>Takes up a page or an Instagram account whose events Meta would not send us when it was connected.</summary>
internal sealed class DirectSubscription(
    ConnectionStore connections,
    ConnectionAudit audit,
    ConnectionEvents events,
    Database database
)
{
    public static readonly Problem Refused = new(
        502,
        "meta_subscription_refused",
        "Meta would not send us the events of this account; see its permissions."
    );

    public async Task<Problem?> FinishAsync(
        ConnectionRow connection,
        Actor actor,
        ConnectionSession session,
        CancellationToken cancellation
    )
    {
        if (connection.Status is not (ConnectionStatus.Pending or ConnectionStatus.Connected))
            return ConnectionProblems.NotRegistrable;
        var access = new MetaAccess(session.Token, connection.TokenKind!, null, null)
        {
            InstagramId = connection.IgBusinessAccountId,
            PageId = connection.PageId,
        };
        if (!await InstagramAssets.TrySubscribeAsync(session.App, access, cancellation))
            return Refused;
        var done = await database.WriteAsync(
            async transaction =>
            {
                if (!await connections.TrySetStatusAsync(transaction, connection, ConnectionStatus.Connected, null))
                    return false;
                await audit.DoneAsync(transaction, connection.Tenant, actor, ConnectionAudit.Registered, connection.Id);
                if (connection.Status != ConnectionStatus.Connected)
                    await events.StatusAsync(transaction, connection, null, ConnectionStatus.Connected, null);
                return true;
            },
            CancellationToken.None
        );
        return done ? null : ConnectionProblems.Changed;
    }
}
