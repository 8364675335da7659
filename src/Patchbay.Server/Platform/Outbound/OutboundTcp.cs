using System.Net;
using System.Net.Sockets;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>
/// The only way to connect to a customer's host by another protocol than HTTP. The caller's token sets the limit.
/// </summary>
public sealed class OutboundTcp(AddressPolicy policy, HostResolver resolve, AddressDialer dial)
{
    /// <summary>
    /// Opens a connection to a checked address; the stream owns it. Throws <see cref="AddressNotAllowedException"/>,
    /// before anything is sent, for a host that may not be called, and <see cref="SocketException"/> when there is no
    /// answer.
    /// </summary>
    public ValueTask<Stream> ConnectAsync(string environment, string host, int port, CancellationToken cancellation) =>
        new CheckedConnector(environment, policy, resolve, dial).ConnectAsync(
            new DnsEndPoint(host, port),
            cancellation
        );
}
