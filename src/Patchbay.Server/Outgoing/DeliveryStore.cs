using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>The rows of <c>events</c>, <c>deliveries</c> and <c>delivery_attempts</c>.</summary>
public sealed class DeliveryStore(Database database, Ids ids, TimeProvider clock)
{
    private const string OfTenant = "d.organization_id = @OrganizationId and d.environment = @Environment";
    private const string WithEvent = """
        select d.*, e.type as event_type, e.version1 as event_version1, n.payload_version,
            case when n.ordering = 'strict' then q.not_before end as not_before
        from deliveries d join events e on e.id = d.event_id
            join endpoints n on n.id = d.endpoint_id and n.deleted_at is null
            join endpoint_queues q on q.endpoint_id = n.id
        """;

    private const int StepRows = 500;

    private static readonly RowWriter<EventRow> Events = new RowColumns<EventRow>()
        .Uuid("id", row => row.Id)
        .Uuid("organization_id", row => row.OrganizationId)
        .Text("environment", row => row.Environment)
        .Text("type", row => row.Type)
        .Uuid("phone_id", row => row.PhoneId)
        .Uuid("waba_id", row => row.WabaId)
        .Uuid("instance_id", row => row.InstanceId)
        .Text("data", row => row.Data)
        .Bytes("meta_payload", row => row.MetaPayload)
        .Text("channel", row => row.Channel)
        .Text("version1", row => row.Version1)
        .Number("conversation", row => row.Conversation)
        .Instant("occurred_at", row => row.OccurredAt)
        .Instant("created_at", row => row.CreatedAt)
        .Text("traceparent", row => row.Traceparent)
        .InsertInto("events");

    private static readonly RowWriter<NewDelivery> Deliveries = new RowColumns<NewDelivery>()
        .Uuid("id", row => row.Id)
        .Uuid("organization_id", row => row.Event.OrganizationId)
        .Text("environment", row => row.Event.Environment)
        .Uuid("event_id", row => row.Event.Id)
        .Uuid("endpoint_id", row => row.EndpointId)
        .Text("state", _ => DeliveryState.Pending)
        .Number("attempt_count", _ => 0)
        .Number("schedule_from", _ => 0)
        .Instant("due_at", row => row.At)
        .Instant("created_at", row => row.At)
        .InsertInto("deliveries", "on conflict (event_id, endpoint_id) do nothing");

    public Task InsertEventsAsync(DbSession session, IReadOnlyList<EventRow> rows) => Events.InsertAsync(session, rows);

    /// <summary>Inserts deliveries and returns their ids in the same order.</summary>
    public async Task<IReadOnlyList<Guid>> InsertAsync(
        DbSession session,
        IEnumerable<(EventRow Event, Guid EndpointId)> deliveries
    )
    {
        var rows = deliveries.Select(delivery => NewOf(delivery.Event, delivery.EndpointId)).ToList();
        await Deliveries.InsertAsync(session, rows);
        return [.. rows.Select(row => row.Id)];
    }

