using Patchbay.Server.Platform;

namespace Patchbay.Server.Outgoing;

/// <summary>The name under which this server leases endpoints. Each start has a new name.</summary>
internal sealed class LeaseOwner(Ids ids)
{
    public string Name { get; } = ids.Token(12);
}
