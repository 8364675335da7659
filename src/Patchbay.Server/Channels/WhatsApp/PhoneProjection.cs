using System.Text.Json;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Applies changes of a number's quality, limit or name. Meta's events identify the number only by its digits.
/// </summary>
internal sealed class PhoneProjection(PhoneStore phones, OutgoingEvents events)
{
    public async Task UpdatedAsync(DbSession session, WhatsAppWork work)
    {
        var (tenant, wabaId, value) = (work.Owner.Tenant, work.Owner.WabaId, work.Value);
        var number = "+" + MetaJson.Digits(value.Text("display_phone_number"));
        var phone = await phones.FindByNumberAsync(session, tenant, wabaId, number);
        if (phone is not null)
            await ApplyAsync(session, phone.Id, value);
        var changed = new PhoneUpdatedEvent(phone?.Id, number, wabaId, work.Row.Field, value);
        var data = Wire.Text(changed, WhatsAppEventJson.Default.PhoneUpdatedEvent);
        var row = work.Row;
        work.Tell(
            session,
            events,
            new NewEvent(EventNames.PhoneNumberUpdated, row.ReceivedAt, data)
            {
                PhoneId = phone?.Id,
                WabaId = wabaId,
                MetaPayload = row.Change,
            }
        );
    }

    private Task ApplyAsync(DbSession session, Guid phoneId, JsonElement value) =>
        phones.ApplyUpdateAsync(
            session,
            phoneId,
            value.Text("max_daily_conversations_per_business") ?? value.Text("current_limit"),
            value.Text("decision"),
            value.Text("decision") == "APPROVED" ? value.Text("requested_verified_name") : null
        );

    /// <summary>Applies a new limit of the whole business to each number of the account.</summary>
    public async Task LimitedAsync(DbSession session, WhatsAppWork work)
    {
        if (LimitRules.TierOf(work.Value.Member("max_daily_conversations_per_business")) is { } tier)
            await phones.ApplyLimitAsync(session, work.Owner.Tenant, work.Owner.WabaId, tier);
    }
}

/// <summary>Data of <c>phone_number.updated</c>: what changed, as Meta wrote it.</summary>
public sealed record PhoneUpdatedEvent(
    Guid? PhoneNumberId,
    string PhoneNumber,
    Guid WabaId,
    string Field,
    JsonElement Change
);
