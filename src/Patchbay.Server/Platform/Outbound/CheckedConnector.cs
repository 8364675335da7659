using System.Net;
using System.Net.Sockets;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>Returns all addresses of a host name.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellation);

/// <summary>Opens a connection to an address that was checked.</summary>
public delegate Task<Socket> AddressDialer(IPEndPoint target, CancellationToken cancellation);

/// <summary>
/// Opens connections for one environment. It resolves a name once, checks all its addresses and connects only to these,
/// so that changing a name's address between check and connection has no effect.
/// </summary>
internal sealed class CheckedConnector(
    string environment,
    AddressPolicy policy,
    HostResolver resolve,
    AddressDialer dial
)
{
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellation)
    {
        var addresses = await AddressesAsync(target.Host, cancellation);
        if (!addresses.All(address => policy.Permits(environment, address)))
            throw new AddressNotAllowedException();
        return new CallConnection(await DialAsync(addresses, target.Port, cancellation));
    }

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellation)
    {
        var answers = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellation);
        return Array.ConvertAll(answers, AddressRules.Unmap);
    }

    private async Task<Socket> DialAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        var failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            try
            {
                return await dial(new IPEndPoint(address, port), cancellation);
            }
            catch (SocketException error)
            {
                failure = error;
            }
        }
        throw failure;
    }

    /// <summary>The dialer of a running server.</summary>
    public static async Task<Socket> DialTcpAsync(IPEndPoint target, CancellationToken cancellation)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
