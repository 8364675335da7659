using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Announces endpoints with something to deliver, after the commit that stored it. The signal only saves time: a scan
/// of the rows finds a delivery whose signal is lost.
/// </summary>
public sealed class DeliverySignal() : WorkSignal("patchbay_deliveries")
{
    private readonly ConcurrentQueue<DueEndpoint> _marks = new();
    private volatile bool _word;

    /// <summary>Called at each signal, and therefore often. The worker of this process sets this.</summary>
    public Action? Heard { get; set; }

    public void Mark(DueEndpoint endpoint)
    {
        if (Heard is not null)
            _marks.Enqueue(endpoint); // without a worker the queue would only grow
        Wake();
    }

    public bool TryTake([NotNullWhen(true)] out DueEndpoint? endpoint) => _marks.TryDequeue(out endpoint);

    /// <summary>Returns true once after another server announced a delivery.</summary>
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
