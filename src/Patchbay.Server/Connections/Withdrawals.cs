using Patchbay.Server.Audit;
using Patchbay.Server.Phones;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections;

/// <summary>A person takes our app's access away at Meta. What happens to accounts comes as a webhook, and is worked on there.</summary>
internal sealed class Withdrawals(
    ConnectionStore connections, PhoneStore phones, ConnectionAudit audit, ConnectionEvents events, Database database)
{
    /// <summary>A person took our app's access away; how many connections that ends.</summary>
    public async Task<int> DeauthorizedAsync(string environment, string metaUserId, CancellationToken cancellation)
    {
        var theirs = await connections.OfTokenUserAsync(environment, metaUserId, cancellation);
        foreach (var connection in theirs) await database.WriteAsync(session => SuspendAsync(session, connection, "permission_withdrawn"), cancellation);
        return theirs.Count;
    }

    private async Task SuspendAsync(DbSession session, ConnectionRow connection, string reason)
    {
        if ((connection.Status, connection.StatusReason) == (ConnectionStatus.Suspended, reason)) return;
        if (!await connections.TrySetStatusAsync(session, connection, ConnectionStatus.Suspended, reason)) return;
        var phone = await phones.FindByConnectionAsync(session, connection.Tenant, connection.Id);
        await audit.StatusAsync(session, connection, Actor.Meta, ConnectionStatus.Suspended, reason);
        await events.StatusAsync(session, connection, phone, ConnectionStatus.Suspended, reason);
    }
}
