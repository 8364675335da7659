using System.Text.Json;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Stores messages of numbers that are also used in the WhatsApp Business app: messages that were written in the app,
/// and messages from before the connection.
/// </summary>
internal sealed class CoexistenceProjection(Ids ids)
{
    /// <summary>
    /// Messages that the business wrote in its app. They count as sent and do not open the window for answers.
    /// </summary>
    public IReadOnlyList<MessageRow> Echoes(InboundEventRow row, PhoneRow phone, JsonElement value) =>
        [
            .. value
                .Items("message_echoes")
                .Where(echo => echo.Text("id") is not null)
                .Select(echo =>
                    Message(row, phone, echo, echo.Text("to"), MessageDirection.Outbound, StatusRules.Sent)
                        .With(echo, value)
                ),
        ];

    /// <summary>
    /// Messages from before the connection. They are added to the history; only the chunk that contained them is
    /// published.
    /// </summary>
    public IReadOnlyList<MessageRow> History(InboundEventRow row, PhoneRow phone, JsonElement value)
    {
        var own = MetaJson.Digits(phone.PhoneNumber);
        var threads = value
            .Items("history")
            .SelectMany(chunk => chunk.Items("threads"))
            .SelectMany(thread =>
                thread.Items("messages").Select(message => (Message: message, Contact: thread.Text("id")))
            );
        return
        [
            .. threads
                .Concat(value.Items("messages").Select(message => (Message: message, Contact: message.Text("from"))))
                .Where(entry => entry.Message.Text("id") is not null)
                .Select(entry => OfBefore(row, phone, entry.Message, entry.Contact, own).With(entry.Message, value)),
        ];
    }

    private MessageRow OfBefore(InboundEventRow row, PhoneRow phone, JsonElement item, string? contact, string? own)
    {
        var isOurs = MetaJson.Digits(item.Text("from")) == own;
        return Message(
            row,
            phone,
            item,
            isOurs ? item.Text("to") ?? contact : contact,
            isOurs ? MessageDirection.Outbound : MessageDirection.Inbound,
            isOurs ? StatusOf(item) : StatusRules.Received
        );
    }

    private MessageRow Message(
        InboundEventRow row,
        PhoneRow phone,
        JsonElement item,
        string? contact,
        string direction,
        string status
    )
    {
        var type = item.Text("type") ?? "unknown";
        return new MessageRow
        {
            Id = ids.Uuid(),
            OrganizationId = phone.OrganizationId,
            Environment = row.Environment,
            Channel = WhatsAppKind.Settings.Name,
            PhoneId = phone.Id,
            WabaId = phone.WabaId,
            Direction = direction,
            Type = type,
            Content = MessageProjection.ContentOf(item, type),
            ProviderMessageId = item.Text("id"),
            ContactPhone = MetaJson.Digits(contact) is { Length: > 0 } digits ? "+" + digits : null,
            ContactId = contact,
            BusinessScopedUserId = item.Text("to_user_id") ?? item.Text("from_user_id"),
            Status = status,
            OccurredAt = item.Instant(row.ReceivedAt) ?? row.ReceivedAt,
            CreatedAt = row.ReceivedAt,
            UpdatedAt = row.ReceivedAt,
        };
    }

    private static string StatusOf(JsonElement item) =>
        item.Member("history_context").Text("status") switch
        {
            "DELIVERED" => StatusRules.Delivered,
            "READ" => StatusRules.Read,
            "PLAYED" => StatusRules.Played,
            "ERROR" => StatusRules.Failed,
            _ => StatusRules.Sent,
        };
}
