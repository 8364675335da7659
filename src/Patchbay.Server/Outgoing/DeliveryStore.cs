using Patchbay.Server.Platform;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces;

namespace Patchbay.Server.Outgoing;

/// <summary>The rows of <c>events</c>, <c>deliveries</c> and <c>delivery_attempts</c>.</summary>
public sealed class DeliveryStore(Database database, Ids ids, TimeProvider clock)
{
    private const string OfTenant = "d.organization_id = @OrganizationId and d.environment = @Environment";
    private const string WithEvent =
        "select d.*, e.type as event_type, n.first_failed_at is not null as is_endpoint_failing "
        + "from deliveries d join events e on e.id = d.event_id join endpoints n on n.id = d.endpoint_id";

    private const string InsertDelivery =
        """
        insert into deliveries (id, organization_id, environment, event_id, endpoint_id, state, attempt_count, schedule_from, due_at, lease_epoch, created_at)
        values (@id, @OrganizationId, @Environment, @eventId, @endpointId, 'pending', 0, 0, @now, 0, @now)
        """;

    public Task InsertEventAsync(DbSession session, EventRow row) => session.ExecuteAsync(
        """
        insert into events (id, organization_id, environment, type, phone_id, waba_id, data, meta_payload, occurred_at, created_at, traceparent)
        values (@Id, @OrganizationId, @Environment, @Type, @PhoneId, @WabaId, @Data, @MetaPayload, @OccurredAt, @CreatedAt, @Traceparent)
        """, row);

    public async Task<Guid> InsertAsync(DbSession session, EventRow e, Guid endpointId)
    {
        var id = ids.Uuid();
        await session.ExecuteAsync(InsertDelivery, NewDelivery(e, id, endpointId));
        return id;
    }

