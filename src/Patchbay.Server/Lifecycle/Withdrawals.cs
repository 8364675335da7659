using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Handles people who remove our app at Meta. Changes of accounts arrive as webhooks and are handled as events.
/// </summary>
internal sealed class Withdrawals(ConnectionStore connections, ConnectionNews news, Database database)
{
    /// <summary>Suspends the connections that use tokens of a person who removed our app.</summary>
    public async Task DeauthorizedAsync(MetaPerson person, CancellationToken cancellation)
    {
        foreach (var connection in await connections.OfPersonAsync(person, cancellation))
        {
            await database.WriteAsync(
                session => SuspendAsync(session, connection, "permission_withdrawn"),
                cancellation
            );
        }
    }

    private async Task SuspendAsync(DbSession session, ConnectionRow connection, string reason)
    {
        if ((connection.Status, connection.StatusReason) == (ConnectionStatus.Suspended, reason))
            return;
        if (!await connections.TrySetStatusAsync(session, connection, ConnectionStatus.Suspended, reason))
            return;
        await news.RecordAsync(session, connection, Actor.Meta, ConnectionStatus.Suspended, reason);
    }
}
