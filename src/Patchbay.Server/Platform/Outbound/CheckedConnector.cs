using System.Net;
using System.Net.Sockets;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>All addresses of a host name.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellation);

/// <summary>
/// Opens connections for one environment: resolves once, judges every answer, and dials only addresses it judged, so a
/// name that changes its answer between the check and the connection gains nothing.
/// </summary>
internal sealed class CheckedConnector(string environment, AddressPolicy policy, HostResolver resolve)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var target = context.DnsEndPoint;
        var addresses = await AddressesAsync(target.Host, cancellation);
        if (!addresses.All(address => policy.Permits(environment, address))) throw new AddressNotAllowedException();
        return new NetworkStream(await DialAsync(addresses, target.Port, cancellation), ownsSocket: true);
    }

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellation)
    {
        var answers = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellation);
        return Array.ConvertAll(answers, AddressRules.Unmap);
    }

    private static async Task<Socket> DialAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        var failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            try
            {
                return await DialAsync(new IPEndPoint(address, port), cancellation);
            }
            catch (SocketException error)
            {
                failure = error;
            }
        }
        throw failure;
    }

    private static async Task<Socket> DialAsync(IPEndPoint target, CancellationToken cancellation)
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
