using Patchbay.Server.Outgoing.Dispatch;

namespace Patchbay.Server.Outgoing;

/// <summary>Looks through all endpoints for what no signal told of: at the start, after a crash, when another server's word was lost.</summary>
internal sealed class DeliveryScan(DeliveryQueueStore queues, DeliveryBoard board, LoopInbox inbox, TimeProvider clock)
{
    private const int CostsAtMost = 20; // a twentieth of the time

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5),
        AfterWord = TimeSpan.FromMilliseconds(20);

    private DateTimeOffset _next,
        _earliest;

    public bool IsDue(DateTimeOffset now) => now >= _next;

    /// <summary>When to look again if no scan is under way, which brings the next time itself.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset now) => _next > now ? _next : now + Between;

    /// <summary>Another server said that something waits somewhere: not at the next turn, but as soon as scans may cost again.</summary>
    public void Hurry(DateTimeOffset now)
    {
        if (_next > _earliest)
            _next = _earliest > now ? _earliest : now;
    }

    public async Task RunAsync(string owner, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var due = await queues.ScanAsync(owner, cancellation);
        var rest = clock.GetElapsedTime(began) * CostsAtMost;
        inbox.Post(() =>
        {
            foreach (var one in due)
                board.Note(one);
            var now = clock.GetUtcNow();
            (_earliest, _next) = (now + Max(rest, AfterWord), now + Max(rest, Between));
        });
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
