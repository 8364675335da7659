using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Worlds;

/// <summary>
/// Wakes nodes at their due time. The time is in the node, so the agenda can be rebuilt from the rows.
/// </summary>
internal sealed class Agenda : IDisposable
{
    private const int Batch = 64;
    private readonly PriorityQueue<Node, (long Due, long Order)> _queue = new();
    private readonly World _world;
    private readonly ITimer _timer;
    private long _order;
    private long _armedFor = long.MaxValue;
    private bool _disposed;

    public Agenda(World world)
    {
        _world = world;
        _timer = world.Clock.Inner.CreateTimer(
            static state => ((Agenda)state!).Tick(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Called under the world's gate.</summary>
    public void Plan(Node node)
    {
        if (node.DueAt is not { } due)
            return;
        _queue.Enqueue(node, (due, _order++));
        if (due < _armedFor)
            Arm(due);
    }

    /// <summary>Runs what is due now; called again after the clock was moved.</summary>
    public void Tick()
    {
        bool more;
        do
        {
            more = false;
            _world.Change(() => more = RunBatch());
        } while (more);
        _world.NotifyWhenQuiet();
    }

    /// <summary>Returns whether a node that matches still waits for its time.</summary>
    public bool Awaits(Func<Node, bool> counts) =>
        _queue.UnorderedItems.Any(item => item.Element.DueAt == item.Priority.Due && counts(item.Element));

    public void Dispose()
    {
        lock (_world.Gate)
            _disposed = true;
        _timer.Dispose();
    }

    private bool RunBatch()
    {
        if (_disposed)
            return false;
        _armedFor = long.MaxValue;
        for (var n = 0; n < Batch && _queue.TryPeek(out var node, out var priority); n++)
        {
            if (priority.Due > _world.Clock.Milliseconds)
                break;
            _queue.Dequeue();
            if (node.DueAt != priority.Due)
                continue;
            node.DueAt = null;
            _world.HandleDue(node);
        }
        if (!_queue.TryPeek(out _, out var next))
            return false;
        if (next.Due <= _world.Clock.Milliseconds)
            return true;
        Arm(next.Due);
        return false;
    }

    private void Arm(long due)
    {
        if (_disposed)
            return;
        _armedFor = due;
        var wait = Math.Clamp(due - _world.Clock.Milliseconds, 0, (long)TimeSpan.FromHours(6).TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }
}
