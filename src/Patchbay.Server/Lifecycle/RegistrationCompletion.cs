using Patchbay.Server.Audit;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;
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
    ConnectionStore connections,
    PhoneStore phones,
    MetaConnector connector,
    DirectSubscription direct,
    ConnectionApps apps,
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
        if (await apps.OfAsync(connection, cancellation) is not { } app)
            return MetaApps.NotConfigured;
        if (connection.Channel is ChannelNames.Instagram or ChannelNames.Messenger)
            return await direct.FinishAsync(connection, actor, app, cancellation);
        var phone = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation);
        if (phone is null || connection.Status is not (ConnectionStatus.Pending or ConnectionStatus.Connected))
            return ConnectionProblems.NotRegistrable;
        var token = (await connections.TokenAsync(connection, cancellation))!;
        var (access, problem) = await MetaAccessCheck.WhatsAppAsync(
            app,
            token,
            connection.WabaId!,
            connection.PhoneNumberId!,
            cancellation
        );
        if (problem is not null)
            return problem with { Field = null };
        var live = LivePhones.From(access!.Number!);
        await database.WriteAsync(
            async session =>
            {
                await phones.SaveLiveAsync(session, phone.Id, live);
                await audit.DoneAsync(session, connection.Tenant, actor, ConnectionAudit.Registered, connection.Id);
            },
            cancellation
        );
        var current = (await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation))!;
        await connector.FinishAsync(
            app,
            current,
            connection.WabaId!,
            token,
            request.Pin is { } pin ? new Secret(pin) : null
        );
        return null;
    }
}
