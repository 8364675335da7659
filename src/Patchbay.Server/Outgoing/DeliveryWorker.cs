using Patchbay.Server.Outgoing.Dispatch;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Calls customers' endpoints. One loop owns the board and never waits for a database or a call: those run beside it, and what
/// they bring comes back through its inbox. All that must survive is in the rows.
/// </summary>
internal sealed partial class DeliveryWorker(
    DeliveryBoard board,
    LoopInbox inbox,
    DeliveryJobs jobs,
    DeliveryScan scan,
    DeliveryReader reader,
    DeliveryCalls calls,
    DeliveryResults results,
    DeliveryQueueStore queues,
    DeliverySignal signal,
    Ids ids,
    Heartbeats heartbeats,
    Database database,
    TimeProvider clock,
    ILogger<DeliveryWorker> logger
) : Worker
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1),
        Grace = TimeSpan.FromSeconds(5);

    private readonly string _owner = ids.Token(12);

    protected override async Task RunAsync(CancellationToken stopping)
    {
        var storing = results.RunAsync(stored => inbox.Post(() => Stored(stored)), CancellationToken.None);
        signal.Heard = inbox.Knock;
        try
        {
            await BeginAsync(stopping);
            await LoopAsync(stopping);
        }
        finally
        {
            signal.Heard = null;
            await FinishAsync(storing);
        }
    }

    /// <summary>What a killed server held is free at once where it can only have been this one's predecessor.</summary>
    private async Task BeginAsync(CancellationToken stopping)
    {
        while (!database.IsShared)
        {
            try
            {
                await queues.FreeAllAsync(stopping);
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.NotFreed(logger, error);
                await Task.Delay(AfterTrouble, clock, stopping);
            }
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

    /// <summary>Does what can be done now; for how long there is nothing more, unless something comes in.</summary>
    private TimeSpan Turn(CancellationToken stopping)
    {
        try
        {
            heartbeats.Beat("deliveries");
            inbox.DoAll();
            Work(stopping);
            var now = clock.GetUtcNow();
            return board.NextLook(now, now < jobs.PausedUntil ? jobs.PausedUntil : scan.NextAfter(now)) - now;
        }
        catch (Exception error)
        {
            // Thrown from here it would end the whole server. What was lost of it is found in the rows.
            Log.Stumbled(logger, error);
            return AfterTrouble;
        }
    }

    private void Work(CancellationToken stopping)
    {
        while (signal.TryTake(out var marked))
            board.Note(marked);
        var now = clock.GetUtcNow();
        // A word that comes during a scan is about what that scan may have read already: it is kept for the next one.
        if (!jobs.Scan.IsBusy && signal.TakeWord())
            scan.Hurry(now);
        board.SetSlowAside(now);
        while (results.HasRoom && board.Start(now) is { } call)
            calls.Begin(call);
        if (now < jobs.PausedUntil)
            return;
        if (!jobs.Scan.IsBusy && scan.IsDue(now))
            jobs.Scan.Start(() => scan.RunAsync(_owner, stopping));
        if (!jobs.Read.IsBusy && board.Plan(now) is { IsEmpty: false } plan)
            jobs.Read.Start(reader.Prepare(plan, _owner, stopping));
        if (!jobs.Release.IsBusy && board.TakeIdle(jobs.Read.IsBusy) is { Count: > 0 } idle)
            jobs.Release.Start(() => ReleaseAsync(idle));
    }

    // Not cut off at the end of the server: what is no longer held here is given back by nobody else.
    private async Task ReleaseAsync(IReadOnlyList<EndpointQueue> idle)
    {
        IReadOnlyList<DueEndpoint> waiting = [];
        try
        {
            waiting = await queues.ReleaseAsync(_owner, [.. idle.Select(queue => queue.Id)], CancellationToken.None);
        }
        finally
        {
            inbox.Post(() => board.Released(idle, waiting, clock.GetUtcNow()));
        }
    }

    private static void Stored(IReadOnlyList<StoredCall> stored)
    {
        foreach (var one in stored)
        {
            var queue = one.Ended.Call.Queue;
            queue.Stored(one.Ended.Call.Delivery.Id);
            if (one.IsEndpointOff || one.IsLost)
                queue.Close();
        }
    }

    /// <summary>At the end calls get a moment to finish; what does not is cut off, and everything is handed back.</summary>
    private async Task FinishAsync(Task storing)
    {
        inbox.DoAll();
        await calls.FinishAsync(Grace);
        await jobs.EndedAsync();
        results.Complete();
        try
        {
            await storing.WaitAsync(Grace, clock);
            await queues
                .ReleaseAsync(_owner, [.. board.Held.Select(queue => queue.Id)], CancellationToken.None)
                .WaitAsync(Grace, clock);
            // Not by the signal: what carries its word between servers may have stopped already.
            await database.NotifyAsync(signal.Name, _owner, CancellationToken.None).WaitAsync(Grace, clock);
        }
        catch (Exception error)
        {
            Log.NotHandedBack(logger, error); // the leases end by themselves
        }
    }

    private static partial class Log
    {
        [LoggerMessage(507, LogLevel.Error, "A turn of the delivery loop failed; it goes on.")]
        public static partial void Stumbled(ILogger logger, Exception error);

        [LoggerMessage(
            508,
            LogLevel.Error,
            "What the server before this one held could not be freed; trying again soon."
        )]
        public static partial void NotFreed(ILogger logger, Exception error);

        [LoggerMessage(
            506,
            LogLevel.Warning,
            "Endpoints could not be handed back; another server takes them over when their leases end."
        )]
        public static partial void NotHandedBack(ILogger logger, Exception error);
    }
}
