using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Applies the consequences of calls to their endpoints: counts an endpoint as failing, warns its owner, and switches
/// it off.
/// </summary>
internal sealed class EndpointHealth(
    EndpointStore endpoints,
    DeliveryQueueStore queues,
    OutgoingEvents events,
    DateTimeOffset now
)
{
    /// <summary>Reads the endpoints again, because they may have been changed during the calls.</summary>
    public async Task<IReadOnlyDictionary<Guid, EndpointRow>> ReadAsync(
        DbSession session,
        IReadOnlyList<EndedCall> ended
    )
    {
        var ids = ended.Select(call => call.Call.Queue.Id).Distinct().ToList();
        return ids.Count == 0
            ? new Dictionary<Guid, EndpointRow>()
            : (await endpoints.ListAsync(session, ids)).ToDictionary(row => row.Id);
    }

    /// <summary>
    /// Stores the consequences and returns the endpoints switched off. Rows are written in the order of their ids, so
    /// that two servers never wait for each other's rows.
    /// </summary>
    public async Task<IReadOnlySet<Guid>> StoreAsync(
        DbSession session,
        IReadOnlyDictionary<Guid, EndpointRow> rows,
        IReadOnlyList<EndedCall> ended,
        IReadOnlyDictionary<Guid, DeliveryOutcome> stored
    )
    {
        var byEndpoint = ByEndpoint(rows, ended, stored);
        await MarkHealthyAsync(session, byEndpoint);
        var off = new HashSet<Guid>();
        foreach (var calls in byEndpoint)
        {
            if (await SettleAsync(session, calls))
                off.Add(calls.Row.Id);
        }
        return off;
    }

    private static List<EndpointCalls> ByEndpoint(
        IReadOnlyDictionary<Guid, EndpointRow> rows,
        IReadOnlyList<EndedCall> ended,
        IReadOnlyDictionary<Guid, DeliveryOutcome> stored
    ) =>
        [
            .. ended
                .Where(call => stored.ContainsKey(call.Call.Delivery.Id))
                .Where(call => call.Result.Error is not (DeliveryRules.NoMetaPayload or DeliveryRules.NotInVersion))
                .GroupBy(call => call.Call.Queue.Id)
                .OrderBy(calls => calls.Key)
                .Select(calls => new EndpointCalls(
                    rows[calls.Key],
                    [.. calls.Select(call => call.Result)],
                    [.. calls.Select(call => stored[call.Call.Delivery.Id].Verdict)]
                )),
        ];

    private async Task MarkHealthyAsync(DbSession session, IEnumerable<EndpointCalls> byEndpoint)
    {
        var healthy = byEndpoint
            .Where(calls => calls.Row.FirstFailedAt is not null && calls.Results.Any(result => result.IsSuccess))
            .Select(calls => calls.Row.Id)
            .ToList();
        if (healthy.Count > 0)
            await endpoints.MarkHealthyAsync(session, healthy);
    }

    /// <summary>Stores the consequences for one endpoint. Returns true when the endpoint was switched off.</summary>
    private async Task<bool> SettleAsync(DbSession session, EndpointCalls calls)
    {
        if (calls.Row.Ordering == EndpointOrdering.Strict)
            await queues.HoldBackAsync(session, calls.Row.Id, calls.Verdicts[^1].NextAt);
        if (calls.Results[^1].IsSuccess)
            return false;
        var reason = calls
            .Verdicts.Select(verdict => verdict.DisableReason)
            .FirstOrDefault(reason => reason is not null);
        return await FailedAsync(session, calls.Row, reason);
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

    /// <summary>The calls of one endpoint, in the order in which they ended.</summary>
    private sealed record EndpointCalls(
        EndpointRow Row,
        IReadOnlyList<CallResult> Results,
        IReadOnlyList<Verdict> Verdicts
    );
}
