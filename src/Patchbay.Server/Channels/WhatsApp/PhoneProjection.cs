using System.Text.Json;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Projections;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Changes of a number's quality, limit or name. Meta names the number only by its digits.</summary>
internal sealed class PhoneProjection(PhoneStore phones, OutgoingEvents events)
{
    public async Task UpdatedAsync(DbSession session, InboundEventRow row, Owner owner, JsonElement value)
    {
        var (tenant, wabaId) = (owner.Tenant, owner.WabaId!.Value);
        var number = "+" + string.Concat((Text(value, "display_phone_number") ?? "").Where(char.IsAsciiDigit));
        var phone = await phones.FindByNumberAsync(session, tenant, wabaId, number);
        if (phone is not null)
        {
            await phones.ApplyUpdateAsync(
                session,
                phone.Id,
                Text(value, "max_daily_conversations_per_business") ?? Text(value, "current_limit"),
                Text(value, "decision"),
                Text(value, "decision") == "APPROVED" ? Text(value, "requested_verified_name") : null
            );
        }
        var data = Wire.Text(
            new PhoneUpdatedEvent(phone?.Id, number, wabaId, row.Field, value),
            InboundJson.Default.PhoneUpdatedEvent
        );
        events.Publish(
            session,
            tenant,
            new NewEvent(EventNames.PhoneNumberUpdated, row.ReceivedAt, data)
            {
                PhoneId = phone?.Id,
                WabaId = wabaId,
                MetaPayload = row.Change,
            }
        );
    }

    /// <summary>A new limit of the whole business holds for each number of the account.</summary>
    public async Task LimitedAsync(DbSession session, Owner owner, JsonElement value)
    {
        if (
            owner.WabaId is { } wabaId
            && LimitRules.TierOf(value.Member("max_daily_conversations_per_business")) is { } tier
        )
        {
            await phones.ApplyLimitAsync(session, owner.Tenant, wabaId, tier);
        }
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}

/// <summary>Data of <c>phone_number.updated</c>: what changed, as Meta wrote it.</summary>
public sealed record PhoneUpdatedEvent(
    Guid? PhoneNumberId,
    string PhoneNumber,
    Guid WabaId,
    string Field,
    JsonElement Change
);
