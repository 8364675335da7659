using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Lifecycle;

/// <summary>Finishes what connecting left pending at the provider.</summary>
internal sealed class RegistrationCompletion(ChannelRegistry channels, ConnectionAudit audit)
{
    /// <param name="connection">Pending or connected.</param>
    /// <param name="actor">The caller, for the audit log.</param>
    /// <param name="pin">The two-step verification PIN that the number's owner set; null if the owner set none.</param>
    /// <param name="cancellation">Cancels the call as long as nothing is stored.</param>
    /// <returns>Null when the connection is complete.</returns>
    public async Task<Problem?> RunAsync(
        ConnectionRow connection,
        Actor actor,
        Secret? pin,
        CancellationToken cancellation
    )
    {
        var connect = channels.Of(connection.Channel).Connect;
        var problem = await connect.FinishAsync(connection, actor, pin, cancellation);
        return problem is null
            ? null
            : await audit.RefusedAsync(connection.Tenant, actor, ConnectionAudit.Registered, connection.Id, problem);
    }
}
