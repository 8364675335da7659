using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Patchbay.Faults.Machines;

/// <summary>What a line can do to those who talk over it.</summary>
internal enum Weather
{
    /// <summary>Everything passes at once.</summary>
    Calm,

    /// <summary>Everything passes late.</summary>
    Delay,

    /// <summary>Everything passes a few bytes at a time.</summary>
    Trickle,

    /// <summary>The question passes; the line breaks a few bytes into the answer.</summary>
    CutAnswer,

    /// <summary>The question passes; its answer never comes: what was asked for is done, and nobody is told.</summary>
    LoseAnswer,

    /// <summary>Nothing passes, and nobody is told.</summary>
    BlackHole,

    /// <summary>The line breaks at the first byte of a question.</summary>
    Reset,
}

/// <summary>A TCP proxy on loopback whose weather can be changed while connections are open.</summary>
internal sealed class ChaosProxy : IAsyncDisposable
{
    private const int FewBytes = 9,
        TrickleBytes = 128;

    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300),
        Drip = TimeSpan.FromMilliseconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Line, bool> _lines = new();
    private readonly ConcurrentDictionary<Weather, int> _met = new();
    private readonly int _target;
    private readonly Task _accepting;

    /// <param name="target">The loopback port that it stands in front of.</param>
    public ChaosProxy(int target)
    {
        _target = target;
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The weather for whatever is sent from now on, given the number of its line.</summary>
    public Func<int, Weather> Forecast { get; set; } = _ => Weather.Calm;

    /// <summary>How many pieces met each weather.</summary>
    public IReadOnlyDictionary<Weather, int> Met => _met;

    /// <summary>Breaks all lines, in whatever they are saying.</summary>
    public void CutAll()
    {
        foreach (var line in _lines.Keys)
            line.Break();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        CutAll();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var number = 0; ; number++)
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token), number);
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(Socket near, int number)
    {
        var line = new Line(near, new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        near.NoDelay = true;
        _lines[line] = true;
        try
        {
            await line.Far.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            await Task.WhenAll(
                PassAsync(line, near, line.Far, number, isAnswer: false),
                PassAsync(line, line.Far, near, number, isAnswer: true)
            );
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One side had enough of it, or the weather had.
        }
        finally
        {
            line.Break();
            _lines.TryRemove(line, out _);
        }
    }

    private async Task PassAsync(Line line, Socket from, Socket to, int number, bool isAnswer)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
        {
            var weather = Forecast(number);
            _met.AddOrUpdate(weather, 1, (_, seen) => seen + 1);
            if (!await PassAsync(to, buffer.AsMemory(0, count), weather, isAnswer))
                line.Break();
        }
        line.Break(); // neither of our talkers goes on when the other hangs up
    }

    /// <summary>False: the line breaks.</summary>
    private async Task<bool> PassAsync(Socket to, ReadOnlyMemory<byte> piece, Weather weather, bool isAnswer)
    {
        switch (weather)
        {
            case Weather.Reset:
                return false;
            case Weather.BlackHole:
            case Weather.LoseAnswer when isAnswer:
                return true;
            case Weather.CutAnswer when isAnswer:
                await to.SendAsync(piece[..Math.Min(FewBytes, piece.Length)], _stop.Token);
                return false;
            case Weather.Delay:
                await Task.Delay(Late, TimeProvider.System, _stop.Token);
                break;
            case Weather.Trickle:
                for (; piece.Length > TrickleBytes; piece = piece[TrickleBytes..])
                {
                    await to.SendAsync(piece[..TrickleBytes], _stop.Token);
                    await Task.Delay(Drip, TimeProvider.System, _stop.Token);
                }
                break;
        }
        await to.SendAsync(piece, _stop.Token);
        return true;
    }

    private sealed record Line(Socket Near, Socket Far)
    {
        /// <summary>With a reset to both sides, not an orderly end.</summary>
        public void Break()
        {
            foreach (var socket in (Socket[])[Near, Far])
            {
                try
                {
                    socket.LingerState = new(true, 0);
                }
                catch (Exception error) when (error is SocketException or ObjectDisposedException)
                {
                    // Broken before.
                }
                socket.Dispose();
            }
        }
    }
}
