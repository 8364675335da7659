using System.Threading.Channels;
using Patchbay.Server.Outgoing.Dispatch;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>A call that ended.</summary>
public sealed record EndedCall(StartedCall Call, DateTimeOffset StartedAt, CallResult Result);

/// <summary>What became of a call's result.</summary>
/// <param name="Ended">The call.</param>
/// <param name="IsLost">Another server has the endpoint by now, and nothing was written.</param>
/// <param name="IsEndpointOff">It switched the endpoint off.</param>
public sealed record StoredCall(EndedCall Ended, bool IsLost, bool IsEndpointOff);

/// <summary>
/// Stores how calls ended, with what follows for deliveries and endpoints: one writer, and all that ended while it wrote goes
/// into its next transaction.
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
    /// More calls are not made while so many that ended wait to be stored: after a crash each of them is made again, and while
    /// storage is away nothing would end that. With healthy storage they are some dozens.
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

    /// <summary>No more will come: <see cref="RunAsync"/> ends with the last one.</summary>
    public void Complete() => _ended.Writer.TryComplete();

    public async Task RunAsync(Action<IReadOnlyList<StoredCall>> stored, CancellationToken cancellation)
    {
        var batch = new List<EndedCall>();
        while (await _ended.Reader.WaitToReadAsync(cancellation))
        {
            batch.Clear();
            while (batch.Count < MostWaiting && _ended.Reader.TryRead(out var one))
                batch.Add(one);
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
                // Kept until there is storage again: then the epoch says whether it is still wanted.
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
        foreach (var one in batch)
            all.AddRange(await StoreAsync([one], cancellation));
        return all;
    }

    private Task<IReadOnlyList<StoredCall>> WriteAsync(IReadOnlyList<EndedCall> batch) =>
        database.WriteAsync(
            async session =>
            {
                var epochs = await queues.LockAsync(session, [.. batch.Select(one => one.Call.Queue.Id).Distinct()]);
                var mine = batch
                    .Where(one => epochs.TryGetValue(one.Call.Queue.Id, out var epoch) && epoch == one.Call.Epoch)
                    .ToList();
                var now = clock.GetUtcNow();
                var health = new EndpointHealth(endpoints, queues, events, now);
                var rows = await health.ReadAsync(session, mine);
                var ready = mine.Where(one => rows.ContainsKey(one.Call.Queue.Id))
                    .Select(one => OutcomeOf(one, rows[one.Call.Queue.Id], now))
                    .ToList();
                var stored = await outcomes.StoreAsync(session, ready);
                var off = await health.StoreAsync(
                    session,
                    rows,
                    mine,
                    ready.Where(one => stored.Contains(one.Delivery.Id)).ToDictionary(one => one.Delivery.Id)
                );
                return (IReadOnlyList<StoredCall>)
                    [
                        .. batch.Select(one => new StoredCall(
                            one,
                            epochs.GetValueOrDefault(one.Call.Queue.Id) != one.Call.Epoch,
                            off.Contains(one.Call.Queue.Id)
                        )),
                    ];
            },
            CancellationToken.None
        );

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
        // In strict order a delivery keeps its place; the whole queue waits for its next try.
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
            "Results of calls could not be stored together; storing them one by one."
        )]
        public static partial void BatchFailed(ILogger logger, Exception error);

        [LoggerMessage(505, LogLevel.Error, "The result of a call for delivery {DeliveryId} could not be stored.")]
        public static partial void NotStored(ILogger logger, Exception error, Guid deliveryId);
    }
}

/// <summary>Data of <c>webhook.failing</c> and <c>webhook.disabled</c>.</summary>
public sealed record EndpointEvent(Guid WebhookId, DateTimeOffset? FailingSince, string? Reason);
