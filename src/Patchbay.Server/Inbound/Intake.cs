using System.Threading.Channels;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>What one request brought.</summary>
public sealed record IntakeBatch(IReadOnlyCollection<InboundEventRow> Events, IReadOnlyCollection<QuarantinedBody> Quarantined);

/// <summary>
/// Commits many requests in one transaction: requests queue what they brought, one writer takes all that waits, and each
/// request is answered after the commit.
/// </summary>
public sealed partial class Intake(Database database, InboundStore store, InboundSignal signal, ILogger<Intake> logger) : BackgroundService
{
    private const int QueueLength = 4096, RequestsPerCommit = 512;

    private readonly Channel<(IntakeBatch Batch, TaskCompletionSource Stored)> _queue =
        Channel.CreateBounded<(IntakeBatch, TaskCompletionSource)>(new BoundedChannelOptions(QueueLength) { SingleReader = true });

    /// <summary>True when it is on disk; false when the queue is full or storage failed: then Meta must send it again.</summary>
    public async Task<bool> StoreAsync(IntakeBatch batch)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_queue.Writer.TryWrite((batch, stored))) return false;
        try
        {
            await stored.Task;
            return true;
        }
        catch (Exception error)
        {
            Log.NotStored(logger, error);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var taken = new List<(IntakeBatch Batch, TaskCompletionSource Stored)>(RequestsPerCommit);
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
            while (_queue.Reader.TryRead(out var left)) left.Stored.TrySetException(new OperationCanceledException("The server is stopping."));
        }
    }

    private async Task CommitAsync(List<(IntakeBatch Batch, TaskCompletionSource Stored)> taken)
    {
        try
        {
            var events = taken.SelectMany(one => one.Batch.Events).ToList();
            var quarantined = taken.SelectMany(one => one.Batch.Quarantined).ToList();
            await database.WriteAsync(async session =>
            {
                if (events.Count > 0) await store.InsertAsync(session, events);
                if (quarantined.Count > 0) await store.QuarantineAsync(session, quarantined);
            }, CancellationToken.None);
        }
        catch (Exception error)
        {
            foreach (var (_, stored) in taken) stored.TrySetException(error);
            return;
        }
        foreach (var (_, stored) in taken) stored.TrySetResult();
        signal.Wake();
    }

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Error, "A webhook could not be stored; Meta was asked to send it again.")]
        public static partial void NotStored(ILogger logger, Exception error);
    }
}
