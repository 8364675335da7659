namespace Patchbay.Emulator.Hosting;

/// <summary>The Graph requests a world received, newest last, so that a test can assert on them.</summary>
internal sealed class RequestLog
{
    private const int Kept = 2000;
    private readonly Lock _gate = new();
    private readonly Queue<RequestRecord> _records = new();
    private readonly List<Waiter> _waiters = [];
    private long _number;

    public void Add(RequestRecord record)
    {
        lock (_gate)
        {
            record.Number = ++_number;
            _records.Enqueue(record);
            if (_records.Count > Kept)
                _records.Dequeue();
        }
    }

    public IReadOnlyList<RequestRecord> All()
    {
        lock (_gate)
            return [.. _records];
    }

    public void Clear()
    {
        lock (_gate)
            _records.Clear();
    }

    /// <summary>Waits until a finished request matches. Earlier requests count too.</summary>
    public Task<RequestRecord> WhenAsync(Func<RequestRecord, bool> matches, CancellationToken cancel)
    {
        var waiter = new Waiter(matches);
        lock (_gate)
        {
            if (_records.FirstOrDefault(r => r.Status > 0 && matches(r)) is { } known)
                return Task.FromResult(known);
            _waiters.Add(waiter);
        }
        return waiter.Found.Task.WaitAsync(cancel);
    }

    public void Completed()
    {
        if (_waiters.Count == 0)
            return;
        lock (_gate)
        {
            foreach (var waiter in _waiters.ToList())
                if (
                    _records.FirstOrDefault(r => r.Status > 0 && waiter.Matches(r)) is { } found
                    && _waiters.Remove(waiter)
                )
                    waiter.Found.TrySetResult(found);
        }
    }

    private sealed record Waiter(Func<RequestRecord, bool> Matches)
    {
        public TaskCompletionSource<RequestRecord> Found { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
