using Patchbay.Server.Outgoing.Dispatch;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Looks through all endpoints for due deliveries that no signal announced: at the start, after a crash, and when a
/// signal from another server was lost.
/// </summary>
internal sealed class DeliveryScan(
    LeaseOwner owner,
    DeliveryQueueStore queues,
    DeliveryBoard board,
    LoopInbox inbox,
    TimeProvider clock
)
{
    private const int CostsAtMost = 20; // scans take at most a twentieth of the time

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5),
        AfterWord = TimeSpan.FromMilliseconds(20);

    private DateTimeOffset _next,
        _earliest;

    public bool IsDue(DateTimeOffset now) => now >= _next;

    /// <summary>Returns when to look again while no scan runs. A running scan sets the next time itself.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset now) => _next > now ? _next : now + Between;

    /// <summary>
    /// Scans as soon as the limit on the cost of scans allows, because another server announced a delivery.
    /// </summary>
    public void Hurry(DateTimeOffset now)
    {
        if (_next > _earliest)
            _next = _earliest > now ? _earliest : now;
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var due = await queues.ScanAsync(owner.Name, cancellation);
        var rest = clock.GetElapsedTime(began) * CostsAtMost;
        inbox.Post(() =>
        {
            foreach (var endpoint in due)
                board.Note(endpoint);
            var now = clock.GetUtcNow();
            (_earliest, _next) = (now + Max(rest, AfterWord), now + Max(rest, Between));
        });
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
