using Patchbay.Server.Audit;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces.ProviderConnections;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Finishes what was left pending. A WhatsApp number is read anew, registered, subscribed and its events pointed here; of a
/// page or an Instagram account only the subscription can be missing.
/// </summary>
internal sealed class RegistrationCompletion(
    PhoneStore phones,
    MetaConnector connector,
    DirectSubscription direct,
    ConnectionSessions sessions,
    ConnectionAudit audit,
    Database database
)
{
    public async Task<Problem?> RunAsync(
        ConnectionRow connection,
        Actor actor,
        CompleteRegistrationRequest request,
        CancellationToken cancellation
    )
    {
        var problem = await FinishAsync(connection, actor, request, cancellation);
        return problem is null
            ? null
            : await audit.RefusedAsync(connection.Tenant, actor, ConnectionAudit.Registered, connection.Id, problem);
    }

    private async Task<Problem?> FinishAsync(
        ConnectionRow connection,
        Actor actor,
        CompleteRegistrationRequest request,
        CancellationToken cancellation
    )
    {
        var opened = await sessions.OpenAsync(connection, ConnectionProblems.NotRegistrable, cancellation);
        if (!opened.TryGet(out var session, out var unopened))
            return unopened;
        if (connection.Channel is ChannelNames.Instagram or ChannelNames.Messenger)
            return await direct.FinishAsync(connection, actor, session, cancellation);
        var phone = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation);
        if (phone is null || connection.Status is not (ConnectionStatus.Pending or ConnectionStatus.Connected))
            return ConnectionProblems.NotRegistrable;
        var (access, problem) = await MetaAccessCheck.WhatsAppAsync(
            session.App,
            session.Token,
            connection.WabaId!,
            connection.PhoneNumberId!,
            cancellation
        );
        if (problem is not null)
            return problem with { Field = null };
        var live = LivePhones.From(access!.Number!);
        await database.WriteAsync(
            async transaction =>
            {
                await phones.SaveLiveAsync(transaction, phone.Id, live);
                await audit.DoneAsync(transaction, connection.Tenant, actor, ConnectionAudit.Registered, connection.Id);
            },
            cancellation
        );
        var current = (await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation))!;
        await connector.FinishAsync(
            session.App,
            current,
            connection.WabaId!,
            session.Token,
            request.Pin is { } pin ? new Secret(pin) : null
        );
        return null;
    }
}
