using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Records changes of status in the audit log and publishes them to the organization, in the transaction of the change.
/// </summary>
internal sealed class ConnectionNews(ConnectionAudit audit, ConnectionEvents events, PhoneStore phones)
{
    /// <summary>Records a change that no caller requested, and publishes it.</summary>
    public async Task RecordAsync(
        DbSession session,
        ConnectionRow connection,
        Actor actor,
        string status,
        string? reason
    )
    {
        await audit.StatusAsync(session, connection, actor, status, reason);
        await TellAsync(session, connection, status, reason);
    }

    /// <summary>Publishes a change that the calling code has already recorded in the audit log.</summary>
    public async Task TellAsync(DbSession session, ConnectionRow connection, string status, string? reason)
    {
        var phone = await phones.FindByConnectionAsync(session, connection.Tenant, connection.Id);
        await events.StatusAsync(session, connection, phone, status, reason);
    }
}
