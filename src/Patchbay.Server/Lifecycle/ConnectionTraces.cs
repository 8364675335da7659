using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>Why a connection is ended, and who ends it.</summary>
/// <param name="Actor">The actor in the audit log.</param>
/// <param name="Reason">The code in the event for the organization.</param>
/// <param name="LeftUndone">The code of a step that could not be undone at the provider; null when all steps were
/// undone.</param>
/// <param name="Report">What stays at the provider.</param>
internal sealed record Ending(Actor Actor, string Reason, string? LeftUndone, UndoReport Report);

/// <summary>
/// Removes what belongs to an ended connection: its number, its binding to an instance, and its account's secrets.
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
    /// Removes what belongs to the connection, and records and publishes its end. Runs in the transaction that ends the
    /// connection.
    /// </summary>
    public async Task RemoveAsync(DbSession session, ConnectionRow connection, PhoneRow? phone, Ending ending)
    {
        var tenant = connection.Tenant;
        await phones.DisconnectAsync(session, tenant, connection.Id, ending.Report.IsDeregistered);
        await bindings.UnbindAsync(session, tenant, connection.Id);
        await accounts.DetachAsync(session, tenant, connection.Id);
        await audit.DoneAsync(
            session,
            tenant,
            ending.Actor,
            ConnectionAudit.Disconnected,
            connection.Id,
            ending.LeftUndone,
            DetailsOf(ending.Report)
        );
        await events.DisconnectedAsync(session, connection, phone, ending.Reason);
    }

    // The words have only letters and underscores.
    private static string? DetailsOf(UndoReport report) =>
        report.Left.Count == 0
            ? null
            : $$"""{"left_at_meta":[{{string.Join(',', report.Left.Select(left => $"\"{left.What}\""))}}]}""";
}
