using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;
using MetaNumber = Patchbay.Graph.PhoneNumbers.PhoneNumber;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Completes a pending number: reads it again, registers it, subscribes the app and sets the callback.
/// </summary>
internal sealed class WhatsAppRegistration(
    ConnectionSessions sessions,
    PhoneStore phones,
    RegistrationStore registrations,
    NumberPins pins,
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
        if (phone.IsCoexistence && pin is not null)
            return RegistrationProblems.OnBusinessApp;
        return await FinishAsync(new PendingNumber(connection, phone, session), actor, pin, cancellation);
    }

    /// <summary>Registers the number with its owner's PIN, stores the PIN and finishes the number.</summary>
    public async Task<Problem?> SetPinAsync(ConnectionRow connection, Secret pin, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(connection, cancellation) is not { } session)
            return AccountProblems.NotConnected;
        var registered = await pins.RegisterAsync(session.Meta, connection, pin, cancellation);
        if (!registered.TryGet(out var isRegistered, out var problem))
            return AccountProblems.OfMeta(problem, MetaSteps.RegisterNumber);
        var phone = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, CancellationToken.None);
        if (!isRegistered || phone is null)
            return AccountProblems.NotConnected;
        if (connection.Status == ConnectionStatus.Pending)
            await connector.FinishAsync(session.App, phone, connection.WabaId!, session.Token);
        return null;
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
        await SaveAsync(phone, access.Number!, cancellation);
        var current = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation);
        var how = new Finishing
        {
            Pin = pin,
            NoteAsync = (transaction, reason) => NoteAsync(transaction, connection, actor, reason),
        };
        await connector.FinishAsync(session.App, current ?? phone, wabaId, session.Token, how);
        return null;
    }

    private Task SaveAsync(PhoneRow phone, MetaNumber number, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                await phones.SaveLiveAsync(transaction, phone.Id, LivePhones.From(number));
                await registrations.LearnAsync(transaction, phone, number);
            },
            cancellation
        );

    private Task NoteAsync(DbSession transaction, ConnectionRow connection, Actor actor, string? reason) =>
        reason is null
            ? audit.DoneAsync(transaction, connection.Tenant, actor, ConnectionAudit.Registered, connection.Id)
            : audit.FailedAsync(transaction, connection, actor, ConnectionAudit.Registered, reason);

    private sealed record PendingNumber(ConnectionRow Connection, PhoneRow Phone, ConnectionSession Session);
}
