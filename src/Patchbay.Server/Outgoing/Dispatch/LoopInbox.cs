using System.Threading.Channels;

namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>Actions for the loop that owns the board. Work that runs beside the loop posts its results here.</summary>
public sealed class LoopInbox
{
    private readonly Channel<Action> _actions = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private int _knocks;

    public void Post(Action action) => _actions.Writer.TryWrite(action);

    /// <summary>Wakes the loop. Several knocks before it wakes count as a single knock.</summary>
    public void Knock()
    {
        if (Interlocked.Exchange(ref _knocks, 1) == 0)
            Post(() => { });
    }

    /// <summary>Runs all posted actions. When an action throws, the actions behind it stay for the next run.</summary>
    public void DoAll()
    {
        try
        {
            while (_actions.Reader.TryRead(out var action))
                action();
        }
        finally
        {
            Interlocked.Exchange(ref _knocks, 0);
        }
    }

    public async Task WaitAsync(CancellationToken cancellation) => await _actions.Reader.WaitToReadAsync(cancellation);
}
