using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>What calls that ended mean for their endpoints: the clock of failing, its warning, and switching off.</summary>
internal sealed class EndpointHealth(
    EndpointStore endpoints,
    DeliveryQueueStore queues,
    OutgoingEvents events,
    DateTimeOffset now
)
{
    /// <summary>Read here, not before the calls: an endpoint may have been changed meanwhile.</summary>
    public async Task<IReadOnlyDictionary<Guid, EndpointRow>> ReadAsync(
        DbSession session,
        IReadOnlyList<EndedCall> ended
    ) =>
        ended.Count == 0
            ? new Dictionary<Guid, EndpointRow>()
            : (await endpoints.ListAsync(session, [.. ended.Select(one => one.Call.Queue.Id).Distinct()])).ToDictionary(
                row => row.Id
            );

    /// <summary>The endpoints that this switched off. In the order of their ids: two servers never wait for each other's rows.</summary>
    public async Task<IReadOnlySet<Guid>> StoreAsync(
        DbSession session,
        IReadOnlyDictionary<Guid, EndpointRow> rows,
        IReadOnlyList<EndedCall> ended,
        IReadOnlyDictionary<Guid, DeliveryOutcome> stored
    )
    {
        var off = new HashSet<Guid>();
        var counted = ended
            .Where(one => stored.ContainsKey(one.Call.Delivery.Id) && one.Result.Error != DeliveryRules.NothingToSend)
            .GroupBy(one => one.Call.Queue.Id)
            .OrderBy(group => group.Key)
            .ToList();
        var healthy = counted
            .Where(group => group.Any(one => one.Result.IsSuccess) && rows[group.Key].FirstFailedAt is not null)
            .Select(group => group.Key)
            .ToList();
        if (healthy.Count > 0)
            await endpoints.MarkHealthyAsync(session, healthy);
        foreach (var group in counted)
        {
            var (row, last) = (rows[group.Key], group.Last());
            if (row.Ordering == EndpointOrdering.Strict)
                await queues.HoldBackAsync(session, row.Id, stored[last.Call.Delivery.Id].Verdict.NextAt);
            if (last.Result.IsSuccess)
                continue;
            var reason = group
                .Select(one => stored[one.Call.Delivery.Id].Verdict.DisableReason)
                .FirstOrDefault(one => one is not null);
            if (await FailedAsync(session, row, reason))
                off.Add(row.Id);
        }
        return off;
    }

    private async Task<bool> FailedAsync(DbSession session, EndpointRow endpoint, string? reason)
    {
        if (endpoint.FailingSince is null)
            await endpoints.MarkFailingAsync(session, endpoint.Id, now);
        if (reason is not null)
        {
            if (!await endpoints.DisableAsync(session, endpoint.Id, reason, now))
                return false;
            await TellAsync(session, endpoint, EventNames.WebhookDisabled, reason);
            return true;
        }
        if (
            now - endpoint.FailingSince >= DeliveryRules.WarnAfter
            && endpoint.WarnedAt is null
            && await endpoints.MarkWarnedAsync(session, endpoint.Id, now)
        )
        {
            await TellAsync(session, endpoint, EventNames.WebhookFailing, null);
        }
        return false;
    }

    private Task TellAsync(DbSession session, EndpointRow endpoint, string name, string? reason)
    {
        var data = Wire.Text(
            new EndpointEvent(endpoint.Id, endpoint.FailingSince, reason),
            OutgoingJson.Default.EndpointEvent
        );
        return events.PublishAsync(
            session,
            endpoint.Tenant,
            new NewEvent(name, now, data) { PhoneId = endpoint.PhoneId, WabaId = endpoint.WabaId }
        );
    }
}
