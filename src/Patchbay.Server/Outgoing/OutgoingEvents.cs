using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Stores an event together with one delivery per subscribed endpoint, in the caller's transaction: an event is
/// published if and only if the change it reports is committed.
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

    /// <summary>
    /// Publishes at the end of the transaction, in few statements together with the transaction's other events. For
    /// callers that publish many events.
    /// </summary>
    public void Publish(DbSession session, Tenant tenant, NewEvent e) =>
        session.BeforeCommit(PublishAsync, new Publication(tenant, e, Traces.ToKeep));

    private async Task PublishAsync(DbSession session, IReadOnlyList<Publication> all)
    {
        var rows = await NewRowsAsync(session, all);
        await deliveries.InsertEventsAsync(session, rows);
        var wanted = await WantedAsync(session, rows);
        await deliveries.InsertAsync(session, wanted.Select(pair => (pair.Event, pair.Endpoint.Id)));
        foreach (var endpoint in wanted.Select(pair => pair.Endpoint).Distinct())
            session.AfterCommit(() => signal.Mark(Waiting(endpoint)));
    }

    private async Task<List<EventRow>> NewRowsAsync(DbSession session, IReadOnlyList<Publication> all)
    {
        var lastEvents = new Dictionary<Guid, DateTimeOffset>();
        foreach (var published in all.Select(publication => publication.Event))
        {
            if (published.PhoneId is { } phone)
                lastEvents[phone] = published.OccurredAt;
        }
        var instances = await instancesOfNumbers(session, lastEvents);
        return [.. all.Select(publication => NewRow(publication, InstanceOf(publication.Event, instances)))];
    }

    private static Guid? InstanceOf(NewEvent e, IReadOnlyDictionary<Guid, Guid> instances) =>
        e.PhoneId is { } phone && instances.TryGetValue(phone, out var instance) ? instance : null;

    // Read in the same transaction, so an endpoint that the transaction creates gets the event, and an endpoint that
    // the transaction switches off does not.
    private async Task<List<(EventRow Event, EndpointRow Endpoint)>> WantedAsync(
        DbSession session,
        IReadOnlyList<EventRow> rows
    )
    {
        var organizations = rows.Select(row => row.OrganizationId).Distinct();
        var active = (await endpoints.ActiveAsync(session, [.. organizations])).ToLookup(endpoint => endpoint.Tenant);
        return
        [
            .. rows.SelectMany(row =>
                active[new(row.OrganizationId, row.Environment)]
                    .Where(endpoint => DeliveryRules.Wants(endpoint, row))
                    .Select(endpoint => (row, endpoint))
            ),
        ];
    }

    /// <summary>Publishes an event to a single endpoint, whatever its subscriptions.</summary>
    public async Task<Guid> PublishToAsync(DbSession session, EndpointRow endpoint, NewEvent e)
    {
        var row = NewRow(new(endpoint.Tenant, e, Traces.ToKeep), null);
        await deliveries.InsertEventsAsync(session, [row]);
        session.AfterCommit(() => Wake(endpoint));
        return (await deliveries.InsertAsync(session, [(row, endpoint.Id)]))[0];
    }

    /// <summary>
    /// Sends the events of a period again: those that failed, and those the endpoint never got because it was off. An
    /// endpoint that we switched off is switched on. Works in small transactions, so a long period delays no other
    /// write.
    /// </summary>
    /// <returns>The number of deliveries that are due again.</returns>
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
        var start = new PeriodCursor(since, Guid.Empty);
        return await RetryFailedAsync(endpoint, start, until, cancellation)
            + await SendMissedAsync(endpoint, start, until, cancellation);
    }

    private async Task<int> RetryFailedAsync(
        EndpointRow endpoint,
        PeriodCursor start,
        DateTimeOffset until,
        CancellationToken cancellation
    )
    {
        var count = 0;
        for (PeriodCursor? from = start; from is { } step; )
        {
            (var failed, from) = await deliveries.RetryFailedAsync(endpoint.Id, step, until, cancellation);
            count += failed;
            Wake(endpoint);
        }
        return count;
    }

    private async Task<int> SendMissedAsync(
        EndpointRow endpoint,
        PeriodCursor start,
        DateTimeOffset until,
        CancellationToken cancellation
    )
    {
        var count = 0;
        IReadOnlyList<EventRow> missed;
        for (
            var from = start;
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

    /// <summary>
    /// Makes the delivery worker look at an endpoint at once, after its owner changed it or asked for a call.
    /// </summary>
    public void Wake(EndpointRow endpoint) => signal.Mark(Waiting(endpoint) with { IsAskedFor = true });

    private DueEndpoint Waiting(EndpointRow endpoint) =>
        new(endpoint.Id, endpoint.OrganizationId, endpoint.FirstFailedAt is not null, clock.GetUtcNow());

    private EventRow NewRow(Publication publication, Guid? instanceId) =>
        new()
        {
            Id = ids.Uuid(),
            OrganizationId = publication.Tenant.OrganizationId,
            Environment = publication.Tenant.Environment,
            Type = publication.Event.Type,
            PhoneId = publication.Event.PhoneId,
            WabaId = publication.Event.WabaId,
            InstanceId = instanceId,
            Data = WithInstance(publication.Event.DataJson, instanceId),
            MetaPayload = publication.Event.MetaPayload,
            Channel = publication.Event.Channel,
            Version1 = publication.Event.Version1 is { } first
                ? EventVersions.Write(first.Type, WithInstance(first.DataJson, instanceId))
                : null,
            Conversation = DeliveryRules.Conversation(
                publication.Event.PhoneId,
                publication.Event.Contact,
                publication.Event.ConnectionId
            ),
            OccurredAt = publication.Event.OccurredAt,
            CreatedAt = clock.GetUtcNow(),
            Traceparent = publication.Traceparent,
        };

    // Every event of a number names the instance it is bound to. The data is always an object with at least one member.
    private static string WithInstance(string data, Guid? instanceId) =>
        instanceId is { } id ? $"{{\"instanceId\":\"{id}\",{data.AsSpan(1)}" : data;

    private sealed record Publication(Tenant Tenant, NewEvent Event, string? Traceparent);
}
