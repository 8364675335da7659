using Microsoft.Extensions.Options;
using System.Diagnostics;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Calls customers' endpoints. It keeps a bounded number of calls going, a few per endpoint, and refills as calls end:
/// one endpoint that hangs slows nobody. All that must survive is in the rows.
/// </summary>
internal sealed partial class DeliveryWorker(
    DeliveryStore deliveries, EndpointStore endpoints, DeliveryCaller caller, DeliveryResults results, DeliverySignal signal, Ids ids,
    Heartbeats heartbeats, Instruments instruments, Database database, TimeProvider clock, IOptions<DeliveryOptions> options, ILogger<DeliveryWorker> logger) : BackgroundService
{
    private const int PerEndpoint = 4;

    private static readonly TimeSpan
        LongestNap = TimeSpan.FromSeconds(30), AfterTrouble = TimeSpan.FromSeconds(1), Grace = TimeSpan.FromSeconds(5);

    private readonly int _concurrency = options.Value.Concurrency;

    // Longer than any call, so that it ends only with its server.
    private readonly TimeSpan _lease = TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    private readonly string _owner = ids.Token(12);
    private readonly Dictionary<Guid, (DeliveryRow Delivery, Task Call)> _underWay = [];
    private readonly Lock _gate = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var cut = new CancellationTokenSource();
        try
        {
            await RunAsync(stoppingToken, cut.Token);
        }
        finally
        {
            await FinishAsync(cut);
        }
    }

    private async Task RunAsync(CancellationToken stopping, CancellationToken cut)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                heartbeats.Beat("deliveries");
                if (await StartDueAsync(stopping, cut) == 0) await signal.WaitAsync(await NapAsync(stopping), clock, stopping);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
                await signal.WaitAsync(AfterTrouble, clock, stopping);
            }
        }
    }

    /// <summary>At the end calls get a moment to finish; what does not is cut off and handed back.</summary>
    private async Task FinishAsync(CancellationTokenSource cut)
    {
        Task[] calls;
        lock (_gate) calls = [.. _underWay.Values.Select(one => one.Call)];
        var all = Task.WhenAll(calls);
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(all, Task.Delay(Grace, clock, enough.Token));
        await enough.CancelAsync();
        await cut.CancelAsync();
        await all;
    }

    private async Task<int> StartDueAsync(CancellationToken stopping, CancellationToken cut)
    {
        var (room, busy, failingToo) = Room();
        if (room <= 0) return 0;
        var claimed = await deliveries.ClaimAsync(_owner, room, PerEndpoint, busy, failingToo, _lease, stopping);
        var full = new List<DeliveryRow>();
        foreach (var one in claimed)
        {
            if (!TryStart(one, cut)) full.Add(one);
        }
        if (full.Count > 0) await deliveries.ReleaseAsync(full);
        return claimed.Count - full.Count;
    }

    private async Task CallAsync(DeliveryRow one, CancellationToken cut)
    {
        try
        {
            await DeliverAsync(one, cut);
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested)
        {
            await ReleaseAsync(one);
        }
        catch (Exception error)
        {
            // The lease ends by itself and the delivery is tried again.
            Log.DeliveryFailed(logger, error, one.Id);
        }
        finally
        {
            lock (_gate) _underWay.Remove(one.Id);
            signal.Wake();
        }
    }

    private async Task ReleaseAsync(DeliveryRow one)
    {
        try
        {
            await deliveries.ReleaseAsync([one]);
        }
        catch (Exception error)
        {
            Log.DeliveryFailed(logger, error, one.Id);
        }
    }

    private async Task DeliverAsync(DeliveryRow one, CancellationToken cut)
    {
        var endpoint = await database.ReadAsync(session => endpoints.FindAsync(session, one.EndpointId), cut);
        var e = await deliveries.EventAsync(one.EventId, cut);
        if (endpoint is null || e is null) return; // deleted in the meantime, and its deliveries with it
        var started = clock.GetUtcNow();
        using var span = Traces.GoOn("deliver event", ActivityKind.Client, e.Traceparent);
        var result = await caller.CallAsync(endpoint, e, cut);
        if (!result.IsSuccess) span?.SetStatus(ActivityStatusCode.Error, result.Error);
        instruments.Attempted(result.Error, result.StatusCode, result.Duration);
        await results.StoreAsync(one, started, result);
    }

    private async Task<TimeSpan> NapAsync(CancellationToken cancellation)
    {
        if (await deliveries.NextDueAsync(cancellation) is not { } due) return LongestNap;
        var wait = due - clock.GetUtcNow();
        // Due, yet not claimed: every place is taken, and the end of a call wakes us; or another server held the rows.
        return wait <= TimeSpan.Zero ? AfterTrouble : wait > LongestNap ? LongestNap : wait;
    }

    private (int Room, IReadOnlyCollection<Guid> Busy, bool FailingToo) Room()
    {
        lock (_gate)
        {
            var busy = _underWay.Values.GroupBy(one => one.Delivery.EndpointId, one => one.Delivery).Where(calls => calls.Count() >= Places(calls.First()));
            return (_concurrency - _underWay.Count, [.. busy.Select(calls => calls.Key)], _underWay.Values.Count(one => one.Delivery.IsEndpointFailing) < MaxFailing);
        }
    }

    private bool TryStart(DeliveryRow one, CancellationToken cut)
    {
        lock (_gate)
        {
            var others = _underWay.Values.Count(other => other.Delivery.EndpointId == one.EndpointId);
            var failing = one.IsEndpointFailing ? _underWay.Values.Count(other => other.Delivery.IsEndpointFailing) : 0;
            if (others >= Places(one) || failing >= MaxFailing || _underWay.ContainsKey(one.Id)) return false;
            _underWay.Add(one.Id, (one, Task.Run(() => CallAsync(one, cut), CancellationToken.None)));
            return true;
        }
    }

    // Failing endpoints tend to hold a call to its time limit: they never get more than half of the places.
    private int MaxFailing => _concurrency / 2;

    private static int Places(DeliveryRow one) => one.IsEndpointFailing ? 1 : PerEndpoint;

    private static partial class Log
    {
        [LoggerMessage(500, LogLevel.Error, "Looking for due deliveries failed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);

        [LoggerMessage(501, LogLevel.Error, "Delivery {DeliveryId} could not be worked on.")]
        public static partial void DeliveryFailed(ILogger logger, Exception error, Guid deliveryId);
    }
}
