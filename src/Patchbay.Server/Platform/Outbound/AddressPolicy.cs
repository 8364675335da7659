using System.Net;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>Decides which addresses this installation calls for a customer.</summary>
public sealed class AddressPolicy(IOptions<OutboundOptions> options, PublicAddress own)
{
    private readonly IPNetwork[] _allowed = [.. options.Value.AllowedNetworks.Select(text => IPNetwork.Parse(text))];

    public bool Permits(string environment, IPAddress address) =>
        AddressRules.IsPublic(address) || IsExempt(environment, address);

    /// <summary>
    /// Whether an address may be called even if it is not public: the operator allowed it, or it is this machine's
    /// loopback.
    /// </summary>
    public bool IsExempt(string environment, IPAddress address) =>
        AddressRules.IsIn(_allowed, address)
        || (IPAddress.IsLoopback(address) && environment == Environments.Sandbox && OnlyThisMachineReachesUs);

    // Behind a reverse proxy the server also listens on loopback, although anyone can reach it; its public address
    // shows that it is not reachable from this machine only.
    private bool OnlyThisMachineReachesUs =>
        own.IsLoopbackOnly && Uri.TryCreate(own.Base, UriKind.Absolute, out var known) && known.IsLoopback;
}
