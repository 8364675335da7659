using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Patchbay.Bench;

/// <summary>A light load generator: each connection is a socket with one request at a time.</summary>
internal sealed class SocketLoad(string host, int port, int connections)
{
    public async Task<LoadResult> RunAsync(Func<long, byte[]> request, long count)
    {
        var next = -1L;
        var times = new List<double>[connections];
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(async i =>
                {
                    var own = times[i] = [];
                    using var socket = new TcpClient();
                    await socket.ConnectAsync(host, port);
                    socket.NoDelay = true;
                    var stream = socket.GetStream();
                    var buffer = new byte[16 * 1024];
                    for (long n; (n = Interlocked.Increment(ref next)) < count; )
                    {
                        var begin = Stopwatch.GetTimestamp();
                        await stream.WriteAsync(request(n));
                        await ReadAsync(stream, buffer);
                        own.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                    }
                })
        );
        return LoadResult.Of(times.SelectMany(t => t), Stopwatch.GetElapsedTime(started));
    }

    internal static async Task ReadAsync(NetworkStream stream, byte[] buffer)
    {
        int filled = 0,
            end;
        while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
            filled += await ReadSomeAsync(stream, buffer, filled);
        var head = Encoding.ASCII.GetString(buffer, 0, end);
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, filled));
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase) + 16;
        var stop = head.IndexOf('\r', at);
        var length = int.Parse(head.AsSpan(at, (stop < 0 ? head.Length : stop) - at), CultureInfo.InvariantCulture);
        while (filled < end + 4 + length)
            filled += await ReadSomeAsync(stream, buffer, filled);
    }

    private static async Task<int> ReadSomeAsync(NetworkStream stream, byte[] buffer, int filled)
    {
        var read = await stream.ReadAsync(buffer.AsMemory(filled));
        return read > 0 ? read : throw new EndOfStreamException();
    }
}

internal sealed record LoadResult(double PerSecond, double Median, double P99)
{
    public static LoadResult Of(IEnumerable<double> milliseconds, TimeSpan elapsed)
    {
        var all = milliseconds.Order().ToList();
        return new(all.Count / elapsed.TotalSeconds, all[all.Count / 2], all[(int)(all.Count * 0.99)]);
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{PerSecond, 8:N0}/s   p50 {Median, 6:N2} ms   p99 {P99, 6:N2} ms"
        );
}
