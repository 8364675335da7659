using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Projections;

/// <summary>
/// Turns stored events into message history, statuses and outgoing events. A batch and its outgoing events are one
/// transaction. When an event fails, the events of its batch are processed one at a time, and the failed event is
/// postponed. While many requests are waiting, the worker takes small batches and pauses between them, so that it does
/// not delay the answers to Meta.
/// </summary>
internal sealed partial class InboundWorker(
    Database database,
    InboundStore store,
    InboundBatch batch,
    IntakeQueue intake,
    InboundSignal signal,
    Heartbeats heartbeats,
    TimeProvider clock,
    ILogger<InboundWorker> logger
) : Worker
{
    private const int BatchSize = 200,
        WhenBusy = 100,
        RestPerWork = 16,
        MaxAttempts = 8;

    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(30),
        AfterTrouble = TimeSpan.FromSeconds(1);

    private DateTimeOffset _lastLook = DateTimeOffset.MinValue;

    protected override async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                heartbeats.Beat("inbound");
                while (await WorkAsync(stopping)) { }
                if (!await ReleaseAsync(stopping))
                    await signal.WaitAsync(await NapAsync(stopping), clock, stopping);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
                await signal.WaitAsync(AfterTrouble, clock, stopping);
            }
        }
    }

    private async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        try
        {
            var began = clock.GetTimestamp();
            var worked = await batch.RunAsync(intake.IsBusy ? WhenBusy : BatchSize, _ => { }, cancellation) > 0;
            if (worked && intake.IsBusy)
                await Task.Delay(clock.GetElapsedTime(began) * RestPerWork, clock, cancellation);
            return worked;
        }
        catch (Exception error) when (error is not OperationCanceledException && !database.IsUnavailable(error))
        {
            Log.BatchFailed(logger, error);
            return await OneByOneAsync(cancellation);
        }
    }

    private async Task<bool> OneByOneAsync(CancellationToken cancellation)
    {
        for (var i = 0; i < BatchSize; i++)
        {
            InboundEventRow? current = null;
            try
            {
                if (await batch.RunAsync(1, row => current = row, cancellation) == 0)
                    return i > 0;
            }
            catch (Exception error)
                when (error is not OperationCanceledException && !database.IsUnavailable(error) && current is not null)
            {
                Log.EventFailed(logger, error, current.Id);
                if (current.Attempts + 1 < MaxAttempts)
                    await store.PostponeAsync(current, error.GetType().Name, cancellation);
                else
                    await batch.GiveUpAsync(current, cancellation);
            }
        }
        return true;
    }

    // Another server may have connected a number, so quarantine is also checked at intervals without a signal.
    private async Task<bool> ReleaseAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (!signal.TakeAccountsChanged() && now - _lastLook < LongestNap)
            return false;
        _lastLook = now;
        return await batch.ReleaseAsync(cancellation) > 0;
    }

    private async Task<TimeSpan> NapAsync(CancellationToken cancellation)
    {
        if (await store.NextDueAsync(cancellation) is not { } due)
            return LongestNap;
        var wait = due - clock.GetUtcNow();
        // A due event that was not taken is locked by another server. A new event wakes this worker by its signal.
        return wait <= TimeSpan.Zero ? AfterTrouble
            : wait < LongestNap ? wait
            : LongestNap;
    }

    private static partial class Log
    {
        [LoggerMessage(410, LogLevel.Error, "Inbound events could not be processed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);

        [LoggerMessage(411, LogLevel.Warning, "A batch of inbound events failed; processing its events one at a time.")]
        public static partial void BatchFailed(ILogger logger, Exception error);

        [LoggerMessage(
            412,
            LogLevel.Error,
            "Inbound event {EventId} could not be processed; it is postponed or quarantined."
        )]
        public static partial void EventFailed(ILogger logger, Exception error, long eventId);
    }
}
