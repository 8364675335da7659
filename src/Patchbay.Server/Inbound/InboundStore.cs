using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>The rows of <c>inbound_events</c> and <c>quarantine</c>.</summary>
public sealed class InboundStore(Database database, Ids ids, TimeProvider clock)
{
    private const int MaxAttempts = 8;

    /// <summary>Stores what is new of it; what came before ends at the unique key.</summary>
    public Task<int> InsertAsync(DbSession session, IReadOnlyCollection<InboundEventRow> rows) => session.ExecuteAsync(
        """
        insert into inbound_events (id, environment, organization_id, phone_id, waba_id, field, kind, dedupe_key, change, state, attempts, due_at, received_at)
        values (@Id, @Environment, @OrganizationId, @PhoneId, @WabaId, @Field, @Kind, @DedupeKey, @Change, @State, @Attempts, @DueAt, @ReceivedAt)
        on conflict do nothing
        """, rows);

    public Task QuarantineAsync(DbSession session, IReadOnlyCollection<QuarantinedBody> bodies) => session.ExecuteAsync(
        "insert into quarantine (id, environment, reason, body, received_at) values (@Id, @Environment, @Reason, @Body, @ReceivedAt)",
        bodies.Select(body => new { Id = ids.Uuid(), body.Environment, body.Reason, body.Body, ReceivedAt = clock.GetUtcNow() }).ToList());

    /// <summary>What waits to be worked on, oldest first; the rows stay ours until the transaction ends.</summary>
    public Task<IReadOnlyList<InboundEventRow>> DueAsync(DbSession session, int limit) => session.ListAsync<InboundEventRow>(
        $"""
        select * from inbound_events where state = 'pending' and due_at <= @now order by due_at, id limit @limit {database.SkipLocked}
        """, new { now = clock.GetUtcNow(), limit });

    public Task DoneAsync(DbSession session, IReadOnlyCollection<Guid> done) => session.ExecuteAsync(
        "update inbound_events set state = 'done', error = null where id = @id", done.Select(id => new { id }).ToList());

    /// <summary>Puts an event that could not be worked on aside for a while, or for good after the last try.</summary>
    public Task PostponeAsync(InboundEventRow row, string error, CancellationToken cancellation) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            update inbound_events set attempts = attempts + 1, error = @error, due_at = @due,
                state = case when attempts + 1 >= @MaxAttempts then 'failed' else state end
            where id = @Id and state = 'pending'
            """,
            new { row.Id, error, MaxAttempts, due = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(4, Math.Min(row.Attempts, 6))) }), cancellation);

    /// <summary>What was worked on, or given up, and is past keeping. What still waits stays, however old.</summary>
    public Task<int> PruneEventsAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            delete from inbound_events where id in (
                select id from inbound_events where received_at < @before and state <> 'pending' order by received_at limit @rows)
            """, new { before = now - keep, rows }), cancellation);

    public Task<int> PruneQuarantineAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "delete from quarantine where id in (select id from quarantine where received_at < @before order by received_at limit @rows)",
            new { before = now - keep, rows }), cancellation);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation) => database.ReadAsync(async session =>
        await session.ScalarAsync<long?>("select min(due_at) from inbound_events where state = 'pending'") is { } due
            ? DateTimeOffset.FromUnixTimeMilliseconds(due)
            : (DateTimeOffset?)null, cancellation);
}

/// <summary>A verified body, or a part of one, that belongs to nobody or cannot be read: kept, counted, never refused.</summary>
public sealed record QuarantinedBody(string Environment, string Reason, byte[] Body);
