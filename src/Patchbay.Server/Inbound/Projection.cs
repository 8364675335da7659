using System.Diagnostics;
using System.Text.Json;
using Patchbay.Server.Mail;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>Which kind of event goes to which handler: one place to look.</summary>
internal sealed class Projection(
    MessageProjection messages, CoexistenceProjection coexistence, PhoneProjection phones, AccountProjection accounts, ChannelProjection channels,
    MailProjection mails, OutgoingEvents events)
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

    private async Task ApplyAsync(DbSession session, InboundEventRow row, Owner owner)
    {
        if (owner.MailAccount is { } account)
        {
            // Only what came signed by the account itself speaks for it.
            if (row.Object == MailEvents.Object) await mails.ReceivedAsync(session, row, account);
            return;
        }
        var value = ValueOf(row);
        switch (row)
        {
            case var _ when owner.Connection is { } connection:
                await channels.ApplyAsync(session, row, connection, value);
                break;
            case { Kind: InboundKind.Message, Field: "messages" }:
                await messages.ReceivedAsync(session, row, owner, value);
                break;
            case { Kind: InboundKind.Status, Field: "messages" }:
                await messages.StatusAsync(session, row, owner, value);
                break;
            case { Field: "smb_message_echoes" } when owner.Phone is not null:
                await coexistence.EchoesAsync(session, row, owner, value);
                break;
            case { Field: "phone_number_quality_update" or "phone_number_name_update" } when owner.WabaId is not null:
                await phones.UpdatedAsync(session, row, owner, value);
                break;
            case { Field: "message_template_status_update" }:
                await ForwardAsync(session, row, owner, EventNames.TemplateStatusUpdated, value);
                break;
            default:
                if (row.Field == "account_update") await accounts.UpdatedAsync(session, row, owner, value);
                if (row.Field == "history" && owner.Phone is not null) await coexistence.HistoryAsync(session, row, owner, value);
                await ForwardAsync(session, row, owner, EventNames.AccountUpdated, value);
                break;
        }
    }

    private static JsonElement ValueOf(InboundEventRow row)
    {
        using var payload = ReadableJson.Parse(row.Change);
        var entry = payload.RootElement.GetProperty("entry")[0];
        return (row.Field is PayloadSplitter.Messaging or PayloadSplitter.Standby && entry.Items(row.Field).Any()
            ? entry.GetProperty(row.Field)[0]
            : entry.GetProperty("changes")[0].GetProperty("value")).Clone();
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
