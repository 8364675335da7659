using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Patchbay.Graph.Tests.Support;

/// <summary>Answers one connection with the given bytes and closes it, even inside an answer.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RawServer(string answer)
    {
        _listener.Start();
        Served = ServeAsync(Encoding.ASCII.GetBytes(answer));
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public Task Served { get; }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(byte[] answer)
    {
        using var connection = await _listener.AcceptTcpClientAsync();
        var stream = connection.GetStream();
        await stream.ReadExactlyAsync(new byte[16]);
        await stream.WriteAsync(answer);
        connection.Client.Shutdown(SocketShutdown.Send);
        while (await stream.ReadAsync(new byte[4096]) > 0)
        {
            // The request is read to its end, so that closing does not reset the sent bytes.
        }
    }
}
