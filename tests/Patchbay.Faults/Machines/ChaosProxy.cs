using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Patchbay.Faults.Machines;

/// <summary>A fault that the proxy can apply to a connection.</summary>
internal enum LineFault
{
    /// <summary>Everything passes at once.</summary>
    None,

    /// <summary>Everything passes late.</summary>
    Delay,

    /// <summary>Everything passes a few bytes at a time.</summary>
    Trickle,

    /// <summary>The request passes. The connection breaks after a few bytes of the answer.</summary>
    CutAnswer,

    /// <summary>The request passes and is carried out, but its answer never comes.</summary>
    LoseAnswer,

    /// <summary>Nothing passes, and the connection stays open.</summary>
    BlackHole,

    /// <summary>The connection breaks at the first byte of a request.</summary>
    Reset,
}

/// <summary>A TCP proxy on loopback whose fault can be changed while connections are open.</summary>
internal sealed class ChaosProxy : IAsyncDisposable
{
    private const int FewBytes = 9,
        TrickleBytes = 128;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300),
        TrickleGap = TimeSpan.FromMilliseconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Line, bool> _lines = new();
    private readonly ConcurrentDictionary<LineFault, int> _applied = new();
    private readonly int _target;
    private readonly Task _accepting;

    /// <param name="target">The loopback port that connections are forwarded to.</param>
    public ChaosProxy(int target)
    {
        _target = target;
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Chooses the fault for the next bytes of a connection, given the number of the connection.</summary>
    public Func<int, LineFault> ChooseFault { get; set; } = _ => LineFault.None;

    /// <summary>How often each fault was applied.</summary>
    public IReadOnlyDictionary<LineFault, int> Applied => _applied;

    /// <summary>Breaks all open connections.</summary>
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
            // The proxy was disposed.
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
            // One side or a fault closed the connection.
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
        while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var read)
        {
            var fault = ChooseFault(number);
            _applied.AddOrUpdate(fault, 1, (_, count) => count + 1);
            if (!await PassAsync(to, buffer.AsMemory(0, read), fault, isAnswer))
                line.Break();
        }
        line.Break(); // each side stops when the other side closes
    }

    /// <summary>Passes the bytes on; false when the connection must break.</summary>
    private async Task<bool> PassAsync(Socket to, ReadOnlyMemory<byte> piece, LineFault fault, bool isAnswer)
    {
        switch (fault)
        {
            case LineFault.Reset:
                return false;
            case LineFault.BlackHole:
            case LineFault.LoseAnswer when isAnswer:
                return true;
            case LineFault.CutAnswer when isAnswer:
                await to.SendAsync(piece[..Math.Min(FewBytes, piece.Length)], _stop.Token);
                return false;
            case LineFault.Delay:
                await Task.Delay(Delay, TimeProvider.System, _stop.Token);
                break;
            case LineFault.Trickle:
                for (; piece.Length > TrickleBytes; piece = piece[TrickleBytes..])
                {
                    await to.SendAsync(piece[..TrickleBytes], _stop.Token);
                    await Task.Delay(TrickleGap, TimeProvider.System, _stop.Token);
                }
                break;
        }
        await to.SendAsync(piece, _stop.Token);
        return true;
    }

    private sealed record Line(Socket Near, Socket Far)
    {
        /// <summary>Resets both sides instead of closing them in order.</summary>
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
                    // Already closed.
                }
                socket.Dispose();
            }
        }
    }
}
