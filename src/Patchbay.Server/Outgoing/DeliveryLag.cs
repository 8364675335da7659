namespace Patchbay.Server.Outgoing;

/// <summary>How late the oldest due delivery is. This number rises first when customers miss events.</summary>
internal sealed class DeliveryLag(DeliveryQueueStore queues, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private (long At, TimeSpan Lag)? _last;

    /// <summary>Returns the lag; zero when nothing is due. The database is read at most once a second.</summary>
    public async Task<TimeSpan> ReadAsync(CancellationToken cancellation)
    {
        if (_last is { } last && clock.GetElapsedTime(last.At) < Fresh)
            return last.Lag;
        var late = clock.GetUtcNow() - await queues.OldestDueAsync(cancellation);
        var lag = late is { Ticks: > 0 } some ? some : TimeSpan.Zero;
        _last = (clock.GetTimestamp(), lag);
        return lag;
    }
}
