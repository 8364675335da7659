using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// The rows of <c>endpoint_queues</c>, and the pending rows of <c>deliveries</c> behind each. The time of a statement
/// does not grow with the number of pending deliveries: each statement touches an endpoint's row, or a bounded range of
/// its part of the index on pending deliveries.
/// </summary>
public sealed class DeliveryQueueStore(Database database, TimeProvider clock)
{
    private const string Columns = """
        d.id, d.endpoint_id, d.event_id, d.attempt_count, d.schedule_from, d.due_at, e.organization_id, e.type, e.data,
            e.version1, e.meta_payload, e.occurred_at, e.conversation, e.traceparent
        """;

    private const string FirstDue = """
        (select d.due_at from deliveries d where d.endpoint_id = n.id and d.state = 'pending' order by d.due_at limit 1)
        """;

    private const string Waiting = """
        with recursive waiting (endpoint_id) as (
            select (select d.endpoint_id from deliveries d where d.state = 'pending' order by d.endpoint_id limit 1)
            union all
            select (select d.endpoint_id from deliveries d where d.state = 'pending' and d.endpoint_id > w.endpoint_id
                order by d.endpoint_id limit 1)
            from waiting w where w.endpoint_id is not null
        )
        """;

    /// <summary>Returns when the first of all pending deliveries is or was due, on any server.</summary>
    public Task<DateTimeOffset?> OldestDueAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
                await session.ScalarAsync<long?>(
                    $"""
                    {Waiting} select min({FirstDue}) from waiting w join endpoints n on n.id = w.endpoint_id
                        where n.is_active
                    """
                )
                    is { } due
                    ? DateTimeOffset.FromUnixTimeMilliseconds(due)
                    : (DateTimeOffset?)null,
            cancellation
        );

    /// <summary>
    /// Returns every active endpoint with pending deliveries, and when it is due. The query hops from endpoint to
    /// endpoint through the index, with one probe each. An endpoint that another server holds is due when that lease
    /// ends.
    /// </summary>
    public Task<IReadOnlyList<DueEndpoint>> ScanAsync(string owner, CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
            {
                var now = clock.GetUtcNow();
                var rows = await session.ListAsync<ScanRow>(
                    $"""
                    {Waiting}
                    select n.id as endpoint_id, n.organization_id, n.first_failed_at is not null as is_failing,
                        {FirstDue} as due_at, case when n.ordering = 'strict' then q.not_before end as not_before,
                        case when q.lease_owner <> @owner and q.lease_until > @now then q.lease_until end as held_until
                    from waiting w join endpoints n on n.id = w.endpoint_id
                        join endpoint_queues q on q.endpoint_id = n.id where n.is_active
                    """,
                    new { owner, now }
                );
                return (IReadOnlyList<DueEndpoint>)[.. rows.Select(row => row.ToDue())];
            },
            cancellation
        );

    /// <summary>
    /// Takes or renews the right to work on endpoints. Endpoints that another worker holds are not in the answer. A
    /// renewal keeps its epoch, even a late one, because no other worker came in between.
    /// </summary>
    public Task<IReadOnlyList<EndpointLease>> LeaseAsync(
        string owner,
        IReadOnlyCollection<Guid> endpointIds,
        DateTimeOffset until,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            session =>
                session.ListAsync<EndpointLease>(
                    $"""
                    update endpoint_queues set lease_owner = @owner, lease_until = @until,
                        lease_epoch = case when lease_owner = @owner then lease_epoch else lease_epoch + 1 end
                    where endpoint_id in (select endpoint_id from endpoint_queues
                        where endpoint_id {database.InList("ids")} and (lease_until is null or lease_until <= @now
                        or lease_owner = @owner) {database.SkipLocked}
                    ) returning endpoint_id, lease_epoch, not_before
                    """,
                    new
                    {
                        owner,
                        until,
                        now = clock.GetUtcNow(),
                        ids = database.ListParameter(endpointIds),
                    }
                ),
            cancellation
        );

    /// <summary>Returns the oldest due deliveries of each endpoint, at most as many as asked for.</summary>
    public Task<IReadOnlyList<QueuedDelivery>> DueAsync(
        IReadOnlyDictionary<Guid, int> wanted,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                database.ListForEachAsync<QueuedDelivery>(
                    session,
                    wanted,
                    endpoint =>
                        $"""
                            select {Columns} from {endpoint.Join} (select * from deliveries d
                                where d.endpoint_id = {endpoint.Id} and d.state = 'pending' and d.due_at <= @now
                                order by d.due_at, d.id limit {endpoint.Number}) d
                            join events e on e.id = d.event_id order by d.endpoint_id, d.due_at, d.id
                            """,
                    new { now = clock.GetUtcNow() }
                ),
            cancellation
        );

    /// <summary>Frees endpoints and returns those that still have pending deliveries.</summary>
    public Task<IReadOnlyList<DueEndpoint>> ReleaseAsync(
        string owner,
        IReadOnlyCollection<Guid> endpointIds,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
            {
                var args = new { owner, ids = database.ListParameter(endpointIds) };
                await session.ExecuteAsync(
                    $"""
                    update endpoint_queues set lease_owner = null, lease_until = null
                        where lease_owner = @owner and endpoint_id {database.InList("ids")}
                    """,
                    args
                );
                var rows = await session.ListAsync<ScanRow>(
                    $"""
                    select n.id as endpoint_id, n.organization_id, n.first_failed_at is not null as is_failing,
                        {FirstDue} as due_at, case when n.ordering = 'strict' then q.not_before end as not_before,
                        null as held_until
                    from endpoints n join endpoint_queues q on q.endpoint_id = n.id
                        where n.is_active and n.id {database.InList("ids")}
                    """,
                    args
                );
                return (IReadOnlyList<DueEndpoint>)
                    [.. rows.Where(row => row.DueAt is not null).Select(row => row.ToDue())];
            },
            cancellation
        );

    /// <summary>
    /// Frees the endpoints held by a server that has ended. Only for a database that no other server can use.
    /// </summary>
    public Task FreeAllAsync(CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "update endpoint_queues set lease_owner = null, lease_until = null where lease_owner is not null"
                ),
            cancellation
        );

    /// <summary>
    /// Returns the epochs of some endpoints. Their rows stay locked until the transaction ends, so that no claim comes
    /// in between. They are always locked in the same order, so that two such transactions never wait for each other.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, long>> LockAsync(
        DbSession session,
        IReadOnlyCollection<Guid> endpointIds
    ) =>
        (
            await session.ListAsync<EndpointLease>(
                $"""
                select endpoint_id, lease_epoch, not_before from endpoint_queues
                    where endpoint_id {database.InList("ids")} {database.ForUpdateBy("endpoint_id")}
                """,
                new { ids = database.ListParameter(endpointIds) }
            )
        ).ToDictionary(lease => lease.EndpointId, lease => lease.LeaseEpoch);

    /// <summary>
    /// Sets until when a strictly ordered endpoint waits before its first delivery is tried again; null ends the wait.
    /// </summary>
    public Task HoldBackAsync(DbSession session, Guid endpointId, DateTimeOffset? until) =>
        session.ExecuteAsync(
            "update endpoint_queues set not_before = @until where endpoint_id = @endpointId",
            new { endpointId, until }
        );

    private sealed class ScanRow
    {
        public required Guid EndpointId { get; init; }
        public required Guid OrganizationId { get; init; }
        public required bool IsFailing { get; init; }
        public DateTimeOffset? DueAt { get; init; }
        public DateTimeOffset? NotBefore { get; init; }
        public DateTimeOffset? HeldUntil { get; init; }

        public DueEndpoint ToDue() =>
            new(
                EndpointId,
                OrganizationId,
                IsFailing,
                Max(DueAt ?? default, Max(NotBefore ?? default, HeldUntil ?? default))
            );

        private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
    }
}
