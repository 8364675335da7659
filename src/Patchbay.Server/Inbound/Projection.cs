using System.Diagnostics;
using System.Text.Json;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>Which kind of event goes to which handler: one place to look.</summary>
internal sealed class Projection(MessageProjection messages, PhoneProjection phones, OutgoingEvents events)
{
    public async Task ApplyAsync(DbSession session, IEnumerable<(InboundEventRow Event, Owner Owner)> owned, Action<InboundEventRow> begin)
    {
        foreach (var (row, owner) in owned)
        {
            begin(row);
            using var span = Traces.GoOn("work on event", ActivityKind.Internal, row.Traceparent);
            await ApplyAsync(session, row, owner);
        }
    }

    private Task ApplyAsync(DbSession session, InboundEventRow row, Owner owner)
    {
        var value = ValueOf(row.Change);
        return row switch
        {
            { Kind: InboundKind.Message, Field: "messages" } => messages.ReceivedAsync(session, row, owner, value),
            { Kind: InboundKind.Status, Field: "messages" } => messages.StatusAsync(session, row, owner, value),
            { Field: "phone_number_quality_update" or "phone_number_name_update" } => phones.UpdatedAsync(session, row, owner, value),
            { Field: "message_template_status_update" } => ForwardAsync(session, row, owner, EventNames.TemplateStatusUpdated, value),
            _ => ForwardAsync(session, row, owner, EventNames.AccountUpdated, value),
        };
    }

    private static JsonElement ValueOf(byte[] change)
    {
        using var payload = ReadableJson.Parse(change);
        return payload.RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value").Clone();
    }

    // Kinds without a shape of their own go on as they came.
    private Task ForwardAsync(DbSession session, InboundEventRow row, Owner owner, string name, JsonElement value)
    {
        var data = Wire.Text(new ForwardedEvent(owner.PhoneId, owner.WabaId, row.Field, value), InboundJson.Default.ForwardedEvent);
        return events.PublishAsync(session, owner.Tenant, new NewEvent(name, row.ReceivedAt, owner.PhoneId, owner.WabaId, data, row.Change));
    }
}

/// <summary>Data of an event that is handed on as Meta wrote it.</summary>
public sealed record ForwardedEvent(Guid? PhoneNumberId, Guid? WabaId, string Field, JsonElement Value);
