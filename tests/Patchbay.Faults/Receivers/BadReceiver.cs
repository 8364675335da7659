using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Patchbay.Faults.Receivers;

/// <summary>The ways in which a receiver can misbehave.</summary>
internal enum BadMode
{
    Status500,
    SlowHeaders,
    Trickle,
    Huge,
    Redirect,
    Reset,
    NeverAnswers,
    BadTls,
}

/// <summary>A receiver that misbehaves in the same way on every path.</summary>
internal sealed class BadReceiver : IAsyncDisposable
{
    private static readonly TimeSpan DripGap = TimeSpan.FromSeconds(1);
    private static readonly byte[] Chunk = new byte[64 * 1024];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly BadMode _mode;
    private int _calls;

    public BadReceiver(BadMode mode)
    {
        _mode = mode;
        _listener.Start(512);
        _ = AcceptAsync();
    }

    public int Calls => Volatile.Read(ref _calls);

    public string Url(int number)
    {
        var scheme = _mode == BadMode.BadTls ? "https" : "http";
        return $"{scheme}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{number}";
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The receiver was disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var own = socket;
        try
        {
            // A small buffer keeps the endless answer from loading this machine.
            socket.SendBufferSize = 64 * 1024;
            await using var stream = new NetworkStream(socket);
            if (await stream.ReadAtLeastAsync(new byte[16 * 1024], 1, throwOnEndOfStream: false, _stop.Token) == 0)
                return;
            Interlocked.Increment(ref _calls);
            await MisbehaveAsync(socket, stream);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // The server closed the connection, or the receiver was disposed.
        }
    }

    private Task MisbehaveAsync(Socket socket, Stream stream) =>
        _mode switch
        {
            BadMode.Status500 => WriteAsync(
                stream,
                "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            ),
            BadMode.SlowHeaders => DripAsync(stream, "HTTP/1.1 200 OK\r\n", "X-Slow: very\r\n"),
            BadMode.Trickle => DripAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "x"),
            BadMode.Huge => FloodAsync(stream),
            BadMode.Redirect => WriteAsync(
                stream,
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            ),
            BadMode.Reset => ResetAsync(socket),
            BadMode.BadTls => WriteAsync(stream, "this is no handshake at all, and certainly no certificate\r\n"),
            _ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token),
        };

    private Task WriteAsync(Stream stream, string text) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), _stop.Token).AsTask();

    private async Task DripAsync(Stream stream, string first, string again)
    {
        for (var text = first; ; text = again)
        {
            await WriteAsync(stream, text);
            await Task.Delay(DripGap, TimeProvider.System, _stop.Token);
        }
    }

    private async Task FloodAsync(Stream stream)
    {
        await WriteAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (true)
        {
            await WriteAsync(stream, "10000\r\n");
            await stream.WriteAsync(Chunk, _stop.Token);
            await WriteAsync(stream, "\r\n");
        }
    }

    private static Task ResetAsync(Socket socket)
    {
        socket.LingerState = new(true, 0);
        socket.Close();
        return Task.CompletedTask;
    }
}
