using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>
/// Turns stored events into message history, statuses and outgoing events. A batch is one transaction together with
/// its outgoing events; when one event of it fails, the batch is done again one by one and the culprit waits.
/// </summary>
internal sealed partial class InboundWorker(
    Database database, InboundStore store, Projection projection, InboundSignal signal, TimeProvider clock,
    ILogger<InboundWorker> logger) : BackgroundService
{
    private const int BatchSize = 100;

    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(30), AfterTrouble = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await WorkAsync(stoppingToken)) { }
                await signal.WaitAsync(await NapAsync(stoppingToken), clock, stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
                await signal.WaitAsync(AfterTrouble, clock, stoppingToken);
            }
        }
    }

    private async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        try
        {
            return await ProjectAsync(BatchSize, _ => { }, cancellation) > 0;
        }
        catch (Exception error) when (error is not OperationCanceledException && !database.IsUnavailable(error))
        {
            Log.BatchFailed(logger, error);
            return await OneByOneAsync(cancellation);
        }
    }

    private Task<int> ProjectAsync(int limit, Action<InboundEventRow> begin, CancellationToken cancellation) => database.WriteAsync(async session =>
    {
        var due = await store.DueAsync(session, limit);
        foreach (var one in due)
        {
            begin(one);
            await projection.ApplyAsync(session, one);
        }
        await store.DoneAsync(session, [.. due.Select(one => one.Id)]);
        return due.Count;
    }, cancellation);

    private async Task<bool> OneByOneAsync(CancellationToken cancellation)
    {
        for (var i = 0; i < BatchSize; i++)
        {
            InboundEventRow? current = null;
            try
            {
                if (await ProjectAsync(1, one => current = one, cancellation) == 0) return i > 0;
            }
            catch (Exception error) when (error is not OperationCanceledException && !database.IsUnavailable(error) && current is not null)
            {
                Log.EventFailed(logger, error, current.Id);
                await store.PostponeAsync(current, error.GetType().Name, cancellation);
            }
        }
        return true;
    }

    private async Task<TimeSpan> NapAsync(CancellationToken cancellation)
    {
        if (await store.NextDueAsync(cancellation) is not { } due) return LongestNap;
        var wait = due - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestNap ? wait : LongestNap;
    }

    private static partial class Log
    {
        [LoggerMessage(410, LogLevel.Error, "Working on inbound events failed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);

        [LoggerMessage(411, LogLevel.Warning, "A batch of inbound events failed; doing it one by one.")]
        public static partial void BatchFailed(ILogger logger, Exception error);

        [LoggerMessage(412, LogLevel.Error, "Inbound event {EventId} failed and waits.")]
        public static partial void EventFailed(ILogger logger, Exception error, Guid eventId);
    }
}
