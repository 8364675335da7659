using System.Net;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>Which addresses this installation calls for a customer.</summary>
public sealed class AddressPolicy(IOptions<OutboundOptions> options, PublicAddress own)
{
    private readonly IPNetwork[] _allowed = [.. options.Value.AllowedNetworks.Select(text => IPNetwork.Parse(text))];

    public bool Permits(string environment, IPAddress address) =>
        AddressRules.IsPublic(address) || IsExempt(environment, address);

    /// <summary>Permitted here although it need not be public: by the operator, or as this machine's own loopback.</summary>
    public bool IsExempt(string environment, IPAddress address) =>
        AddressRules.IsIn(_allowed, address)
        || (IPAddress.IsLoopback(address) && environment == Environments.Sandbox && OnlyThisMachineReachesUs);

    // Behind a reverse proxy the server listens on loopback too, yet its callers are anybody: then the address it is
    // known under says so.
    private bool OnlyThisMachineReachesUs =>
        own.IsLoopbackOnly && Uri.TryCreate(own.Base, UriKind.Absolute, out var known) && known.IsLoopback;
}
