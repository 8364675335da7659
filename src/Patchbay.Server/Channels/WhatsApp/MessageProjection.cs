using System.Text.Json;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Projections;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Received messages and the statuses of sent ones.</summary>
internal sealed class MessageProjection(MessageStore messages, OutgoingEvents events, Ids ids)
{
    public void Receive(DbSession session, Work work, IReadOnlySet<Guid> added)
    {
        var (phone, message) = (work.Owner.Phone!, work.Messages[0]);
        // A customer who writes opens the window for free-form messages; a group and a system notice do not.
        var contact = message.ContactPhone ?? message.BusinessScopedUserId;
        if (contact is not null && message.Type != "system")
            messages.OpenWindow(session, phone.Id, contact, message.OccurredAt);
        if (added.Contains(message.Id))
            Publish(
                session,
                EventNames.MessageReceived,
                work,
                phone,
                EventOf(message, phone, message.Wamid!, message.Status)
            );
    }

    /// <param name="session">The transaction.</param>
    /// <param name="work">The event.</param>
    /// <param name="status">Its status.</param>
    /// <param name="message">Whose it is; null when another system sent it, one that shares the number.</param>
    public void Advance(DbSession session, Work work, StatusWork status, MessageRow? message)
    {
        var (phone, error, wamid) = (work.Owner.Phone!, ErrorOf(status.Item), status.Subject.Wamid);
        if (message is not null)
        {
            messages.Advance(
                session,
                new(
                    message.Id,
                    status.Name,
                    wamid,
                    error is null ? null : Wire.Text(error, MessageJson.Default.MessageError)
                )
            );
        }
        if (EventNames.OfStatus(status.Name) is not { } eventName)
            return;
        var data = message is null
            ? Unknown(work.Row, phone, status.Item, wamid, status.Name)
            : EventOf(message, phone, wamid, status.Name);
        Publish(
            session,
            eventName,
            work,
            phone,
            data with
            {
                Error = error,
                Timestamp = status.Item.Instant() ?? work.Row.ReceivedAt,
            }
        );
    }

    public static StatusWork StatusOf(PhoneRow phone, JsonElement value)
    {
        var item = value.GetProperty("statuses")[0];
        return new(
            new(
                phone.Id,
                item.Text("id")!,
                Guid.TryParse(item.Text("biz_opaque_callback_data"), out var id) ? id : null
            ),
            item
        );
    }

    public MessageRow Received(InboundEventRow row, PhoneRow phone, JsonElement value)
    {
        var message = value.GetProperty("messages")[0];
        var contact = Contacts.Of(value, message);
        var profile = contact.Member("profile");
        var type = message.Text("type") ?? "unknown";
        return new MessageRow
        {
            Id = ids.Uuid(),
            OrganizationId = phone.OrganizationId,
            Environment = row.Environment,
            PhoneId = phone.Id,
            WabaId = phone.WabaId,
            Direction = MessageDirection.Inbound,
            Type = type,
            Content = message.Member(type) is { ValueKind: not JsonValueKind.Undefined } content
                ? content.GetRawText()
                : "{}",
            Wamid = message.Text("id"),
            ContactPhone = message.Text("from") is { Length: > 0 } from ? "+" + from : null,
            ContactName = profile.Text("name"),
            Username = profile.Text("username"),
            ContactId = contact.Text("wa_id"),
            BusinessScopedUserId = contact.Text("user_id") ?? message.Text("from_user_id"),
            Status = StatusRules.Received,
            OccurredAt = message.Instant() ?? row.ReceivedAt,
            CreatedAt = row.ReceivedAt,
            UpdatedAt = row.ReceivedAt,
        };
    }

    private void Publish(DbSession session, string name, Work work, PhoneRow phone, MessageEvent data) =>
        events.Publish(
            session,
            phone.Tenant,
            new NewEvent(
                name,
                data.Timestamp,
                Wire.Text(data with { AccountId = work.AccountId }, MessageJson.Default.MessageEvent)
            )
            {
                PhoneId = phone.Id,
                WabaId = phone.WabaId,
                MetaPayload = work.Row.Change,
                Contact = data.ContactPhone ?? data.BusinessScopedUserId,
            }
        );

    internal static MessageEvent EventOf(MessageRow message, PhoneRow phone, string wamid, string status) =>
        new()
        {
            MessageId = message.Id,
            Channel = ChannelNames.WhatsApp,
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

    // Sent by another system that shares the number: its statuses reach us too.
    private static MessageEvent Unknown(
        InboundEventRow row,
        PhoneRow phone,
        JsonElement status,
        string wamid,
        string name
    ) =>
        new()
        {
            Channel = ChannelNames.WhatsApp,
            ConnectionId = phone.ConnectionId,
            PhoneNumberId = phone.Id,
            PhoneNumber = phone.PhoneNumber,
            WabaId = phone.WabaId,
            ContactPhone = status.Text("recipient_id") is { Length: > 0 } to ? "+" + to : null,
            ContactId = status.Text("recipient_id"),
            BusinessScopedUserId = status.Text("recipient_user_id"),
            Direction = MessageDirection.Outbound,
            Wamid = wamid,
            Status = name,
            ExternalId = phone.ExternalId,
            Metadata = JsonLists.Raw(phone.Metadata),
            Timestamp = row.ReceivedAt,
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
}
