using Patchbay.Server.Outgoing.Dispatch;
using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Outgoing;

/// <summary>The calls under way. When a call ends, its result goes to the board and is stored.</summary>
internal sealed partial class DeliveryCalls(
    DeliveryCaller caller,
    DeliveryResults results,
    DeliveryBoard board,
    LoopInbox inbox,
    Instruments instruments,
    TimeProvider clock,
    ILogger<DeliveryCalls> logger
) : IDisposable
{
    private readonly HashSet<Task> _underWay = [];
    private readonly CancellationTokenSource _cut = new();
    private Task _storing = Task.CompletedTask;

    /// <summary>Lets results be stored until <see cref="FinishAsync"/>.</summary>
    public void BeginStoring() =>
        _storing = results.RunAsync(stored => inbox.Post(() => Stored(stored)), CancellationToken.None);

    /// <summary>Starts every call that has a place.</summary>
    public void Start(DateTimeOffset now)
    {
        board.SetSlowAside(now);
        while (results.HasRoom && board.Start(now) is { } call)
            Begin(call);
    }

    /// <summary>
    /// Gives calls a moment to finish and cuts off the others. Called when the loop has ended, so the set of calls no
    /// longer changes.
    /// </summary>
    public async Task FinishAsync(TimeSpan grace)
    {
        var all = Task.WhenAll(_underWay);
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(all, Task.Delay(grace, clock, enough.Token));
        await enough.CancelAsync();
        await _cut.CancelAsync();
        await all;
        results.Complete();
    }

    /// <summary>Waits, after <see cref="FinishAsync"/>, until the last result is stored.</summary>
    public Task StoredAsync(TimeSpan grace) => _storing.WaitAsync(grace, clock);

    public void Dispose() => _cut.Dispose();

    private static void Stored(IReadOnlyList<StoredCall> stored)
    {
        foreach (var call in stored)
        {
            var queue = call.Ended.Call.Queue;
            queue.Stored(call.Ended.Call.Delivery.Id);
            if (call.IsEndpointOff || call.IsLost)
                queue.Close();
        }
    }

    private void Begin(StartedCall call)
    {
        var task = Task.Run(() => CallAsync(call), CancellationToken.None);
        _underWay.Add(task);
        _ = task.ContinueWith(
            done => inbox.Post(() => _underWay.Remove(done)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    private async Task CallAsync(StartedCall call)
    {
        var started = clock.GetUtcNow();
        if (started > call.Latest)
        {
            inbox.Post(() => board.NotMade(call));
            return;
        }
        CallResult result;
        try
        {
            result = await caller.CallAsync(call.Endpoint, call.Delivery, _cut.Token);
        }
        catch (OperationCanceledException)
        {
            return; // cut off at the end of this server: the outcome is unknown, so another server calls again
        }
        catch (Exception error)
        {
            Log.CallFailed(logger, error, call.Delivery.Id);
            result = CallResult.Failed(DeliveryRules.NotSent, TimeSpan.Zero);
        }
        instruments.Attempted(result.Error, result.StatusCode, result.Duration);
        results.Add(new(call, started, result));
        inbox.Post(() => board.Ended(call, result, clock.GetUtcNow()));
    }

    private static partial class Log
    {
        [LoggerMessage(501, LogLevel.Error, "Delivery {DeliveryId} could not be sent.")]
        public static partial void CallFailed(ILogger logger, Exception error, Guid deliveryId);
    }
}
