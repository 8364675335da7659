using System.Collections.Concurrent;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Says for which endpoints something waits, after the commit that put it there. A hint that saves looking: what is lost of it
/// is found in the rows.
/// </summary>
public sealed class DeliverySignal() : WorkSignal("patchbay_deliveries")
{
    private readonly ConcurrentQueue<DueEndpoint> _marks = new();
    private volatile bool _word;

    /// <summary>The worker of this process listens here; it is called often.</summary>
    public Action? Heard { get; set; }

    public void Mark(DueEndpoint endpoint)
    {
        if (Heard is not null)
            _marks.Enqueue(endpoint); // without a worker, nobody takes them
        Wake();
    }

    public bool TryTake(out DueEndpoint endpoint) => _marks.TryDequeue(out endpoint!);

    /// <summary>True once after another server said that something waits somewhere.</summary>
    public bool TakeWord()
    {
        if (!_word)
            return false;
        _word = false;
        return true;
    }

    public override void Hear()
    {
        _word = true;
        base.Hear();
    }

    protected override void Pulse()
    {
        base.Pulse();
        Heard?.Invoke();
    }
}
