using Patchbay.Server.Instances;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Records what happened together with one delivery per endpoint that wants it, in the transaction of whatever made it
/// happen: an event is told if and only if it is true.
/// </summary>
public sealed class OutgoingEvents(Database database, EndpointStore endpoints, DeliveryStore deliveries, ChannelStore channels, DeliverySignal signal, Ids ids, TimeProvider clock)
{
    public async Task PublishAsync(DbSession session, Tenant tenant, NewEvent e)
    {
        var row = NewRow(tenant, e, e.PhoneId is { } phone ? await channels.NoteEventAsync(session, phone, e.OccurredAt) : null);
        await deliveries.InsertEventAsync(session, row);
        // Read in the same transaction: an endpoint made by it gets its first event, and one switched off by it gets none.
        foreach (var endpoint in await endpoints.ActiveAsync(session, tenant))
        {
            if (!DeliveryRules.Wants(endpoint, row)) continue;
            await deliveries.InsertAsync(session, row, endpoint.Id);
            session.AfterCommit(() => Wake(endpoint));
        }
    }

    /// <summary>One event for one endpoint, whatever it subscribed to.</summary>
    public async Task<Guid> PublishToAsync(DbSession session, EndpointRow endpoint, NewEvent e)
    {
        var row = NewRow(endpoint.Tenant, e, null);
        await deliveries.InsertEventAsync(session, row);
        session.AfterCommit(() => Wake(endpoint));
        return await deliveries.InsertAsync(session, row, endpoint.Id);
    }

    /// <summary>
    /// Offers a period again: what failed in it, and what the endpoint never got because it was off. One that we switched
    /// off is switched on. In small steps, so that a long period holds up no other write; the count of deliveries.
    /// </summary>
    public async Task<int> RecoverAsync(EndpointRow endpoint, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation)
    {
        await database.WriteAsync(session => endpoints.EnableAsync(session, endpoint.Tenant, endpoint.Id), cancellation);
        var count = 0;
        for (PeriodCursor? from = new PeriodCursor(since, Guid.Empty); from is { } step;)
        {
            (var failed, from) = await deliveries.RetryFailedAsync(endpoint.Id, step, until, cancellation);
            count += failed;
            Wake(endpoint);
        }
        IReadOnlyList<EventRow> missed;
        for (var from = new PeriodCursor(since, Guid.Empty); (missed = await deliveries.MissedAsync(endpoint, from, until, cancellation)).Count > 0;
            from = new(missed[^1].CreatedAt, missed[^1].Id))
        {
            var wanted = missed.Where(e => DeliveryRules.Wants(endpoint, e)).ToList();
            foreach (var step in wanted.Chunk(100)) count += await deliveries.InsertMissedAsync(step, endpoint.Id, cancellation);
            Wake(endpoint);
        }
        return count;
    }

    /// <summary>Lets the delivery worker look at once for what waits for an endpoint.</summary>
    public void Wake(EndpointRow endpoint) => signal.Mark(new(endpoint.Id, endpoint.OrganizationId, endpoint.FirstFailedAt is not null, clock.GetUtcNow()));

    private EventRow NewRow(Tenant tenant, NewEvent e, Guid? instanceId) => new()
    {
        Id = ids.Uuid(), OrganizationId = tenant.OrganizationId, Environment = tenant.Environment, Type = e.Type, PhoneId = e.PhoneId, WabaId = e.WabaId,
        InstanceId = instanceId, Data = WithInstance(e.DataJson, instanceId), MetaPayload = e.MetaPayload, Conversation = DeliveryRules.Conversation(e.PhoneId, e.Contact, e.ConnectionId), OccurredAt = e.OccurredAt, CreatedAt = clock.GetUtcNow(),
        Traceparent = Traces.ToKeep,
    };

    // Every event of a number says which instance it is bound to, whichever feature made its data: an object with members.
    private static string WithInstance(string data, Guid? instanceId) => instanceId is { } id ? $"{{\"instanceId\":\"{id}\",{data.AsSpan(1)}" : data;
}
