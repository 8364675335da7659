using System.Text.Json;
using Patchbay.Server.Connections;
using Patchbay.Server.Integrations;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>Received messages and the statuses of sent ones.</summary>
internal sealed class MessageProjection(MessageStore messages, AccountStore accounts, OutgoingEvents events, Ids ids)
{
    public async Task ReceivedAsync(DbSession session, InboundEventRow row, Owner owner, JsonElement value)
    {
        var phone = owner.Phone!;
        var message = Received(row, phone, value);
        // A customer who writes opens the window for free-form messages; a group and a system notice do not.
        var contact = message.ContactPhone ?? message.BusinessScopedUserId;
        if (contact is not null && message.Type != "system") await messages.OpenWindowAsync(session, phone.Id, contact, message.OccurredAt);
        if (await messages.InsertAsync(session, message)) await PublishAsync(session, EventNames.MessageReceived, row, phone, EventOf(message, phone, message.Wamid!, message.Status));
    }

    public async Task StatusAsync(DbSession session, InboundEventRow row, Owner owner, JsonElement value)
    {
        var phone = owner.Phone!;
        var status = value.GetProperty("statuses")[0];
        var (wamid, name) = (status.Text("id")!, status.Text("status")!);
        var ours = Guid.TryParse(status.Text("biz_opaque_callback_data"), out var id) ? id : (Guid?)null;
        var error = ErrorOf(status);
        var message = await messages.FindForStatusAsync(session, phone.Id, wamid, ours);
        if (message is not null)
        {
            await messages.AdvanceAsync(session, message.Id, name, wamid,
                error is null ? null : Wire.Text(error, MessageJson.Default.MessageError));
        }
        if (EventNames.OfStatus(name) is not { } eventName) return;
        var data = message is null ? Unknown(row, phone, status, wamid, name) : EventOf(message, phone, wamid, name);
        await PublishAsync(session, eventName, row, phone, data with { Error = error, Timestamp = status.Instant() ?? row.ReceivedAt });
    }

    private async Task PublishAsync(DbSession session, string name, InboundEventRow row, PhoneRow phone, MessageEvent data)
    {
        var told = data with { AccountId = await accounts.IdOfConnectionAsync(session, phone.ConnectionId) };
        await events.PublishAsync(session, phone.Tenant, new NewEvent(
            name, data.Timestamp, phone.Id, phone.WabaId, Wire.Text(told, MessageJson.Default.MessageEvent), row.Change,
            data.ContactPhone ?? data.BusinessScopedUserId));
    }

    private MessageRow Received(InboundEventRow row, PhoneRow phone, JsonElement value)
    {
        var message = value.GetProperty("messages")[0];
        var contact = Contacts.Of(value, message);
        var profile = contact.Member("profile");
        var type = message.Text("type") ?? "unknown";
        return new MessageRow
        {
            Id = ids.Uuid(), OrganizationId = phone.OrganizationId, Environment = row.Environment, PhoneId = phone.Id, WabaId = phone.WabaId,
            Direction = MessageDirection.Inbound, Type = type, Content = message.Member(type) is { ValueKind: not JsonValueKind.Undefined } content ? content.GetRawText() : "{}",
            Wamid = message.Text("id"), ContactPhone = message.Text("from") is { Length: > 0 } from ? "+" + from : null,
            ContactName = profile.Text("name"), Username = profile.Text("username"), ContactId = contact.Text("wa_id"),
            BusinessScopedUserId = contact.Text("user_id") ?? message.Text("from_user_id"), Status = StatusRules.Received,
            OccurredAt = message.Instant() ?? row.ReceivedAt, CreatedAt = row.ReceivedAt, UpdatedAt = row.ReceivedAt,
        };
    }

    internal static MessageEvent EventOf(MessageRow message, PhoneRow phone, string wamid, string status) => new()
    {
        MessageId = message.Id, Channel = Channels.WhatsApp, ConnectionId = phone.ConnectionId, PhoneNumberId = phone.Id, PhoneNumber = phone.PhoneNumber, WabaId = phone.WabaId,
        ContactPhone = message.ContactPhone, ContactName = message.ContactName, ContactId = message.ContactId,
        BusinessScopedUserId = message.BusinessScopedUserId, Username = message.Username, Direction = message.Direction, Type = message.Type,
        Content = JsonLists.Raw(message.Content), Wamid = wamid, Status = status, ExternalId = phone.ExternalId,
        Metadata = JsonLists.Raw(phone.Metadata), Timestamp = message.OccurredAt,
    };

    // Sent by another system that shares the number: its statuses reach us too.
    private static MessageEvent Unknown(InboundEventRow row, PhoneRow phone, JsonElement status, string wamid, string name) => new()
    {
        Channel = Channels.WhatsApp, ConnectionId = phone.ConnectionId, PhoneNumberId = phone.Id, PhoneNumber = phone.PhoneNumber, WabaId = phone.WabaId,
        ContactPhone = status.Text("recipient_id") is { Length: > 0 } to ? "+" + to : null, ContactId = status.Text("recipient_id"),
        BusinessScopedUserId = status.Text("recipient_user_id"), Direction = MessageDirection.Outbound, Wamid = wamid, Status = name,
        ExternalId = phone.ExternalId, Metadata = JsonLists.Raw(phone.Metadata), Timestamp = row.ReceivedAt,
    };

    private static MessageError? ErrorOf(JsonElement status) =>
        status.TryGetProperty("errors", out var errors) && errors is { ValueKind: JsonValueKind.Array } && errors.GetArrayLength() > 0
            ? new MessageError(errors[0].Member("code") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number) ? number : null, errors[0].Text("title"), null)
            : null;
}
