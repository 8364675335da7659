using System.Threading.Channels;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>
/// Commits many requests in one transaction: requests queue what they brought, one writer takes all that waits, and each
/// request is answered after the commit.
/// </summary>
public sealed class IntakeQueue(
    Database database,
    InboundWriter writer,
    InboundSignal signal,
    Instruments instruments,
    TimeProvider clock
) : BackgroundService
{
    /// <summary>How many requests may wait for their commit.</summary>
    public const int QueueLength = 4096;

    private const int EventsPerCommit = 1024,
        ManyRequests = 16,
        AnsweredTogether = 8;

    private static readonly TimeSpan StaysBusy = TimeSpan.FromMilliseconds(100);

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true }
    );
    private long _lastBusy = long.MinValue;

    /// <summary>Requests crowd: who works on what is stored already should leave the database to those who store.</summary>
    public bool IsBusy =>
        Interlocked.Read(ref _lastBusy) is var last and not long.MinValue && clock.GetElapsedTime(last) < StaysBusy;

    /// <summary>Requests that wait for their commit.</summary>
    public int Queued => _queue.Reader.Count;

    /// <summary>
    /// True when it is on disk; false when the queue is full or the server stops: then Meta must send it again. Throws
    /// what storage threw. The events' bytes must stay until then.
    /// </summary>
    public async ValueTask<bool> StoreAsync(string environment, IReadOnlyList<SplitEvent> events)
    {
        var waiting = new Waiting(environment, events, clock.GetUtcNow(), Traces.ToKeep);
        return _queue.Writer.TryWrite(waiting) && await waiting.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var taken = new List<Waiting>();
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
            {
                taken.Clear();
                for (
                    var events = 0;
                    events < EventsPerCommit && _queue.Reader.TryRead(out var next);
                    events += next.Events.Count
                )
                    taken.Add(next);
                if (taken.Count >= ManyRequests)
                    Interlocked.Exchange(ref _lastBusy, clock.GetTimestamp());
                await CommitAsync(taken);
            }
        }
        finally
        {
            // Nothing is acknowledged that was not stored: whoever still waits is told to send again.
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var left))
                Answer([left], one => one.TrySetResult(false));
        }
    }

    private async Task CommitAsync(List<Waiting> taken)
    {
        try
        {
            var (events, started) = (EventsOf(taken), clock.GetTimestamp());
            var stored = await writer.WriteAsync(events, CancellationToken.None);
            instruments.Committed(events.Count, stored, clock.GetElapsedTime(started));
            Answer(taken, one => one.TrySetResult(true));
            signal.Wake();
        }
        catch (Exception error) when (taken.Count > 1 && !database.IsUnavailable(error))
        {
            // One of them is at fault, and its neighbours must not pay for it.
            foreach (var one in taken)
                await CommitAsync([one]);
        }
        catch (Exception error)
        {
            Answer(taken, one => one.TrySetException(error));
        }
    }

    // Elsewhere, as the next commit waits; and some on one thread, as to wake one for each costs more than an answer.
    private static void Answer(IEnumerable<Waiting> waiting, Action<Waiting> answer)
    {
        foreach (var some in waiting.Chunk(AnsweredTogether))
            ThreadPool.UnsafeQueueUserWorkItem(some => Array.ForEach(some, answer), some, preferLocal: false);
    }

    private static List<IncomingEvent> EventsOf(List<Waiting> taken)
    {
        var events = new List<IncomingEvent>(taken.Count);
        foreach (var one in taken)
        {
            foreach (var split in one.Events)
                events.Add(new(one.Environment, split, one.At, one.Traceparent));
        }
        return events;
    }

    private sealed class Waiting(
        string environment,
        IReadOnlyList<SplitEvent> events,
        DateTimeOffset at,
        string? traceparent
    ) : TaskCompletionSource<bool>
    {
        public string Environment => environment;

        public IReadOnlyList<SplitEvent> Events => events;

        public DateTimeOffset At => at;

        public string? Traceparent => traceparent;
    }
}
