using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Stores how many calls ended at once: the delivery's new state and a row in <c>delivery_attempts</c>, each only while the lease
/// it was made under is still the newest. This is most of what delivering writes, so each database gets it in the form it
/// takes fastest: PostgreSQL two statements over arrays, SQLite two prepared ones over and over.
/// </summary>
public sealed class DeliveryOutcomeStore(Database database)
{
    private const string OneByOne = """
        update deliveries set state = ?1, attempt_count = ?2, due_at = ?3, last_status = ?4, last_error = ?5, finished_at = ?6
        where id = ?7 and state = 'pending' and attempt_count = ?2 - 1
            and (select q.lease_epoch from endpoint_queues q where q.endpoint_id = deliveries.endpoint_id) = ?8
        """;

    // A few hundred rows by their keys, however many others wait: having counted the table when few did, PostgreSQL would read all
    // that wait instead, in each batch.
    private const string ByKey =
        "select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";

    private static readonly RowWriter<AttemptRow> Attempts = new RowWriter<AttemptRow>("delivery_attempts")
        .Uuid("delivery_id", one => one.DeliveryId)
        .Number("number", one => one.Number)
        .Text("trigger", one => one.Trigger)
        .Instant("started_at", one => one.StartedAt)
        .Number("duration_ms", one => one.DurationMs)
        .Text("outcome", one => one.Outcome)
        .Number("status_code", one => one.StatusCode)
        .Text("error", one => one.Error)
        .Text("response_head", one => one.ResponseHead)
        .Number("next_at", one => Milliseconds(one.NextAt));

    /// <summary>The ids of what was stored; another claim has the rest by now, or it was sent again meanwhile.</summary>
    public async Task<IReadOnlySet<Guid>> StoreAsync(DbSession session, IReadOnlyCollection<DeliveryOutcome> outcomes)
    {
        var stored = database.IsPostgres
            ? await UpdateAtOnceAsync(session, outcomes)
            : UpdateOneByOne((PreparedConnection)session.Connection, outcomes);
        // Apart from the update: what endpoints answered may be megabytes, and is better not carried through it.
        await Attempts.InsertAsync(
            session,
            [.. outcomes.Where(one => stored.Contains(one.Delivery.Id)).Select(one => one.Attempt)]
        );
        return stored;
    }

    private static async Task<HashSet<Guid>> UpdateAtOnceAsync(
        DbSession session,
        IReadOnlyCollection<DeliveryOutcome> outcomes
    )
    {
        await session.ExecuteAsync(ByKey);
        return (
            await session.ListAsync<Guid>(
                """
                update deliveries set state = r.state, attempt_count = r.number, due_at = r.due_at, last_status = r.status_code, last_error = r.error, finished_at = r.finished_at
                from unnest(@ids, @epochs, @states, @numbers, @dues, @statuses, @errors, @finished) r (delivery_id, epoch, state, number, due_at, status_code, error, finished_at)
                where id = r.delivery_id and deliveries.state = 'pending' and attempt_count = r.number - 1
                    and exists (select 1 from endpoint_queues q where q.endpoint_id = deliveries.endpoint_id and q.lease_epoch = r.epoch)
                returning id
                """,
                new
                {
                    ids = Array(outcomes, one => one.Delivery.Id),
                    epochs = Array(outcomes, one => one.LeaseEpoch),
                    states = Array(outcomes, one => one.Verdict.State),
                    numbers = Array(outcomes, one => (long)one.Attempt.Number),
                    dues = Array(outcomes, one => one.DueAt.ToUnixTimeMilliseconds()),
                    statuses = Array(outcomes, one => (long?)one.Attempt.StatusCode),
                    errors = Array(outcomes, one => one.Attempt.Error),
                    finished = Array(outcomes, one => Milliseconds(one.FinishedAt)),
                }
            )
        ).ToHashSet();
    }

    private static HashSet<Guid> UpdateOneByOne(
        PreparedConnection connection,
        IReadOnlyCollection<DeliveryOutcome> outcomes
    )
    {
        var update = connection.Statement(OneByOne);
        return outcomes.Where(one => Update(update, one)).Select(one => one.Delivery.Id).ToHashSet();
    }

    private static bool Update(SqliteStatement update, DeliveryOutcome one)
    {
        update.Bind(1, one.Verdict.State);
        update.Bind(2, one.Attempt.Number);
        update.Bind(3, one.DueAt.ToUnixTimeMilliseconds());
        update.Bind(4, one.Attempt.StatusCode);
        update.Bind(5, one.Attempt.Error);
        update.Bind(6, Milliseconds(one.FinishedAt));
        update.Bind(7, one.Delivery.Id);
        update.Bind(8, one.LeaseEpoch);
        return update.Run();
    }

    private static T[] Array<T>(IReadOnlyCollection<DeliveryOutcome> outcomes, Func<DeliveryOutcome, T> value) =>
        [.. outcomes.Select(value)];

    private static long? Milliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();
}
