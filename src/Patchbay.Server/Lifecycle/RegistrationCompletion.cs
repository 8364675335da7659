using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Lifecycle;

/// <summary>Finishes at the provider what connecting left pending.</summary>
internal sealed class RegistrationCompletion(ChannelRegistry channels, ConnectionAudit audit)
{
    /// <param name="connection">Pending or connected.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="pin">The two-step PIN that the number's owner set; null without one.</param>
    /// <param name="cancellation">Ends it before anything is stored.</param>
    /// <returns>Null when it is done.</returns>
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
