using System.Diagnostics;
using System.Net.Sockets;

namespace Patchbay.Bench;

/// <summary>Sends requests at a steady rate. Times count from when each request was due.</summary>
internal sealed class OpenLoad(string host, int port, int connections)
{
    public async Task<LoadResult> RunAsync(Func<long, byte[]> request, int perSecond, TimeSpan duration)
    {
        var count = (long)(perSecond * duration.TotalSeconds);
        var times = new List<double>[connections];
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(async i =>
                {
                    var own = times[i] = [];
                    using var socket = new TcpClient();
                    await socket.ConnectAsync(host, port);
                    socket.NoDelay = true;
                    var (stream, buffer) = (socket.GetStream(), new byte[16 * 1024]);
                    for (var n = (long)i; n < count; n += connections)
                    {
                        var due = TimeSpan.FromSeconds((double)n / perSecond);
                        if (due - Stopwatch.GetElapsedTime(began) is { TotalMilliseconds: > 0 } wait)
                            await Task.Delay(wait, TimeProvider.System);
                        await stream.WriteAsync(request(n));
                        await SocketLoad.ReadAsync(stream, buffer);
                        own.Add((Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds);
                    }
                })
        );
        return LoadResult.Of(times.SelectMany(milliseconds => milliseconds), Stopwatch.GetElapsedTime(began));
    }
}
