using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Records what happened together with one delivery per endpoint that wants it, in the transaction of whatever made it
/// happen: an event is told if and only if it is true.
/// </summary>
public sealed class OutgoingEvents(Database database, EndpointStore endpoints, DeliveryStore deliveries, DeliverySignal signal, Ids ids, TimeProvider clock)
{
    /// <summary>Call <see cref="Wake"/> after the commit.</summary>
    public async Task PublishAsync(DbSession session, Tenant tenant, NewEvent e)
    {
        var row = NewRow(tenant, e);
        await deliveries.InsertEventAsync(session, row);
        // Read in the same transaction: an endpoint made by it gets its first event, and one switched off by it gets none.
        foreach (var endpoint in await endpoints.ActiveAsync(session, tenant))
        {
            if (DeliveryRules.Wants(endpoint, row)) await deliveries.InsertAsync(session, row, endpoint.Id);
        }
    }

    /// <summary>One event for one endpoint, whatever it subscribed to.</summary>
    public async Task<Guid> PublishToAsync(DbSession session, Tenant tenant, Guid endpointId, NewEvent e)
    {
        var row = NewRow(tenant, e);
        await deliveries.InsertEventAsync(session, row);
        return await deliveries.InsertAsync(session, row, endpointId);
    }

    /// <summary>
    /// Offers a period again: what failed in it, and what the endpoint never got because it was off. One that we switched
    /// off is switched on. In small steps, so that a long period holds up no other write; the count of deliveries.
    /// </summary>
    public async Task<int> RecoverAsync(EndpointRow endpoint, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation)
    {
        var count = await database.WriteAsync(async session =>
        {
            await endpoints.EnableAsync(session, endpoint.Tenant, endpoint.Id);
            return await deliveries.RetryFailedAsync(session, endpoint.Id, since, until);
        }, cancellation);
        IReadOnlyList<EventRow> missed;
        for (var after = Guid.Empty; (missed = await deliveries.MissedAsync(endpoint, since, until, after, cancellation)).Count > 0; after = missed[^1].Id)
        {
            var wanted = missed.Where(e => DeliveryRules.Wants(endpoint, e)).ToList();
            foreach (var step in wanted.Chunk(100)) count += await deliveries.InsertMissedAsync(step, endpoint.Id, cancellation);
        }
        return count;
    }

    /// <summary>Lets the delivery worker look at once.</summary>
    public void Wake() => signal.Wake();

    private EventRow NewRow(Tenant tenant, NewEvent e) => new()
    {
        Id = ids.Uuid(), OrganizationId = tenant.OrganizationId, Environment = tenant.Environment, Type = e.Type, PhoneId = e.PhoneId, WabaId = e.WabaId,
        Data = e.DataJson, MetaPayload = e.MetaPayload, OccurredAt = e.OccurredAt, CreatedAt = clock.GetUtcNow(), Traceparent = Traces.ToKeep,
    };
}

/// <summary>Says that deliveries wait.</summary>
public sealed class DeliverySignal : WorkSignal;
