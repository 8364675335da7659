using System.Threading.Channels;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>
/// Commits many requests in one transaction: requests queue their events, one writer takes everything that is queued,
/// and each request is answered after the commit.
/// </summary>
public sealed class IntakeQueue(
    Database database,
    InboundWriter writer,
    InboundSignal signal,
    Instruments instruments,
    TimeProvider clock
) : BackgroundService
{
    /// <summary>The number of requests that may wait for their commit.</summary>
    public const int QueueLength = 4096;

    private const int EventsPerCommit = 1024,
        ManyRequests = 16,
        AnsweredTogether = 8;

    private static readonly TimeSpan StaysBusy = TimeSpan.FromMilliseconds(100);

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true }
    );
    private long _lastBusy = long.MinValue;

    /// <summary>True while many requests are waiting; background work should yield the database to intake.</summary>
    public bool IsBusy =>
        Interlocked.Read(ref _lastBusy) is var last and not long.MinValue && clock.GetElapsedTime(last) < StaysBusy;

    /// <summary>The number of requests that wait for their commit.</summary>
    public int Queued => _queue.Reader.Count;

    /// <summary>
    /// Stores events. Returns true when they are on disk; false when the queue is full or the server stops, and the
    /// sender must send them again. A storage failure is thrown. The events' bytes must stay valid until this method
    /// returns.
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
            // Requests that are still queued are answered "not stored", so that the sender repeats them.
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var left))
                Answer([left], request => request.TrySetResult(false));
        }
    }

    private async Task CommitAsync(List<Waiting> taken)
    {
        try
        {
            var (events, started) = (EventsOf(taken), clock.GetTimestamp());
            var stored = await writer.WriteAsync(events, CancellationToken.None);
            instruments.Committed(events.Count, stored, clock.GetElapsedTime(started));
            Answer(taken, request => request.TrySetResult(true));
            signal.Wake();
        }
        catch (Exception error) when (taken.Count > 1 && !database.IsUnavailable(error))
        {
            // One request may be at fault; the others must not fail with it.
            foreach (var request in taken)
                await CommitAsync([request]);
        }
        catch (Exception error)
        {
            Answer(taken, request => request.TrySetException(error));
            if (error is DatabaseHangsException)
                RefuseQueued(error);
        }
    }

    // The queued requests have waited as long as the batch before them, and would wait as long again.
    private void RefuseQueued(Exception error)
    {
        var queued = new List<Waiting>();
        while (queued.Count < QueueLength && _queue.Reader.TryRead(out var next))
            queued.Add(next);
        Answer(queued, request => request.TrySetException(error));
    }

    // Answers run on other threads, because the next commit is waiting. A thread gives several answers, because waking
    // a thread costs more than an answer.
    private static void Answer(IEnumerable<Waiting> waiting, Action<Waiting> answer)
    {
        foreach (var chunk in waiting.Chunk(AnsweredTogether))
            ThreadPool.UnsafeQueueUserWorkItem(chunk => Array.ForEach(chunk, answer), chunk, preferLocal: false);
    }

    private static List<IncomingEvent> EventsOf(List<Waiting> taken)
    {
        var events = new List<IncomingEvent>(taken.Count);
        foreach (var request in taken)
        {
            foreach (var split in request.Events)
                events.Add(new(request.Environment, split, request.At, request.Traceparent));
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
