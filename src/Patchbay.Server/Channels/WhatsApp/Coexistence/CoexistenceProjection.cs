using System.Text.Json;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>
/// Reads messages of numbers that are also used in the WhatsApp Business app: messages that were written in the app,
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
                {
                    var person = new AppPerson(echo.TextOrNumber("to"), echo.Text("to_user_id"), Username: null);
                    return Message(row, phone, echo, person, StatusRules.Sent).With(echo, value);
                }),
        ];

    /// <summary>
    /// Messages from before the connection. They are added to the history; only the chunk that contained them is
    /// published.
    /// </summary>
    public IReadOnlyList<MessageRow> History(InboundEventRow row, PhoneRow phone, JsonElement value)
    {
        var own = MetaJson.Digits(phone.PhoneNumber);
        var ofThreads = value
            .Items("history")
            .SelectMany(chunk => chunk.Items("threads"))
            .SelectMany(thread =>
                thread.Items("messages").Select(item => (Item: item, Partner: (AppPerson?)AppPerson.OfThread(thread)))
            );
        // Files that follow their placeholders stand outside of a thread.
        var files = value.Items("messages").Select(item => (Item: item, Partner: (AppPerson?)null));
        return
        [
            .. ofThreads
                .Concat(files)
                .Where(entry => entry.Item.Text("id") is not null)
                .Select(entry => OfBefore(row, phone, entry.Item, entry.Partner, own).With(entry.Item)),
        ];
    }

    private MessageRow OfBefore(InboundEventRow row, PhoneRow phone, JsonElement item, AppPerson? partner, string? own)
    {
        // Only messages of the business name a recipient.
        var to = item.TextOrNumber("to");
        var isOurs = to is not null || MetaJson.Digits(item.TextOrNumber("from")) == own;
        var person = isOurs
            ? new AppPerson(to ?? partner?.Id, item.Text("to_user_id") ?? partner?.UserId, partner?.Username)
            : new AppPerson(
                partner?.Id ?? item.TextOrNumber("from"),
                item.Text("from_user_id") ?? partner?.UserId,
                partner?.Username
            );
        return Message(row, phone, item, person, isOurs ? StatusOf(item) : StatusRules.Received);
    }

    private MessageRow Message(InboundEventRow row, PhoneRow phone, JsonElement item, AppPerson person, string status)
    {
        var type = item.Text("type") ?? "unknown";
        var isOurs = status != StatusRules.Received;
        return new MessageRow
        {
            Id = ids.Uuid(),
            OrganizationId = phone.OrganizationId,
            Environment = row.Environment,
            Channel = WhatsAppKind.Settings.Name,
            PhoneId = phone.Id,
            WabaId = phone.WabaId,
            Direction = isOurs ? MessageDirection.Outbound : MessageDirection.Inbound,
            Source = isOurs ? MessageSource.BusinessApp : null,
            Type = type,
            Content = MessageProjection.ContentOf(item, type),
            ProviderMessageId = item.Text("id"),
            ContactPhone = person.Phone,
            ContactId = person.Id,
            BusinessScopedUserId = person.UserId,
            Username = person.Username,
            Status = status,
            OccurredAt = item.Instant(row.ReceivedAt) ?? row.ReceivedAt,
            CreatedAt = row.ReceivedAt,
            UpdatedAt = row.ReceivedAt,
        };
    }

    private static string StatusOf(JsonElement item) =>
        item.Member("history_context").Text("status") switch
        {
            "PENDING" => StatusRules.Accepted,
            "DELIVERED" => StatusRules.Delivered,
            "READ" => StatusRules.Read,
            "PLAYED" => StatusRules.Played,
            "ERROR" => StatusRules.Failed,
            _ => StatusRules.Sent,
        };

    /// <summary>The other person of a chat in the app.</summary>
    /// <param name="Id">The digits of the person's number, or an id of a person without a visible number.</param>
    /// <param name="UserId">The business-scoped user id.</param>
    /// <param name="Username">The name that the person chose.</param>
    private sealed record AppPerson(string? Id, string? UserId, string? Username)
    {
        public string? Phone =>
            Id?.TrimStart('+') is { Length: > 0 } digits && digits.All(char.IsAsciiDigit) ? "+" + digits : null;

        public static AppPerson OfThread(JsonElement thread)
        {
            var context = thread.Member("context");
            return new(thread.TextOrNumber("id"), context.Text("user_id"), context.Text("username"));
        }
    }
}
