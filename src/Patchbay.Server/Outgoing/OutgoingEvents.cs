using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Records what happened together with one delivery per endpoint that wants it, in the transaction of whatever made it
/// happen: an event is told if and only if it is true.
/// </summary>
public sealed class OutgoingEvents(
    Database database,
    EndpointStore endpoints,
    DeliveryStore deliveries,
    InstancesOfNumbers instancesOfNumbers,
    DeliverySignal signal,
    Ids ids,
    TimeProvider clock
)
{
    public Task PublishAsync(DbSession session, Tenant tenant, NewEvent e) =>
        PublishAsync(session, [new(tenant, e, Traces.ToKeep)]);

    /// <summary>The same at the end of the transaction, with all others of it in few statements: for those who publish many.</summary>
    public void Publish(DbSession session, Tenant tenant, NewEvent e) =>
        session.BeforeCommit(PublishAsync, new Publication(tenant, e, Traces.ToKeep));

    private async Task PublishAsync(DbSession session, IReadOnlyList<Publication> all)
    {
        var last = new Dictionary<Guid, DateTimeOffset>();
        foreach (var one in all.Where(one => one.Event.PhoneId is not null))
            last[one.Event.PhoneId!.Value] = one.Event.OccurredAt;
        var instances = await instancesOfNumbers(session, last);
        var rows = all.Select(one =>
                NewRow(
                    one,
                    one.Event.PhoneId is { } phone && instances.TryGetValue(phone, out var instance) ? instance : null
                )
            )
            .ToList();
        await deliveries.InsertEventsAsync(session, rows);
        // Read in the same transaction: an endpoint made by it gets its first event, and one switched off by it gets none.
        var active = (
            await endpoints.ActiveAsync(session, [.. rows.Select(row => row.OrganizationId).Distinct()])
        ).ToLookup(endpoint => endpoint.Tenant);
        var made = rows.SelectMany(row =>
                active[new(row.OrganizationId, row.Environment)]
                    .Where(endpoint => DeliveryRules.Wants(endpoint, row))
                    .Select(endpoint => (Event: row, Endpoint: endpoint))
            )
            .ToList();
        await deliveries.InsertAsync(session, made.Select(one => (one.Event, one.Endpoint.Id)));
        foreach (var endpoint in made.Select(one => one.Endpoint).Distinct())
            session.AfterCommit(() => signal.Mark(Waiting(endpoint)));
    }

    /// <summary>One event for one endpoint, whatever it subscribed to.</summary>
    public async Task<Guid> PublishToAsync(DbSession session, EndpointRow endpoint, NewEvent e)
    {
        var row = NewRow(new(endpoint.Tenant, e, Traces.ToKeep), null);
        await deliveries.InsertEventsAsync(session, [row]);
        session.AfterCommit(() => Wake(endpoint));
        return (await deliveries.InsertAsync(session, [(row, endpoint.Id)]))[0];
    }

    /// <summary>
    /// Offers a period again: what failed in it, and what the endpoint never got because it was off. One that we switched
    /// off is switched on. In small steps, so that a long period holds up no other write; the count of deliveries.
    /// </summary>
    public async Task<int> RecoverAsync(
        EndpointRow endpoint,
        DateTimeOffset since,
        DateTimeOffset until,
        CancellationToken cancellation
    )
    {
        await database.WriteAsync(
            session => endpoints.EnableAsync(session, endpoint.Tenant, endpoint.Id),
            cancellation
        );
        var count = 0;
        for (PeriodCursor? from = new PeriodCursor(since, Guid.Empty); from is { } step; )
        {
            (var failed, from) = await deliveries.RetryFailedAsync(endpoint.Id, step, until, cancellation);
            count += failed;
            Wake(endpoint);
        }
        IReadOnlyList<EventRow> missed;
        for (
            var from = new PeriodCursor(since, Guid.Empty);
            (missed = await deliveries.MissedAsync(endpoint, from, until, cancellation)).Count > 0;
            from = new(missed[^1].CreatedAt, missed[^1].Id)
        )
        {
            var wanted = missed.Where(e => DeliveryRules.Wants(endpoint, e)).ToList();
            foreach (var step in wanted.Chunk(100))
                count += await deliveries.InsertMissedAsync(step, endpoint.Id, cancellation);
            Wake(endpoint);
        }
        return count;
    }

    /// <summary>After its owner changed an endpoint or asked for a call: lets the delivery worker look at once for what waits for it.</summary>
    public void Wake(EndpointRow endpoint) => signal.Mark(Waiting(endpoint) with { IsAskedFor = true });

    private DueEndpoint Waiting(EndpointRow endpoint) =>
        new(endpoint.Id, endpoint.OrganizationId, endpoint.FirstFailedAt is not null, clock.GetUtcNow());

    private EventRow NewRow(Publication one, Guid? instanceId) =>
        new()
        {
            Id = ids.Uuid(),
            OrganizationId = one.Tenant.OrganizationId,
            Environment = one.Tenant.Environment,
            Type = one.Event.Type,
            PhoneId = one.Event.PhoneId,
            WabaId = one.Event.WabaId,
            InstanceId = instanceId,
            Data = WithInstance(one.Event.DataJson, instanceId),
            MetaPayload = one.Event.MetaPayload,
            Conversation = DeliveryRules.Conversation(one.Event.PhoneId, one.Event.Contact, one.Event.ConnectionId),
            OccurredAt = one.Event.OccurredAt,
            CreatedAt = clock.GetUtcNow(),
            Traceparent = one.Traceparent,
        };

    // Every event of a number says which instance it is bound to, whichever feature made its data: an object with members.
    private static string WithInstance(string data, Guid? instanceId) =>
        instanceId is { } id ? $"{{\"instanceId\":\"{id}\",{data.AsSpan(1)}" : data;

    private sealed record Publication(Tenant Tenant, NewEvent Event, string? Traceparent);
}