    public Task<DeliveryRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<DeliveryRow>($"{WithEvent} where {OfTenant} and d.id = @id", new { id }),
            cancellation
        );

    public Task<IReadOnlyList<AttemptRow>> AttemptsAsync(Guid deliveryId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.ListAsync<AttemptRow>(
                    "select * from delivery_attempts where delivery_id = @deliveryId order by number",
                    new { deliveryId }
                ),
            cancellation
        );

    public Task<(IReadOnlyList<DeliveryRow> Rows, int Total)> ListAsync(
        Tenant tenant,
        Guid endpointId,
        Page page,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .PageAsync<DeliveryRow>(
                        page,
                        new PageSelect(
                            $"""
                            {WithEvent} where {OfTenant} and d.endpoint_id = @endpointId
                                order by d.created_at desc, d.id desc
                            """,
                            $"select count(*) from deliveries d where {OfTenant} and d.endpoint_id = @endpointId"
                        ),
                        new { endpointId }
                    ),
            cancellation
        );

    /// <summary>
    /// Makes a delivery due at once and starts its schedule anew. Returns false while a worker calls it or is about to.
    /// </summary>
    public Task<bool> ResendAsync(Tenant tenant, DeliveryRow delivery, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                // The queue's row is locked first, as when results are stored, so that such a transaction sees either
                // all of this or nothing.
                await session.ExecuteAsync(
                    "update endpoint_queues set not_before = null where endpoint_id = @EndpointId",
                    new { delivery.EndpointId }
                );
                var changed = await session
                    .Of(tenant)
                    .ExecuteAsync(
                        $"""
                        update deliveries set state = 'pending', due_at = @now, finished_at = null,
                            schedule_from = attempt_count
                        where id = @Id and {Tenant.Filter} and not (state = 'pending' and due_at <= @now
                            and exists (select 1 from endpoint_queues q
                            where q.endpoint_id = deliveries.endpoint_id and q.lease_until > @now))
                        """,
                        new { delivery.Id, now = clock.GetUtcNow() }
                    );
                return changed == 1;
            },
            cancellation
        );

    /// <summary>
    /// Makes failed deliveries of an endpoint due again, in one step through those of a period, oldest first. Returns
    /// how many, and where the next step starts; null after the last step.
    /// </summary>
    public Task<(int Count, PeriodCursor? Next)> RetryFailedAsync(
        Guid endpointId,
        PeriodCursor from,
        DateTimeOffset until,
        CancellationToken cancellation
    ) =>
        database.WriteAsync<(int, PeriodCursor?)>(
            async session =>
            {
                var args = new
                {
                    endpointId,
                    from.CreatedAt,
                    from.Id,
                    until,
                    StepRows,
                    now = clock.GetUtcNow(),
                };
                var step = await session.ListAsync<FailedRow>(
                    """
                    select id, created_at, state = 'failed' as is_failed from deliveries
                    where endpoint_id = @endpointId and created_at >= @CreatedAt
                        and (created_at, id) > (@CreatedAt, @Id) and created_at < @until
                    order by created_at, id limit @StepRows
                    """,
                    args
                );
                var failed = step.Where(row => row.IsFailed).Select(row => row.Id).ToList();
                var count =
                    failed.Count == 0
                        ? 0
                        : await session.ExecuteAsync(
                            $"""
                            update deliveries set state = 'pending', due_at = @now, finished_at = null,
                                schedule_from = attempt_count
                            where state = 'failed' and id {database.InList("failed")}
                            """,
                            new { args.now, failed = database.ListParameter(failed) }
                        );
                return (count, step.Count < StepRows ? null : new PeriodCursor(step[^1].CreatedAt, step[^1].Id));
            },
            cancellation
        );

    /// <summary>
    /// Deletes the oldest events, with their deliveries and attempts. Events are kept longer than their deliveries are
    /// tried.
    /// </summary>
    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var old = await session.ListAsync<Guid>(
                    "select id from events where created_at < @before order by created_at limit @rows",
                    new { before = now - keep, rows }
                );
                if (old.Count == 0)
                    return 0;
                var args = new { old = database.ListParameter(old) };
                await session.ExecuteAsync($"delete from deliveries where event_id {database.InList("old")}", args);
                return await session.ExecuteAsync($"delete from events where id {database.InList("old")}", args);
            },
            cancellation
        );

    /// <summary>Deletes deliveries of endpoints that were deleted, then the endpoint itself.</summary>
    public Task<int> PruneDeletedAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                if (
                    await session.FirstOrDefaultAsync<EndpointId>(
                        "select id from endpoints where deleted_at is not null limit 1"
                    )
                    is not { Id: var id }
                )
                    return 0;
                // The queue's row is locked first, as when results are stored, because another order could deadlock.
                await session.ExecuteAsync(
                    "update endpoint_queues set lease_epoch = lease_epoch + 1 where endpoint_id = @id",
                    new { id }
                );
                var deleted = await session.ExecuteAsync(
                    """
                    delete from deliveries where id in (select id from deliveries where endpoint_id = @id limit @rows)
                    """,
                    new { id, rows }
                );
                if (deleted < rows)
                    await session.ExecuteAsync("delete from endpoints where id = @id", new { id });
                return deleted < rows ? rows : deleted; // another endpoint may wait
            },
            cancellation
        );

    /// <summary>
    /// Returns events of a period that an endpoint has no delivery for, oldest first, at most one step.
    /// </summary>
    public Task<IReadOnlyList<EventRow>> MissedAsync(
        EndpointRow endpoint,
        PeriodCursor from,
        DateTimeOffset until,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session
                    .Of(endpoint.Tenant)
                    .ListAsync<EventRow>(
                        $"""
                        select * from events e where {Tenant.Filter} and created_at >= @CreatedAt
                            and (created_at, id) > (@CreatedAt, @After) and created_at < @until and type <> @test
                            and not exists (select 1 from deliveries d where d.event_id = e.id and d.endpoint_id = @Id)
                        order by created_at, id limit @StepRows
                        """,
                        new
                        {
                            endpoint.Id,
                            from.CreatedAt,
                            After = from.Id,
                            until,
                            StepRows,
                            test = EventNames.WebhookTest,
                        }
                    ),
            cancellation
        );

    /// <summary>
    /// Inserts deliveries for events that the endpoint has none for. Returns the number of new deliveries.
    /// </summary>
    public Task<int> InsertMissedAsync(
        IReadOnlyCollection<EventRow> events,
        Guid endpointId,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
                (
                    await Deliveries.InsertNewAsync(
                        session,
                        [.. events.Select(e => NewOf(e, endpointId))],
                        row => row.Id
                    )
                ).Count,
            cancellation
        );

    private NewDelivery NewOf(EventRow e, Guid endpointId) => new(ids.Uuid(), e, endpointId, clock.GetUtcNow());

    private sealed record NewDelivery(Guid Id, EventRow Event, Guid EndpointId, DateTimeOffset At);

    private sealed record FailedRow
    {
        public required Guid Id { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required bool IsFailed { get; init; }
    }

    private sealed record EndpointId
    {
        public required Guid Id { get; init; }
    }
}

/// <summary>A place in a list ordered by time, then id.</summary>
public readonly record struct PeriodCursor(DateTimeOffset CreatedAt, Guid Id);
