using System.Text.Json;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Publishes messages of customers and of the business app, and changes of them.</summary>
internal sealed class MessageProjection(MessageStore messages, OutgoingEvents events, Ids ids)
{
    /// <summary>A customer wrote, or changed what they wrote.</summary>
    public void Receive(DbSession session, WhatsAppWork work)
    {
        foreach (var read in work.Messages)
        {
            if (work.Owner.Phone is { } phone && !read.Arrival.IsChange)
                Meet(session, work, phone, read.Said);
            Tell(session, work, read);
        }
    }

    /// <summary>Publishes what is news of the messages that an event brought.</summary>
    public void Tell(DbSession session, WhatsAppWork work)
    {
        foreach (var read in work.Messages)
            Tell(session, work, read);
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
            OccurredAt = message.Instant(row.ReceivedAt) ?? row.ReceivedAt,
            CreatedAt = row.ReceivedAt,
            UpdatedAt = row.ReceivedAt,
        }.With(message, value);
    }

    private static Sender SenderOf(JsonElement value, JsonElement message)
    {
        var contact = Contacts.Of(value, message);
        var profile = contact.Member("profile");
        return new Sender(
            Phone: message.TextOrNumber("from") is { Length: > 0 } from ? "+" + from : null,
            Name: profile.Text("name"),
            Username: profile.Text("username"),
            ContactId: contact.Text("wa_id"),
            UserId: contact.Text("user_id") ?? message.Text("from_user_id")
        );
    }

    internal static string ContentOf(JsonElement message, string type) =>
        message.Member(type) is { ValueKind: not JsonValueKind.Undefined } content ? content.GetRawText() : "{}";

    /// <summary>Data of an event about a message of a number.</summary>
    internal static MessageEvent EventOf(MessageRow message, PhoneRow phone, MessageDetails details) =>
        new(details)
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
            Source = message.Source,
            Type = message.Type,
            Content = JsonLists.Raw(message.Content),
            Wamid = message.ProviderMessageId,
            Status = message.Status,
            ExternalId = phone.ExternalId,
            Metadata = JsonLists.Raw(phone.Metadata),
            Timestamp = message.OccurredAt,
        };

    // A customer's message opens the window for free-form messages. Messages of groups and system notices do not.
    private void Meet(DbSession session, WhatsAppWork work, PhoneRow phone, MessageRow message)
    {
        if (message.BusinessScopedUserId is { } user && PersonRules.NumberOf(message) is { } number)
        {
            var person = new KnownPerson
            {
                PhoneId = phone.Id,
                UserId = user,
                Contact = number,
            };
            messages.Know(session, person);
        }
        var isGroup = MessageDetails.Read(message.Details).GroupId is not null;
        if (!isGroup && message.Type != "system" && work.PersonOf(message) is { } contact)
            messages.OpenWindow(session, phone.Id, contact, message.OccurredAt);
    }

    private void Tell(DbSession session, WhatsAppWork work, ReadMessage read)
    {
        if (work.Owner.Phone is not { } phone || !work.Standing.TryGetValue(read.Arrival.Row.Id, out var standing))
            return;
        var details = read.Arrival.IsChange
            ? MessageChanges.DetailsOf(read, standing)
            : MessageDetails.Read(standing.Details);
        var data = EventOf(standing, phone, details);
        if (read.Arrival.IsChange)
            data = data with { Timestamp = read.Said.OccurredAt };
        work.TellMessage(session, events, NameOf(read), data, standing, Version1Of(read, standing, phone, work));
    }

    private static string NameOf(ReadMessage read) =>
        read.Arrival.Kind switch
        {
            ArrivalKind.Edit => EventNames.MessageEdited,
            ArrivalKind.Revocation => EventNames.MessageRevoked,
            _ => FirstNameOf(read.Said),
        };

    private static string FirstNameOf(MessageRow said) =>
        said.Direction == MessageDirection.Inbound ? EventNames.MessageReceived : EventNames.MessageSent;

    // Version 1 tells each message as it came, also one that changes another or was changed before it came.
    private static EventVersion? Version1Of(ReadMessage read, MessageRow standing, PhoneRow phone, WhatsAppWork work)
    {
        if (!read.Arrival.IsChange && ReferenceEquals(standing, read.Said))
            return null;
        var said = read.Said with { Id = standing.Id };
        var data = EventOf(said, phone, MessageDetails.None) with { AccountId = work.AccountId };
        return new(FirstNameOf(said), Wire.Text(data, MessageJson.Default.MessageEvent));
    }

    private sealed record Sender(string? Phone, string? Name, string? Username, string? ContactId, string? UserId);
}
