using System.Threading.Channels;
using Patchbay.Server.Outgoing.Dispatch;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>A call that ended.</summary>
public sealed record EndedCall(StartedCall Call, DateTimeOffset StartedAt, CallResult Result);

/// <summary>A call whose result was handled.</summary>
/// <param name="Ended">The call.</param>
/// <param name="IsLost">True when nothing was written, because another server holds the endpoint now.</param>
/// <param name="IsEndpointOff">Whether the result switched the endpoint off.</param>
public sealed record StoredCall(EndedCall Ended, bool IsLost, bool IsEndpointOff);

/// <summary>
/// Stores the results of calls with their consequences for deliveries and endpoints. There is one writer; results that
/// arrive while it writes go into its next transaction.
/// </summary>
internal sealed partial class DeliveryResults(
    Database database,
    DeliveryQueueStore queues,
    DeliveryOutcomeStore outcomes,
    EndpointStore endpoints,
    OutgoingEvents events,
    Func<double> chance,
    TimeProvider clock,
    ILogger<DeliveryResults> logger
)
{
    /// <summary>
    /// No more calls start while this many results wait to be stored, because after a crash each of these calls is
    /// repeated. While storage works, a few dozen wait.
    /// </summary>
    public const int MostWaiting = 512;

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly Channel<EndedCall> _ended = Channel.CreateUnbounded<EndedCall>(new() { SingleReader = true });
    private int _waiting;

    public int Waiting => Volatile.Read(ref _waiting);

    public bool HasRoom => Waiting < MostWaiting;

    public void Add(EndedCall ended)
    {
        Interlocked.Increment(ref _waiting);
        _ended.Writer.TryWrite(ended);
    }

    /// <summary>Ends <see cref="RunAsync"/> after the last result, because no more results will come.</summary>
    public void Complete() => _ended.Writer.TryComplete();

    public async Task RunAsync(Action<IReadOnlyList<StoredCall>> stored, CancellationToken cancellation)
    {
        var batch = new List<EndedCall>();
        while (await _ended.Reader.WaitToReadAsync(cancellation))
        {
            batch.Clear();
            while (batch.Count < MostWaiting && _ended.Reader.TryRead(out var ended))
                batch.Add(ended);
            var settled = await StoreAsync(batch, cancellation);
            Interlocked.Add(ref _waiting, -batch.Count);
            stored(settled);
        }
    }

    private async Task<IReadOnlyList<StoredCall>> StoreAsync(List<EndedCall> batch, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await WriteAsync(batch);
            }
            catch (Exception error) when (database.IsUnavailable(error))
            {
                // The results are kept until storage works again; then the epoch tells whether they still count.
                Log.Waiting(logger, error, batch.Count);
                await Task.Delay(AfterTrouble, clock, cancellation);
            }
            catch (Exception error) when (batch.Count > 1)
            {
                Log.BatchFailed(logger, error);
                return [.. await OneByOneAsync(batch, cancellation)];
            }
            catch (Exception error)
            {
                // The endpoint's lease ends and the delivery is tried again.
                Log.NotStored(logger, error, batch[0].Call.Delivery.Id);
                return [new(batch[0], true, false)];
            }
        }
    }

    private async Task<IEnumerable<StoredCall>> OneByOneAsync(
        IReadOnlyList<EndedCall> batch,
        CancellationToken cancellation
    )
    {
        var all = new List<StoredCall>();
        foreach (var ended in batch)
            all.AddRange(await StoreAsync([ended], cancellation));
        return all;
    }

    private Task<IReadOnlyList<StoredCall>> WriteAsync(IReadOnlyList<EndedCall> batch) =>
        database.WriteAsync(
            async session =>
            {
                var epochs = await queues.LockAsync(session, [.. batch.Select(ended => QueueIdOf(ended)).Distinct()]);
                var mine = batch.Where(ended => IsMine(ended, epochs)).ToList();
                var off = await SettleAsync(session, mine);
                return (IReadOnlyList<StoredCall>)
                    [
                        .. batch.Select(ended => new StoredCall(
                            ended,
                            IsLost: !IsMine(ended, epochs),
                            IsEndpointOff: off.Contains(QueueIdOf(ended))
                        )),
                    ];
            },
            CancellationToken.None
        );

    /// <summary>
    /// Stores the results of endpoints that this server still holds, and returns the endpoints switched off.
    /// </summary>
    private async Task<IReadOnlySet<Guid>> SettleAsync(DbSession session, IReadOnlyList<EndedCall> mine)
    {
        var now = clock.GetUtcNow();
        var health = new EndpointHealth(endpoints, queues, events, now);
        var rows = await health.ReadAsync(session, mine);
        var ready = mine.Where(ended => rows.ContainsKey(QueueIdOf(ended)))
            .Select(ended => OutcomeOf(ended, rows[QueueIdOf(ended)], now))
            .ToList();
        var stored = await outcomes.StoreAsync(session, ready);
        var outcomesById = ready
            .Where(outcome => stored.Contains(outcome.Delivery.Id))
            .ToDictionary(outcome => outcome.Delivery.Id);
        return await health.StoreAsync(session, rows, mine, outcomesById);
    }

    private static Guid QueueIdOf(EndedCall ended) => ended.Call.Queue.Id;

    private static bool IsMine(EndedCall ended, IReadOnlyDictionary<Guid, long> epochs) =>
        epochs.TryGetValue(QueueIdOf(ended), out var epoch) && epoch == ended.Call.Epoch;

    private DeliveryOutcome OutcomeOf(EndedCall ended, EndpointRow endpoint, DateTimeOffset now)
    {
        var (delivery, result) = (ended.Call.Delivery, ended.Result);
        var verdict = DeliveryRules.Judge(
            delivery.AttemptCount + 1 - delivery.ScheduleFrom,
            result,
            endpoint.FailingSince,
            now,
            chance()
        );
        // In strict order a delivery keeps its place, and the whole queue waits for its next attempt.
        var due = endpoint.Ordering == EndpointOrdering.Strict ? delivery.DueAt : verdict.NextAt ?? delivery.DueAt;
        return new(
            delivery,
            ended.Call.Epoch,
            AttemptOf(ended, verdict),
            verdict,
            due,
            verdict.State == DeliveryState.Pending ? null : now
        );
    }

    private static AttemptRow AttemptOf(EndedCall ended, Verdict verdict)
    {
        var (delivery, result) = (ended.Call.Delivery, ended.Result);
        return new()
        {
            DeliveryId = delivery.Id,
            Number = delivery.AttemptCount + 1,
            StartedAt = ended.StartedAt,
            Trigger =
                delivery.ScheduleFrom > 0 && delivery.ScheduleFrom == delivery.AttemptCount
                    ? AttemptTrigger.Manual
                    : AttemptTrigger.Schedule,
            DurationMs = (long)result.Duration.TotalMilliseconds,
            Outcome = result.IsSuccess ? "succeeded" : "failed",
            StatusCode = result.StatusCode,
            Error = result.Error,
            ResponseHead = result.Head,
            NextAt = verdict.NextAt,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(503, LogLevel.Error, "Storage is not available; the results of {Count} calls wait for it.")]
        public static partial void Waiting(ILogger logger, Exception error, int count);

        [LoggerMessage(
            504,
            LogLevel.Warning,
            "The results of several calls could not be stored together; storing each by itself."
        )]
        public static partial void BatchFailed(ILogger logger, Exception error);

        [LoggerMessage(505, LogLevel.Error, "The result of a call for delivery {DeliveryId} could not be stored.")]
        public static partial void NotStored(ILogger logger, Exception error, Guid deliveryId);
    }
}

/// <summary>Data of <c>webhook.failing</c> and <c>webhook.disabled</c>.</summary>
public sealed record EndpointEvent(Guid WebhookId, DateTimeOffset? FailingSince, string? Reason);
