using System.Text.Json;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Calls customers' endpoints. It keeps a bounded number of calls going, a few per endpoint, and refills as calls end:
/// one endpoint that hangs slows nobody. All that must survive is in the rows.
/// </summary>
internal sealed partial class DeliveryWorker(
    DeliveryStore deliveries, EndpointStore endpoints, DeliveryCaller caller, DeliveryResults results, DeliverySignal signal, Ids ids,
    Database database, TimeProvider clock, ILogger<DeliveryWorker> logger) : BackgroundService
{
    private const int Concurrency = 64, PerEndpoint = 4;

    // Longer than any call, so that a lease ends only with its server.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60), LongestNap = TimeSpan.FromSeconds(30), AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly string _owner = ids.Token(12);
    private readonly Dictionary<Guid, int> _underWay = [];
    private readonly Lock _gate = new();
    private int _calls;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await StartDueAsync(stoppingToken) == 0) await signal.WaitAsync(await NapAsync(stoppingToken), clock, stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
                await signal.WaitAsync(AfterTrouble, clock, stoppingToken);
            }
        }
    }

    private async Task<int> StartDueAsync(CancellationToken stopping)
    {
        var room = Concurrency - Volatile.Read(ref _calls);
        if (room <= 0) return 0;
        var claimed = await deliveries.ClaimAsync(_owner, room, PerEndpoint, Lease, stopping);
        var full = new List<DeliveryRow>();
        foreach (var one in claimed)
        {
            if (!TryEnter(one.EndpointId)) full.Add(one);
            else _ = Task.Run(() => RunAsync(one, stopping), CancellationToken.None);
        }
        if (full.Count > 0) await deliveries.ReleaseAsync(full);
        return claimed.Count - full.Count;
    }

    private async Task RunAsync(DeliveryRow one, CancellationToken stopping)
    {
        try
        {
            await DeliverAsync(one, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await deliveries.ReleaseAsync([one]);
        }
        catch (Exception error)
        {
            // The lease ends by itself and the delivery is tried again.
            Log.DeliveryFailed(logger, error, one.Id);
        }
        finally
        {
            Leave(one.EndpointId);
            signal.Wake();
        }
    }

    private async Task DeliverAsync(DeliveryRow one, CancellationToken stopping)
    {
        var endpoint = await database.ReadAsync(session => endpoints.FindAsync(session, one.EndpointId), stopping);
        var e = await deliveries.EventAsync(one.EventId, stopping);
        if (endpoint is null || e is null) return; // deleted in the meantime, and its deliveries with it
        var started = clock.GetUtcNow();
        var result = await caller.CallAsync(endpoint, e, stopping);
        await results.StoreAsync(one, endpoint, started, result);
    }

    private async Task<TimeSpan> NapAsync(CancellationToken cancellation)
    {
        if (await deliveries.NextDueAsync(cancellation) is not { } due) return LongestNap;
        var wait = due - clock.GetUtcNow();
        // Due, yet not claimed: every place is taken, and the end of a call wakes us.
        return wait <= TimeSpan.Zero || wait > LongestNap ? LongestNap : wait;
    }

    private bool TryEnter(Guid endpointId)
    {
        lock (_gate)
        {
            var count = _underWay.GetValueOrDefault(endpointId);
            if (count >= PerEndpoint) return false;
            _underWay[endpointId] = count + 1;
            _calls++;
            return true;
        }
    }

    private void Leave(Guid endpointId)
    {
        lock (_gate)
        {
            if (--_underWay[endpointId] == 0) _underWay.Remove(endpointId);
            _calls--;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(500, LogLevel.Error, "Looking for due deliveries failed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);

        [LoggerMessage(501, LogLevel.Error, "Delivery {DeliveryId} could not be worked on.")]
        public static partial void DeliveryFailed(ILogger logger, Exception error, Guid deliveryId);
    }
}
