using System.Net;
using System.Net.Sockets;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>The only way to connect to a host that a customer gave where the protocol is not HTTP. Time limits are the caller's token.</summary>
public sealed class OutboundTcp(AddressPolicy policy, HostResolver resolve, AddressDialer dial)
{
    /// <summary>
    /// A connection to an address that was judged; the stream owns it. Throws <see cref="AddressNotAllowedException"/> before
    /// anything is sent where the host may not be called, and a <see cref="SocketException"/> where nobody answers.
    /// </summary>
    public ValueTask<Stream> ConnectAsync(string environment, string host, int port, CancellationToken cancellation) =>
        new CheckedConnector(environment, policy, resolve, dial).ConnectAsync(
            new DnsEndPoint(host, port),
            cancellation
        );
}
