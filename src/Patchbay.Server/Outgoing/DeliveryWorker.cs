using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Patchbay.Server.Outgoing.Dispatch;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Calls customers' endpoints. One loop owns the board and never waits for a database or a call: those run beside it, and what
/// they bring comes back through its inbox. All that must survive is in the rows.
/// </summary>
internal sealed partial class DeliveryWorker(
    DeliveryQueueStore queues, CallableEndpoints endpoints, DeliveryCaller caller, DeliveryResults results, DeliverySignal signal, Ids ids,
    Heartbeats heartbeats, Instruments instruments, Database database, TimeProvider clock, IOptions<DeliveryOptions> options,
    ILogger<DeliveryWorker> logger) : BackgroundService
{
    // A scan finds what no signal told of: after a crash, or when another server's word was lost.
    private static readonly TimeSpan
        BetweenScans = TimeSpan.FromSeconds(5), AfterWord = TimeSpan.FromMilliseconds(20), AfterTrouble = TimeSpan.FromSeconds(1), Grace = TimeSpan.FromSeconds(5);

    private const int ScansCostAtMost = 20; // a twentieth of the time

    private readonly string _owner = ids.Token(12);
    private readonly DeliveryBoard _board = new(TimeSpan.FromSeconds(options.Value.LeaseSeconds));
    private readonly HashSet<Task> _calls = [];
    private readonly Channel<Action> _inbox = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private DateTimeOffset _nextScan, _earliestScan, _databaseAgain;
    private readonly Job _scan = new(), _read = new(), _release = new();
    private int _knocks;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var cut = new CancellationTokenSource();
        var storing = results.RunAsync(stored => Post(() => Stored(stored)), CancellationToken.None);
        signal.Heard = Knock;
        try
        {
            await BeginAsync(stoppingToken);
            await RunAsync(stoppingToken, cut.Token);
        }
        finally
        {
            signal.Heard = null;
            await FinishAsync(storing, cut);
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
                Log.Failed(logger, error);
                await Task.Delay(AfterTrouble, clock, stopping);
            }
        }
    }

    private async Task RunAsync(CancellationToken stopping, CancellationToken cut)
    {
        using var timer = clock.CreateTimer(_ => Knock(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        do
        {
            timer.Change(Turn(stopping, cut), Timeout.InfiniteTimeSpan);
        }
        while (await _inbox.Reader.WaitToReadAsync(stopping));
    }

    /// <summary>Does what can be done now; for how long there is nothing more, unless something comes in.</summary>
    private TimeSpan Turn(CancellationToken stopping, CancellationToken cut)
    {
        try
        {
            heartbeats.Beat("deliveries");
            while (_inbox.Reader.TryRead(out var action)) action();
            Interlocked.Exchange(ref _knocks, 0);
            Work(stopping, cut);
            var now = clock.GetUtcNow();
            var latest = now < _databaseAgain ? _databaseAgain : _nextScan > now ? _nextScan : now + BetweenScans;
            return _board.NextLook(now, latest) - now;
        }
        catch (Exception error)
        {
            // Thrown from here it would end the whole server. What was lost of it is found in the rows.
            Interlocked.Exchange(ref _knocks, 0);
            Log.Stumbled(logger, error);
            return AfterTrouble;
        }
    }

    private void Work(CancellationToken stopping, CancellationToken cut)
    {
        while (signal.TryTake(out var marked)) _board.Note(marked);
        var now = clock.GetUtcNow();
        // A word that comes during a scan is about what that scan may have read already: it is kept for the next one.
        if (!_scan.IsBusy && signal.TakeWord() && _nextScan > _earliestScan) _nextScan = _earliestScan > now ? _earliestScan : now;
        while (_board.Start(now) is { } call) Begin(call, cut);
        if (now < _databaseAgain) return;
        if (!_scan.IsBusy && now >= _nextScan) Beside(_scan, () => ScanAsync(stopping));
        if (!_read.IsBusy && _board.Plan(now) is { IsEmpty: false } plan) BeginRead(plan, stopping);
        if (!_release.IsBusy && _board.TakeIdle(_read.IsBusy) is { Count: > 0 } idle) Beside(_release, () => ReleaseAsync(idle, stopping));
    }

    private void BeginRead(ReadPlan plan, CancellationToken stopping)
    {
        // Noted before anything is read: a row that is held now may be stored, and still be read as due.
        var asked = plan.Read.ToDictionary(queue => queue.Id, queue => new Asked(queue.Snapshot(), queue.RowsToAsk));
        foreach (var queue in _board.Held) queue.IsBeingRead = false;
        foreach (var queue in plan.Read) (queue.MayHaveMore, queue.IsBeingRead) = (false, true);
        Beside(_read, () => ReadAsync(plan, asked, stopping));
    }

    private async Task ScanAsync(CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        var due = await queues.ScanAsync(_owner, stopping);
        var rest = clock.GetElapsedTime(began) * ScansCostAtMost;
        Post(() =>
        {
            foreach (var one in due) _board.Note(one);
            _earliestScan = clock.GetUtcNow() + (rest > AfterWord ? rest : AfterWord);
            _nextScan = clock.GetUtcNow() + (rest > BetweenScans ? rest : BetweenScans);
        });
    }

    private async Task ReadAsync(ReadPlan plan, Dictionary<Guid, Asked> asked, CancellationToken stopping)
    {
        try
        {
            var until = clock.GetUtcNow() + _board.Lease;
            var leases = plan.Renewed.Count == 0 ? [] : await queues.LeaseAsync(_owner, [.. plan.Renewed.Select(queue => queue.Id)], until, stopping);
            var mine = leases.Select(lease => lease.EndpointId).ToHashSet();
            var renewed = plan.Renewed.Select(queue => queue.Id).ToHashSet();
            var read = plan.Read.Select(queue => queue.Id).Where(id => mine.Contains(id) || !renewed.Contains(id)).ToList();
            var opened = read.Count == 0 ? new Dictionary<Guid, CallableEndpoint>() : await endpoints.OpenAsync(read, stopping);
            var wanted = opened.Keys.ToDictionary(id => id, id => asked[id].Rows);
            var rows = wanted.Count == 0 ? [] : await queues.DueAsync(wanted, stopping);
            Post(() => Arrived(plan, leases.ToDictionary(one => one.EndpointId), until, opened, rows.ToLookup(row => row.EndpointId), asked));
        }
        catch
        {
            Post(() =>
            {
                foreach (var queue in plan.Read) queue.MayHaveMore = true;
                foreach (var queue in plan.Taken) _board.Refused(queue, clock.GetUtcNow() + AfterTrouble);
            });
            throw;
        }
    }

    private void Arrived(
        ReadPlan plan, Dictionary<Guid, EndpointLease> leases, DateTimeOffset until, IReadOnlyDictionary<Guid, CallableEndpoint> opened,
        ILookup<Guid, QueuedDelivery> rows, Dictionary<Guid, Asked> asked)
    {
        var now = clock.GetUtcNow();
        foreach (var queue in plan.Taken.Where(queue => !leases.ContainsKey(queue.Id))) _board.Refused(queue, now + AfterTrouble);
        foreach (var queue in plan.Renewed) Leased(queue, leases.GetValueOrDefault(queue.Id), until, now);
        foreach (var queue in plan.Read)
        {
            if (queue.LeaseUntil <= now || queue.IsClosing) continue;
            if (opened.TryGetValue(queue.Id, out var endpoint)) queue.Open(endpoint);
            // Off, deleted or not to be opened; or in strict order, and its first delivery waits to be tried again.
            if (endpoint is null || (queue.IsStrict && leases.GetValueOrDefault(queue.Id)?.NotBefore > now)) queue.Close();
            if (queue.IsClosing) continue;
            var came = rows[queue.Id].ToList();
            foreach (var row in came.Where(row => !asked[queue.Id].Held.Contains(row.Id))) queue.Add(row);
            queue.MayHaveMore |= came.Count >= asked[queue.Id].Rows;
        }
        foreach (var queue in plan.Renewed.Concat(plan.Read)) _board.Offer(queue);
    }

    private static void Leased(EndpointQueue queue, EndpointLease? lease, DateTimeOffset until, DateTimeOffset now)
    {
        // Not renewed: another server's by now, or its row is locked at this moment. It is tried again until the lease is over.
        if (lease is null && queue.LeaseUntil > now) return;
        // Lost, or lost and won again: what is in memory belongs to the lost lease. Nothing more is called from it.
        if (lease is null || (queue.Epoch != lease.LeaseEpoch && queue.Epoch != 0)) queue.Close();
        else (queue.Epoch, queue.LeaseUntil) = (lease.LeaseEpoch, until);
    }

    private async Task ReleaseAsync(IReadOnlyList<EndpointQueue> idle, CancellationToken stopping)
    {
        IReadOnlyList<DueEndpoint> waiting = [];
        try
        {
            waiting = await queues.ReleaseAsync(_owner, [.. idle.Select(queue => queue.Id)], stopping);
        }
        finally
        {
            Post(() => _board.Released(idle, waiting, clock.GetUtcNow()));
        }
    }

    private void Begin(StartedCall call, CancellationToken cut)
    {
        var task = Task.Run(() => CallAsync(call, cut), CancellationToken.None);
        _calls.Add(task);
        _ = task.ContinueWith(done => Post(() => _calls.Remove(done)), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task CallAsync(StartedCall call, CancellationToken cut)
    {
        var started = clock.GetUtcNow();
        if (started > call.Latest)
        {
            Post(() => _board.NotMade(call));
            return;
        }
        CallResult result;
        try
        {
            result = await caller.CallAsync(call.Queue.Endpoint!, call.Delivery, cut);
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
        Post(() => _board.Ended(call, result));
    }

    private static void Stored(IReadOnlyList<StoredCall> stored)
    {
        foreach (var one in stored)
        {
            var queue = one.Ended.Call.Queue;
            queue.Stored(one.Ended.Call.Delivery.Id);
            if (one.IsEndpointOff || one.IsLost) queue.Close();
        }
    }

    /// <summary>At the end calls get a moment to finish; what does not is cut off, and everything is handed back.</summary>
    private async Task FinishAsync(Task storing, CancellationTokenSource cut)
    {
        while (_inbox.Reader.TryRead(out var action)) action();
        var calls = Task.WhenAll(_calls);
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(calls, Task.Delay(Grace, clock, enough.Token));
        await enough.CancelAsync();
        await cut.CancelAsync();
        await calls;
        await Task.WhenAll(_scan.Running, _read.Running, _release.Running);
        results.Complete();
        try
        {
            await storing.WaitAsync(Grace, clock);
            await queues.ReleaseAsync(_owner, [.. _board.Held.Select(queue => queue.Id)], CancellationToken.None).WaitAsync(Grace, clock);
            // Not by the signal: what carries its word between servers may have stopped already.
            if (database is PostgresDatabase postgres) await postgres.NotifyAsync(signal.Name, _owner, CancellationToken.None).WaitAsync(Grace, clock);
        }
        catch (Exception error)
        {
            Log.NotHandedBack(logger, error); // the leases end by themselves
        }
    }

    /// <summary>Runs something on the database beside the loop. Trouble with it: all look again in a moment.</summary>
    private void Beside(Job job, Func<Task> work)
    {
        job.IsBusy = true;
        job.Running = Task.Run(async () =>
        {
            var trouble = false;
            try
            {
                await work();
            }
            catch (OperationCanceledException)
            {
                // The server stops.
            }
            catch (Exception error)
            {
                Log.Failed(logger, error);
                trouble = true;
            }
            Post(() =>
            {
                job.IsBusy = false;
                if (trouble) _databaseAgain = clock.GetUtcNow() + AfterTrouble;
            });
        }, CancellationToken.None);
    }

    private void Post(Action action) => _inbox.Writer.TryWrite(action);

    // However many knock, the loop is called once.
    private void Knock()
    {
        if (Interlocked.Exchange(ref _knocks, 1) == 0) Post(() => { });
    }

    /// <summary>One thing that runs beside the loop, never twice at a time.</summary>
    private sealed class Job
    {
        public bool IsBusy { get; set; }

        public Task Running { get; set; } = Task.CompletedTask;
    }

    /// <summary>What an endpoint held when its next deliveries were asked for, and how many rows were.</summary>
    private sealed record Asked(IReadOnlySet<Guid> Held, int Rows);

    private static partial class Log
    {
        [LoggerMessage(507, LogLevel.Error, "A turn of the delivery loop failed; it goes on.")]
        public static partial void Stumbled(ILogger logger, Exception error);

        [LoggerMessage(500, LogLevel.Error, "Looking for due deliveries failed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);

        [LoggerMessage(501, LogLevel.Error, "Delivery {DeliveryId} could not be sent.")]
        public static partial void CallFailed(ILogger logger, Exception error, Guid deliveryId);

        [LoggerMessage(506, LogLevel.Warning, "Endpoints could not be handed back; another server takes them over when their leases end.")]
        public static partial void NotHandedBack(ILogger logger, Exception error);
    }
}
