using System.Text.Json;
using Patchbay.Server.Connections;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>Which kind of event goes to which handler: one place to look.</summary>
internal sealed class Projection(MessageProjection messages, PhoneProjection phones, Withdrawals withdrawals, OutgoingEvents events)
{
    public Task ApplyAsync(DbSession session, InboundEventRow row)
    {
        var value = ValueOf(row.Change);
        return row switch
        {
            { Kind: InboundKind.Message, Field: "messages" } => messages.ReceivedAsync(session, row, value),
            { Kind: InboundKind.Status, Field: "messages" } => messages.StatusAsync(session, row, value),
            { Field: "phone_number_quality_update" or "phone_number_name_update" } => phones.UpdatedAsync(session, row, value),
            { Field: "message_template_status_update" } => ForwardAsync(session, row, EventNames.TemplateStatusUpdated, value),
            { Field: "account_update", WabaId: { } waba } => AccountAsync(session, row, waba, value),
            _ => ForwardAsync(session, row, EventNames.AccountUpdated, value),
        };
    }

    private async Task AccountAsync(DbSession session, InboundEventRow row, Guid wabaId, JsonElement value)
    {
        await withdrawals.AccountUpdatedAsync(session, new Tenant(row.OrganizationId, row.Environment), wabaId, value);
        await ForwardAsync(session, row, EventNames.AccountUpdated, value);
    }

    private static JsonElement ValueOf(byte[] change)
    {
        using var payload = ReadableJson.Parse(change);
        return payload.RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value").Clone();
    }

    // Kinds without a shape of their own go on as they came.
    private Task ForwardAsync(DbSession session, InboundEventRow row, string name, JsonElement value)
    {
        var data = Wire.Text(new ForwardedEvent(row.PhoneId, row.WabaId, row.Field, value), InboundJson.Default.ForwardedEvent);
        return events.PublishAsync(session, new Tenant(row.OrganizationId, row.Environment),
            new NewEvent(name, row.ReceivedAt, row.PhoneId, row.WabaId, data, row.Change));
    }
}

/// <summary>Data of an event that is handed on as Meta wrote it.</summary>
public sealed record ForwardedEvent(Guid? PhoneNumberId, Guid? WabaId, string Field, JsonElement Value);
