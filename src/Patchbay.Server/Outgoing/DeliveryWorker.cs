using Patchbay.Server.Outgoing.Dispatch;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Calls customers' endpoints. One loop owns the board and never waits for a database or a call: those run beside it
/// and post their results to its inbox. The rows hold everything that must survive.
/// </summary>
internal sealed partial class DeliveryWorker(
    LoopInbox inbox,
    DeliveryJobs jobs,
    DeliveryCalls calls,
    HeldEndpoints held,
    DeliverySignal signal,
    Heartbeats heartbeats,
    TimeProvider clock,
    ILogger<DeliveryWorker> logger
) : Worker
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1),
        Grace = TimeSpan.FromSeconds(5);

    protected override async Task RunAsync(CancellationToken stopping)
    {
        calls.BeginStoring();
        signal.Heard = inbox.Knock;
        try
        {
            await held.FreeAllAsync(stopping);
            await LoopAsync(stopping);
        }
        finally
        {
            signal.Heard = null;
            await FinishAsync();
        }
    }

    private async Task LoopAsync(CancellationToken stopping)
    {
        using var timer = clock.CreateTimer(
            _ => inbox.Knock(),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        while (true)
        {
            timer.Change(Turn(stopping), Timeout.InfiniteTimeSpan);
            await inbox.WaitAsync(stopping);
        }
    }

    /// <summary>Does everything that can be done now and returns how long to wait unless something arrives.</summary>
    private TimeSpan Turn(CancellationToken stopping)
    {
        try
        {
            heartbeats.Beat("deliveries");
            inbox.DoAll();
            jobs.TakeMarks();
            var began = clock.GetUtcNow();
            calls.Start(began);
            jobs.Start(began, stopping);
            var now = clock.GetUtcNow();
            return jobs.NextLook(now) - now;
        }
        catch (Exception error)
        {
            // An exception that leaves here stops the whole server. The lost work is found again in the rows.
            Log.Stumbled(logger, error);
            return AfterTrouble;
        }
    }

    /// <summary>
    /// When the server stops, calls get a moment to finish; the others are cut off, and all endpoints are freed.
    /// </summary>
    private async Task FinishAsync()
    {
        inbox.DoAll();
        await calls.FinishAsync(Grace);
        await jobs.EndedAsync();
        try
        {
            await calls.StoredAsync(Grace);
            await held.HandBackAsync(Grace);
        }
        catch (Exception error)
        {
            Log.NotHandedBack(logger, error); // the leases end by themselves
        }
    }

    private static partial class Log
    {
        [LoggerMessage(507, LogLevel.Error, "A turn of the delivery loop failed; the loop goes on.")]
        public static partial void Stumbled(ILogger logger, Exception error);

        [LoggerMessage(
            506,
            LogLevel.Warning,
            "Endpoints could not be handed back; another server takes them over when their leases end."
        )]
        public static partial void NotHandedBack(ILogger logger, Exception error);
    }
}
