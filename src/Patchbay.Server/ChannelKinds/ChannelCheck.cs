using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;

namespace Patchbay.Server.ChannelKinds;

/// <summary>Asks the provider whether a connection works.</summary>
internal abstract class ChannelCheck
{
    /// <summary>Null when the provider could not be reached; the stored answer then stays.</summary>
    public abstract Task<IReadOnlyList<HealthCheck>?> ReadAsync(
        ConnectionRow connection,
        CancellationToken cancellation
    );
}
