using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>
/// The rows of <c>inbound_events</c> and <c>inbound_pending</c>; written by <see cref="InboundWriter"/>.
/// </summary>
public sealed class InboundStore(Database database, TimeProvider clock)
{
    private const long BytesAtOnce = 1024 * 1024;

    /// <summary>
    /// Returns the events that wait for projection, in the order of arrival, locked until the transaction ends.
    /// </summary>
    public Task<IReadOnlyList<InboundEventRow>> DueAsync(DbSession session, int limit) =>
        session.ListAsync<InboundEventRow>(
            // Selects ids first, then their sizes, then their bodies: with statistics from an empty table, PostgreSQL
            // would read the body of every waiting event. The sizes bound the memory; a first event of any size is
            // read.
            $"""
            with due as materialized (select event_id, attempts from inbound_pending where due_at <= @now
                order by event_id limit @limit {database.SkipLocked}
            ), sized as materialized (
                select due.event_id, due.attempts, sum(length(e.change)) over (order by due.event_id) as bytes,
                    min(due.event_id) over () as first_id
                from due join inbound_events e on e.id = due.event_id
            )
            select e.id, e.environment, e.object, e.entry_id, e.number_id, e.field, e.kind, e.change, e.received_at,
                e.traceparent, sized.attempts
            from sized join inbound_events e on e.id = sized.event_id
            where sized.bytes <= @bytes or sized.event_id = sized.first_id order by sized.event_id
            """,
            new
            {
                now = clock.GetUtcNow(),
                limit,
                bytes = BytesAtOnce,
            }
        );

    public Task DoneAsync(DbSession session, IReadOnlyCollection<long> done) =>
        session.ExecuteAsync(
            $"delete from inbound_pending where event_id {database.InList("done")}",
            new { done = database.ListParameter(done) }
        );

    /// <summary>Postpones an event whose projection failed.</summary>
    public Task PostponeAsync(InboundEventRow row, string error, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update inbound_pending set attempts = attempts + 1, error = @error, due_at = @due
                        where event_id = @Id
                    """,
                    new
                    {
                        row.Id,
                        error,
                        due = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(4, Math.Min(row.Attempts, 6))),
                    }
                ),
            cancellation
        );

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
                await session.ScalarAsync<long?>("select min(due_at) from inbound_pending") is { } due
                    ? DateTimeOffset.FromUnixTimeMilliseconds(due)
                    : (DateTimeOffset?)null,
            cancellation
        );

    /// <summary>
    /// Deletes projected events that are older than their retention, oldest first. Waiting and quarantined events stay,
    /// because a quarantined event may be released at this moment, and a pending row must not lose its event.
    /// </summary>
    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from inbound_events where id in (select id from inbound_events order by id limit @rows)
                        and received_at < @before and id not in (select event_id from inbound_pending)
                        and not exists (select 1 from quarantine q where q.event_id = inbound_events.id)
                    """,
                    new { before = now - keep, rows }
                ),
            cancellation
        );
}
