using System.Threading.Channels;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>What one request brought.</summary>
public sealed record IntakeBatch(IReadOnlyCollection<InboundEventRow> Events, IReadOnlyCollection<QuarantinedBody> Quarantined);

/// <summary>
/// Commits many requests in one transaction: requests queue what they brought, one writer takes all that waits, and each
/// request is answered after the commit.
/// </summary>
public sealed class Intake(Database database, InboundStore store, InboundSignal signal, Instruments instruments, TimeProvider clock) : BackgroundService
{
    /// <summary>How many requests may wait for their commit.</summary>
    public const int QueueLength = 4096;

    private const int RequestsPerCommit = 512;

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(QueueLength) { SingleReader = true });

    /// <summary>Requests that wait for their commit.</summary>
    public int Queued => _queue.Reader.Count;

    /// <summary>
    /// True when it is on disk; false when the queue is full or the server stops: then Meta must send it again. Throws
    /// what storage threw.
    /// </summary>
    public async Task<bool> StoreAsync(IntakeBatch batch)
    {
        var waiting = new Waiting(batch);
        return _queue.Writer.TryWrite(waiting) && await waiting.Stored.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var taken = new List<Waiting>(RequestsPerCommit);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
            {
                taken.Clear();
                while (taken.Count < RequestsPerCommit && _queue.Reader.TryRead(out var next)) taken.Add(next);
                await CommitAsync(taken);
            }
        }
        finally
        {
            // Nothing is acknowledged that was not stored: whoever still waits is told to send again.
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var left)) left.Stored.TrySetResult(false);
        }
    }

    private async Task CommitAsync(List<Waiting> taken)
    {
        try
        {
            var started = clock.GetTimestamp();
            var stored = await WriteAsync(taken);
            instruments.Committed(taken.Sum(one => one.Batch.Events.Count), stored, clock.GetElapsedTime(started));
            foreach (var one in taken) one.Stored.TrySetResult(true);
            signal.Wake();
        }
        catch (Exception error) when (taken.Count > 1 && !database.IsUnavailable(error))
        {
            // One of them is at fault, and its neighbours must not pay for it.
            foreach (var one in taken) await CommitAsync([one]);
        }
        catch (Exception error)
        {
            foreach (var one in taken) one.Stored.TrySetException(error);
        }
    }

    private Task<int> WriteAsync(List<Waiting> taken) => database.WriteAsync(async session =>
    {
        var events = taken.SelectMany(one => one.Batch.Events).ToList();
        var quarantined = taken.SelectMany(one => one.Batch.Quarantined).ToList();
        if (quarantined.Count > 0) await store.QuarantineAsync(session, quarantined);
        return events.Count > 0 ? await store.InsertAsync(session, events) : 0;
    }, CancellationToken.None);

    private sealed record Waiting(IntakeBatch Batch)
    {
        public TaskCompletionSource<bool> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