    /// <summary>
    /// Takes what is due: healthy endpoints before failing ones, each endpoint's oldest first, and at most <paramref name="perEndpoint"/>
    /// of any one (one, of a failing one), so that a bad endpoint leaves room for the others. A lease that ran out is due again.
    /// </summary>
    /// <param name="busy">Endpoints that have no room for another call.</param>
    public Task<IReadOnlyList<DeliveryRow>> ClaimAsync(
        string owner, int limit, int perEndpoint, IReadOnlyCollection<Guid> busy, bool failingToo, TimeSpan lease, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var now = clock.GetUtcNow();
            var due = await session.ListAsync<Guid>(
                $"""
                update deliveries set lease_owner = @owner, lease_epoch = lease_epoch + 1, lease_until = @until
                where id in (
                    select id from deliveries where state = 'pending' and id in (
                        select id from (
                            select d.id, d.due_at, case when n.first_failed_at is null then 0 else 1 end as failing,
                                row_number() over (partition by d.endpoint_id order by d.due_at, d.id) as place
                            from deliveries d join endpoints n on n.id = d.endpoint_id
                            where d.state = 'pending' and d.due_at <= @now and (d.lease_until is null or d.lease_until <= @now) and n.is_active
                                and not (d.endpoint_id {database.InList("busy")}) and (@failingToo or n.first_failed_at is null)
                        ) ranked where place = 1 or (place <= @perEndpoint and failing = 0) order by failing, place, due_at limit @limit
                    ) {database.SkipLocked}
                ) returning id
                """, new { owner, now, until = now + lease, limit, perEndpoint, failingToo, busy = database.ListParameter(busy) });
            return due.Count == 0 ? [] : await session.ListAsync<DeliveryRow>(
                $"{WithEvent} where d.id {database.InList("due")} order by d.due_at, d.id", new { due = database.ListParameter(due) });
        }, cancellation);

    /// <summary>Stores an attempt and its result. False when another claim has the delivery by now: then nothing is written.</summary>
    public async Task<bool> CompleteAsync(DbSession session, DeliveryRow claimed, AttemptRow attempt, string state)
    {
        var now = clock.GetUtcNow();
        var mine = await session.ExecuteAsync(
            """
            update deliveries set state = @state, attempt_count = @Number, due_at = @due, lease_owner = null, lease_until = null,
                last_status = @StatusCode, last_error = @Error, finished_at = @finished
            where id = @DeliveryId and lease_epoch = @LeaseEpoch and state = 'pending'
            """,
            new
            {
                attempt.DeliveryId, attempt.Number, attempt.StatusCode, attempt.Error, state, claimed.LeaseEpoch,
                due = attempt.NextAt ?? claimed.DueAt, finished = state == DeliveryState.Pending ? (DateTimeOffset?)null : now,
            });
        if (mine == 0) return false;
        await session.ExecuteAsync(
            """
            insert into delivery_attempts (delivery_id, number, trigger, started_at, duration_ms, outcome, status_code, error, response_head, next_at)
            values (@DeliveryId, @Number, @Trigger, @StartedAt, @DurationMs, @Outcome, @StatusCode, @Error, @ResponseHead, @NextAt)
            """, attempt);
        return true;
    }

    /// <summary>Hands claimed work back, so that another server need not wait for the lease to end.</summary>
    public Task ReleaseAsync(IReadOnlyCollection<DeliveryRow> claimed) => database.WriteAsync(session => session.ExecuteAsync(
        "update deliveries set lease_owner = null, lease_until = null where id = @Id and lease_epoch = @LeaseEpoch",
        claimed.Select(one => new { one.Id, one.LeaseEpoch }).ToList()), CancellationToken.None);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation) => database.ReadAsync(async session =>
        await session.ScalarAsync<long?>(
            """
            select min(case when d.lease_until is not null and d.lease_until > d.due_at then d.lease_until else d.due_at end)
            from deliveries d join endpoints n on n.id = d.endpoint_id where d.state = 'pending' and n.is_active
            """) is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : (DateTimeOffset?)null, cancellation);

    public Task<EventRow?> EventAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<EventRow>("select * from events where id = @id", new { id }), cancellation);

    public Task<DeliveryRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<DeliveryRow>(
            $"{WithEvent} where {OfTenant} and d.id = @id", new { tenant.OrganizationId, tenant.Environment, id }), cancellation);

    public Task<IReadOnlyList<AttemptRow>> AttemptsAsync(Guid deliveryId, CancellationToken cancellation) =>
        database.ReadAsync(session => session.ListAsync<AttemptRow>(
            "select * from delivery_attempts where delivery_id = @deliveryId order by number", new { deliveryId }), cancellation);

    public Task<(IReadOnlyList<DeliveryRow> Rows, int Total)> ListAsync(Tenant tenant, Guid endpointId, Page page, CancellationToken cancellation) =>
        database.ReadAsync(async session =>
        {
            var args = new { tenant.OrganizationId, tenant.Environment, endpointId, page.Limit, page.Offset };
            return (await session.ListAsync<DeliveryRow>(
                    $"{WithEvent} where {OfTenant} and d.endpoint_id = @endpointId order by d.created_at desc, d.id desc limit @Limit offset @Offset", args),
                await session.ScalarAsync<int>($"select count(*) from deliveries d where {OfTenant} and d.endpoint_id = @endpointId", args));
        }, cancellation);

    /// <summary>Due at once, with the schedule from its start. True unless a call is under way.</summary>
    public Task<bool> ResendAsync(Tenant tenant, Guid id, CancellationToken cancellation) => database.WriteAsync(async session =>
        await session.ExecuteAsync(
            """
            update deliveries set state = 'pending', due_at = @now, finished_at = null, schedule_from = attempt_count,
                lease_owner = null, lease_until = null, lease_epoch = lease_epoch + 1
            where id = @id and organization_id = @OrganizationId and environment = @Environment and (lease_until is null or lease_until <= @now)
            """, new { id, tenant.OrganizationId, tenant.Environment, now = clock.GetUtcNow() }) == 1, cancellation);

    /// <summary>Makes what failed for an endpoint within a period due again; the count of it.</summary>
    public Task<int> RetryFailedAsync(DbSession session, Guid endpointId, DateTimeOffset since, DateTimeOffset until) => session.ExecuteAsync(
        """
        update deliveries set state = 'pending', due_at = @now, finished_at = null, schedule_from = attempt_count
        where endpoint_id = @endpointId and state = 'failed' and created_at >= @since and created_at < @until
        """, new { endpointId, since, until, now = clock.GetUtcNow() });

    /// <summary>A step of a period's events that have no delivery for an endpoint, in the order of their ids.</summary>
    public Task<IReadOnlyList<EventRow>> MissedAsync(
        EndpointRow endpoint, DateTimeOffset since, DateTimeOffset until, Guid after, CancellationToken cancellation) =>
        database.ReadAsync(session => session.ListAsync<EventRow>(
            """
            select * from events e where organization_id = @OrganizationId and environment = @Environment and created_at >= @since and created_at < @until
                and type <> @test and id > @after and not exists (select 1 from deliveries d where d.event_id = e.id and d.endpoint_id = @Id)
            order by id limit 500
            """, new { endpoint.Id, endpoint.OrganizationId, endpoint.Environment, since, until, after, test = EventNames.WebhookTest }), cancellation);

    public Task<int> InsertMissedAsync(IReadOnlyCollection<EventRow> events, Guid endpointId, CancellationToken cancellation) =>
        database.WriteAsync(session => session.ExecuteAsync(
            $"{InsertDelivery} on conflict (event_id, endpoint_id) do nothing", events.Select(e => NewDelivery(e, ids.Uuid(), endpointId)).ToList()), cancellation);

    private object NewDelivery(EventRow e, Guid id, Guid endpointId) =>
        new { id, e.OrganizationId, e.Environment, eventId = e.Id, endpointId, now = clock.GetUtcNow() };
}
