using Patchbay.Server.Outgoing.Dispatch;
using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Outgoing;

/// <summary>The calls under way. Each runs by itself; its end goes to the board and to whoever stores results.</summary>
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

    public void Begin(StartedCall call)
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

    /// <summary>At the end of the server: calls get a moment to finish, and what does not is cut off. The loop does not run any more.</summary>
    public async Task FinishAsync(TimeSpan grace)
    {
        var all = Task.WhenAll(_underWay);
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(all, Task.Delay(grace, clock, enough.Token));
        await enough.CancelAsync();
        await _cut.CancelAsync();
        await all;
    }

    public void Dispose() => _cut.Dispose();

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
            result = await caller.CallAsync(call.Queue.Endpoint!, call.Delivery, _cut.Token);
        }
        catch (OperationCanceledException)
        {
            return; // cut off at the end of this server: nothing is known of it, so another one calls again
        }
        catch (Exception error)
        {
            Log.CallFailed(logger, error, call.Delivery.Id);
            result = new(null, DeliveryRules.NotSent, null, null, TimeSpan.Zero);
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
