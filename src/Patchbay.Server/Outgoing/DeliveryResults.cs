using System.Text.Json;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>Stores how a call ended, with what follows for the delivery and its endpoint, in one transaction.</summary>
internal sealed class DeliveryResults(
    Database database, DeliveryStore deliveries, EndpointStore endpoints, OutgoingEvents events, Func<double> chance, TimeProvider clock)
{
    public Task StoreAsync(DeliveryRow claimed, DateTimeOffset started, CallResult result) => database.WriteAsync(async session =>
    {
        // Read here, not before the call: other calls may have failed or succeeded meanwhile.
        if (await endpoints.FindAsync(session, claimed.EndpointId) is not { } endpoint) return;
        var now = clock.GetUtcNow();
        var verdict = DeliveryRules.Judge(claimed.AttemptCount + 1 - claimed.ScheduleFrom, result, endpoint.FailingSince, now, chance());
        if (!await deliveries.CompleteAsync(session, claimed, AttemptOf(claimed, started, result, verdict), verdict.State)) return;
        if (result.IsSuccess) await endpoints.MarkHealthyAsync(session, endpoint.Id);
        else if (result.Error != DeliveryRules.NothingToSend) await FailedAsync(session, endpoint, verdict, now);
    }, CancellationToken.None);

    private static AttemptRow AttemptOf(DeliveryRow claimed, DateTimeOffset started, CallResult result, Verdict verdict) => new()
    {
        DeliveryId = claimed.Id, Number = claimed.AttemptCount + 1, StartedAt = started,
        Trigger = claimed.ScheduleFrom > 0 && claimed.ScheduleFrom == claimed.AttemptCount ? AttemptTrigger.Manual : AttemptTrigger.Schedule,
        DurationMs = (long)result.Duration.TotalMilliseconds, Outcome = result.IsSuccess ? "succeeded" : "failed", StatusCode = result.StatusCode,
        Error = result.Error, ResponseHead = result.Head, NextAt = verdict.NextAt,
    };

    private async Task FailedAsync(DbSession session, EndpointRow endpoint, Verdict verdict, DateTimeOffset now)
    {
        await endpoints.MarkFailingAsync(session, endpoint.Id, now);
        if (verdict.DisableReason is { } reason)
        {
            if (await endpoints.DisableAsync(session, endpoint.Id, reason, now)) await TellAsync(session, endpoint, EventNames.WebhookDisabled, reason, now);
        }
        else if (now - endpoint.FailingSince >= DeliveryRules.WarnAfter && await endpoints.MarkWarnedAsync(session, endpoint.Id, now))
        {
            await TellAsync(session, endpoint, EventNames.WebhookFailing, null, now);
        }
    }

    private Task TellAsync(DbSession session, EndpointRow endpoint, string name, string? reason, DateTimeOffset now)
    {
        var data = Wire.Text(new EndpointEvent(endpoint.Id, endpoint.FailingSince, reason), OutgoingJson.Default.EndpointEvent);
        return events.PublishAsync(session, endpoint.Tenant, new NewEvent(name, now, endpoint.PhoneId, endpoint.WabaId, data, null));
    }
}

/// <summary>Data of <c>webhook.failing</c> and <c>webhook.disabled</c>.</summary>
public sealed record EndpointEvent(Guid WebhookId, DateTimeOffset? FailingSince, string? Reason);
