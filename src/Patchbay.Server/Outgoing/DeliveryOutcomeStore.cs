using Microsoft.Data.Sqlite;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Stores how many calls ended at once: the delivery's new state and a row in <c>delivery_attempts</c>, each only while the lease
/// it was made under is still the newest. This is most of what delivering writes, so each database gets it in the form it
/// takes fastest: PostgreSQL one statement over arrays, SQLite two prepared ones over and over.
/// </summary>
public sealed class DeliveryOutcomeStore(Database database)
{
    private const string AttemptColumns = "delivery_id, number, trigger, started_at, duration_ms, outcome, status_code, error, response_head, next_at";

    /// <summary>The ids of what was stored; another claim has the rest by now, or it was sent again meanwhile.</summary>
    public async Task<IReadOnlySet<Guid>> StoreAsync(DbSession session, IReadOnlyCollection<DeliveryOutcome> outcomes) =>
        database.IsPostgres ? await StoreAtOnceAsync(session, outcomes) : StoreOneByOne((SqliteConnection)session.Connection, outcomes);

    private static string Update(string from) =>
        $"update deliveries set state = {from}state, attempt_count = {from}number, due_at = {from}due_at, last_status = {from}status_code, last_error = {from}error, finished_at = {from}finished_at";

    private static async Task<IReadOnlySet<Guid>> StoreAtOnceAsync(DbSession session, IReadOnlyCollection<DeliveryOutcome> outcomes) =>
        (await session.ListAsync<Guid>(
            $"""
            with r as (
                select * from unnest(@ids, @epochs, @states, @numbers, @dues, @finished, @triggers, @started, @durations, @outcomes, @statuses, @errors, @heads, @nexts)
                    r (delivery_id, epoch, state, number, due_at, finished_at, trigger, started_at, duration_ms, outcome, status_code, error, response_head, next_at)
            ), done as (
                {Update("r.")} from r
                where id = r.delivery_id and deliveries.state = 'pending' and attempt_count = r.number - 1
                    and exists (select 1 from endpoint_queues q where q.endpoint_id = deliveries.endpoint_id and q.lease_epoch = r.epoch)
                returning id
            )
            insert into delivery_attempts ({AttemptColumns}) select {AttemptColumns} from r join done on done.id = r.delivery_id returning delivery_id
            """,
            new
            {
                ids = Array(outcomes, one => one.Delivery.Id), epochs = Array(outcomes, one => one.LeaseEpoch), states = Array(outcomes, one => one.Verdict.State),
                numbers = Array(outcomes, one => (long)one.Attempt.Number), dues = Array(outcomes, one => Milliseconds(one.DueAt)),
                finished = Array(outcomes, one => Milliseconds(one.FinishedAt)), triggers = Array(outcomes, one => one.Attempt.Trigger),
                started = Array(outcomes, one => Milliseconds(one.Attempt.StartedAt)), durations = Array(outcomes, one => one.Attempt.DurationMs),
                outcomes = Array(outcomes, one => one.Attempt.Outcome), statuses = Array(outcomes, one => (long?)one.Attempt.StatusCode),
                errors = Array(outcomes, one => one.Attempt.Error), heads = Array(outcomes, one => one.Attempt.ResponseHead),
                nexts = Array(outcomes, one => Milliseconds(one.Attempt.NextAt)),
            })).ToHashSet();

    private static HashSet<Guid> StoreOneByOne(SqliteConnection connection, IReadOnlyCollection<DeliveryOutcome> outcomes)
    {
        var stored = new HashSet<Guid>(outcomes.Count);
        using var update = new Prepared(connection,
            $"""
            {Update("@")}
            where id = @delivery_id and state = 'pending' and attempt_count = @number - 1
                and (select q.lease_epoch from endpoint_queues q where q.endpoint_id = deliveries.endpoint_id) = @epoch
            """, "state", "number", "due_at", "status_code", "error", "finished_at", "delivery_id", "epoch");
        using var insert = new Prepared(connection,
            $"insert into delivery_attempts ({AttemptColumns}) values (@{AttemptColumns.Replace(", ", ", @", StringComparison.Ordinal)})", AttemptColumns.Split(", "));
        foreach (var one in outcomes)
        {
            var (id, attempt) = (one.Delivery.Id.ToString(), one.Attempt);
            if (update.Execute(one.Verdict.State, attempt.Number, Milliseconds(one.DueAt), attempt.StatusCode, attempt.Error, Milliseconds(one.FinishedAt), id, one.LeaseEpoch) == 0) continue;
            insert.Execute(id, attempt.Number, attempt.Trigger, Milliseconds(attempt.StartedAt), attempt.DurationMs, attempt.Outcome, attempt.StatusCode,
                attempt.Error, attempt.ResponseHead, Milliseconds(attempt.NextAt));
            stored.Add(one.Delivery.Id);
        }
        return stored;
    }

    private static T[] Array<T>(IReadOnlyCollection<DeliveryOutcome> outcomes, Func<DeliveryOutcome, T> value) => [.. outcomes.Select(value)];

    private static long Milliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    private static long? Milliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    /// <summary>A statement compiled once and run with one list of values after the other.</summary>
    private sealed class Prepared : IDisposable
    {
        private readonly SqliteCommand _command;

        public Prepared(SqliteConnection connection, string sql, params string[] names)
        {
            _command = connection.CreateCommand();
            _command.CommandText = sql;
            foreach (var name in names) _command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        }

        public int Execute(params ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i] ?? DBNull.Value;
            return _command.ExecuteNonQuery();
        }

        public void Dispose() => _command.Dispose();
    }
}
