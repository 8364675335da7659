using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>Why and by whom a connection is ended.</summary>
/// <param name="Actor">Is named in the audit log.</param>
/// <param name="Reason">A code, told to the organization.</param>
/// <param name="LeftUndone">The code of what could not be undone at the provider; null when nothing is left.</param>
internal sealed record Ending(Actor Actor, string Reason, string? LeftUndone);

/// <summary>
/// Removes what refers to a connection that is ended: its number, its binding to an instance, its account's secrets.
/// </summary>
internal sealed class ConnectionTraces(
    PhoneStore phones,
    ChannelStore bindings,
    AccountStore accounts,
    ConnectionAudit audit,
    ConnectionEvents events
)
{
    public Task<PhoneRow?> PhoneOfAsync(ConnectionRow connection) =>
        phones.FindByConnectionAsync(connection.Tenant, connection.Id, CancellationToken.None);

    /// <summary>
    /// Removes them in the transaction that ends the connection, records it and tells the organization.
    /// </summary>
    public async Task RemoveAsync(DbSession session, ConnectionRow connection, PhoneRow? phone, Ending ending)
    {
        var tenant = connection.Tenant;
        await phones.DisconnectAsync(session, tenant, connection.Id);
        await bindings.UnbindAsync(session, tenant, connection.Id);
        await accounts.DetachAsync(session, tenant, connection.Id);
        await audit.DoneAsync(
            session,
            tenant,
            ending.Actor,
            ConnectionAudit.Disconnected,
            connection.Id,
            ending.LeftUndone
        );
        await events.DisconnectedAsync(session, connection, phone, ending.Reason);
    }
}
