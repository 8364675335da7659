using System.Text.Json;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Stores and publishes received messages and the statuses of sent messages.</summary>
internal sealed class MessageProjection(MessageStore messages, OutgoingEvents events, Ids ids)
{
    public void Receive(DbSession session, WhatsAppWork work, MessageRow message)
    {
        if (work.Owner.Phone is not { } phone)
            return;
        // A customer's message opens the window for free-form messages. Messages of groups and system notices do not.
        var contact = message.ContactPhone ?? message.BusinessScopedUserId;
        if (contact is not null && message.Type != "system")
            messages.OpenWindow(session, phone.Id, contact, message.OccurredAt);
        if (work.Added.Contains(message.Id))
        {
            var data = EventOf(message, phone, message.ProviderMessageId, message.Status);
            Publish(session, EventNames.MessageReceived, work, phone, data);
        }
    }

    /// <summary>
    /// Updates the status of a message and publishes the change. The change is also published when another system that
    /// shares the number sent the message.
    /// </summary>
    public void Advance(DbSession session, WhatsAppWork work, StatusWork status)
    {
        if (work.Owner.Phone is not { } phone)
            return;
        var (message, error, wamid) = (work.StatusMessage, ErrorOf(status.Item), status.Subject.ProviderMessageId);
        if (message is not null)
        {
            var stored = error is null ? null : Wire.Text(error, MessageJson.Default.MessageError);
            messages.Advance(session, new(message.Id, status.Name, wamid, stored));
        }
        if (EventNames.OfStatus(status.Name) is not { } eventName)
            return;
        var data = message is null ? OfOtherSystem(phone, status, wamid) : EventOf(message, phone, wamid, status.Name);
        var at = status.Item.Instant() ?? work.Row.ReceivedAt;
        Publish(session, eventName, work, phone, data with { Error = error, Timestamp = at });
    }

    /// <summary>The status in an event, which holds one status only; null when it names no message.</summary>
    public static StatusWork? StatusOf(PhoneRow phone, JsonElement value)
    {
        var item = value.GetProperty("statuses")[0];
        if (item.Text("id") is not { } wamid || item.Text("status") is not { } name)
            return null;
        Guid? ours = Guid.TryParse(item.Text("biz_opaque_callback_data"), out var id) ? id : null;
        return new(new(phone.Id, wamid, ours), name, item);
    }

    public MessageRow Received(InboundEventRow row, PhoneRow phone, JsonElement value)
    {
        var message = value.GetProperty("messages")[0];
        var sender = SenderOf(value, message);
        var type = message.Text("type") ?? "unknown";
        return new MessageRow
        {
            Id = ids.Uuid(),
            OrganizationId = phone.OrganizationId,
            Environment = row.Environment,
            Channel = WhatsAppKind.Settings.Name,
            PhoneId = phone.Id,
            WabaId = phone.WabaId,
            Direction = MessageDirection.Inbound,
            Type = type,
            Content = ContentOf(message, type),
            ProviderMessageId = message.Text("id"),
            ContactPhone = sender.Phone,
            ContactName = sender.Name,
            Username = sender.Username,
            ContactId = sender.ContactId,
            BusinessScopedUserId = sender.UserId,
            Status = StatusRules.Received,
            OccurredAt = message.Instant() ?? row.ReceivedAt,
            CreatedAt = row.ReceivedAt,
            UpdatedAt = row.ReceivedAt,
        };
    }

    private static Sender SenderOf(JsonElement value, JsonElement message)
    {
        var contact = Contacts.Of(value, message);
        var profile = contact.Member("profile");
        return new Sender(
            Phone: message.Text("from") is { Length: > 0 } from ? "+" + from : null,
            Name: profile.Text("name"),
            Username: profile.Text("username"),
            ContactId: contact.Text("wa_id"),
            UserId: contact.Text("user_id") ?? message.Text("from_user_id")
        );
    }

    internal static string ContentOf(JsonElement message, string type) =>
        message.Member(type) is { ValueKind: not JsonValueKind.Undefined } content ? content.GetRawText() : "{}";

    private void Publish(DbSession session, string name, WhatsAppWork work, PhoneRow phone, MessageEvent data)
    {
        var text = Wire.Text(data with { AccountId = work.AccountId }, MessageJson.Default.MessageEvent);
        var contact = data.ContactPhone ?? data.BusinessScopedUserId;
        work.Tell(
            session,
            events,
            new NewEvent(name, data.Timestamp, text)
            {
                PhoneId = phone.Id,
                WabaId = phone.WabaId,
                MetaPayload = work.Row.Change,
                Contact = contact,
            }
        );
    }

    internal static MessageEvent EventOf(MessageRow message, PhoneRow phone, string? wamid, string status) =>
        new()
        {
            MessageId = message.Id,
            Channel = WhatsAppKind.Settings.Name,
            ConnectionId = phone.ConnectionId,
            PhoneNumberId = phone.Id,
            PhoneNumber = phone.PhoneNumber,
            WabaId = phone.WabaId,
            ContactPhone = message.ContactPhone,
            ContactName = message.ContactName,
            ContactId = message.ContactId,
            BusinessScopedUserId = message.BusinessScopedUserId,
            Username = message.Username,
            Direction = message.Direction,
            Type = message.Type,
            Content = JsonLists.Raw(message.Content),
            Wamid = wamid,
            Status = status,
            ExternalId = phone.ExternalId,
            Metadata = JsonLists.Raw(phone.Metadata),
            Timestamp = message.OccurredAt,
        };

    private static MessageEvent OfOtherSystem(PhoneRow phone, StatusWork status, string wamid) =>
        new()
        {
            Channel = WhatsAppKind.Settings.Name,
            ConnectionId = phone.ConnectionId,
            PhoneNumberId = phone.Id,
            PhoneNumber = phone.PhoneNumber,
            WabaId = phone.WabaId,
            ContactPhone = status.Item.Text("recipient_id") is { Length: > 0 } to ? "+" + to : null,
            ContactId = status.Item.Text("recipient_id"),
            BusinessScopedUserId = status.Item.Text("recipient_user_id"),
            Direction = MessageDirection.Outbound,
            Wamid = wamid,
            Status = status.Name,
            ExternalId = phone.ExternalId,
            Metadata = JsonLists.Raw(phone.Metadata),
            Timestamp = default,
        };

    private static MessageError? ErrorOf(JsonElement status) =>
        status.TryGetProperty("errors", out var errors)
        && errors is { ValueKind: JsonValueKind.Array }
        && errors.GetArrayLength() > 0
            ? new MessageError(
                errors[0].Member("code") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number)
                    ? number
                    : null,
                errors[0].Text("title"),
                null
            )
            : null;

    private sealed record Sender(string? Phone, string? Name, string? Username, string? ContactId, string? UserId);
}
