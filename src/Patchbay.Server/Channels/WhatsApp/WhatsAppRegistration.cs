using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Completes a pending number: reads it again, registers it, subscribes the app and sets the callback.
/// </summary>
internal sealed class WhatsAppRegistration(
    ConnectionSessions sessions,
    PhoneStore phones,
    NumberConnector connector,
    ConnectionAudit audit,
    Database database
)
{
    public Task<Problem> RefusedAsync(Tenant tenant, Actor actor, Problem problem) =>
        audit.RefusedAsync(tenant, actor, ConnectionAudit.Created, null, problem);

    public async Task<Problem?> FinishAsync(
        ConnectionRow connection,
        Actor actor,
        Secret? pin,
        CancellationToken cancellation
    )
    {
        var opened = await sessions.OpenAsync(connection, ConnectionProblems.NotRegistrable, cancellation);
        if (!opened.TryGet(out var session, out var unopened))
            return unopened;
        var phone = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation);
        if (phone is null || connection.Status is not (ConnectionStatus.Pending or ConnectionStatus.Connected))
            return ConnectionProblems.NotRegistrable;
        return await FinishAsync(new PendingNumber(connection, phone, session), actor, pin, cancellation);
    }

    private async Task<Problem?> FinishAsync(
        PendingNumber number,
        Actor actor,
        Secret? pin,
        CancellationToken cancellation
    )
    {
        var (connection, phone, session) = number;
        var wabaId = connection.WabaId!;
        var proven = await NumberAccess.ProveAsync(
            session.App,
            session.Token,
            wabaId,
            connection.PhoneNumberId!,
            cancellation
        );
        if (!proven.TryGet(out var access, out var problem))
            return problem with { Field = null };
        await SaveAsync(number, actor, LivePhones.From(access.Number!), cancellation);
        var current = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation);
        await connector.FinishAsync(session.App, current ?? phone, wabaId, session.Token, pin);
        return null;
    }

    private Task SaveAsync(PendingNumber number, Actor actor, LivePhone live, CancellationToken cancellation)
    {
        var connection = number.Connection;
        return database.WriteAsync(
            async transaction =>
            {
                await phones.SaveLiveAsync(transaction, number.Phone.Id, live);
                await audit.DoneAsync(transaction, connection.Tenant, actor, ConnectionAudit.Registered, connection.Id);
            },
            cancellation
        );
    }

    private sealed record PendingNumber(ConnectionRow Connection, PhoneRow Phone, ConnectionSession Session);
}
