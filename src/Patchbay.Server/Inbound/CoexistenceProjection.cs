using System.Text.Json;
using Patchbay.Server.Integrations;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>Numbers that are also in the WhatsApp Business app: what is written there, and what was before they came to us.</summary>
internal sealed class CoexistenceProjection(MessageStore messages, AccountStore accounts, OutgoingEvents events, Ids ids)
{
    /// <summary>Written by the business in its app: sent, and no customer's doing, so it opens no window.</summary>
    public async Task EchoesAsync(DbSession session, InboundEventRow row, Owner owner, JsonElement value)
    {
        foreach (var echo in value.Items("message_echoes"))
        {
            if (echo.Text("id") is not { } wamid) continue;
            var message = Message(row, owner.Phone!, echo, echo.Text("to"), MessageDirection.Outbound, StatusRules.Sent);
            if (!await messages.InsertAsync(session, message)) continue;
            var told = MessageProjection.EventOf(message, owner.Phone!, wamid, message.Status) with { AccountId = await accounts.IdOfConnectionAsync(session, owner.Phone!.ConnectionId) };
            var data = Wire.Text(told, MessageJson.Default.MessageEvent);
            await events.PublishAsync(session, owner.Tenant, new NewEvent(EventNames.MessageSent, message.OccurredAt, owner.PhoneId, owner.WabaId, data, row.Change));
        }
    }

    /// <summary>Messages of before: into the history, and told of only as the chunk they came in.</summary>
    public async Task HistoryAsync(DbSession session, InboundEventRow row, Owner owner, JsonElement value)
    {
        var own = MetaJson.Digits(owner.Phone!.PhoneNumber);
        var threads = value.Items("history").SelectMany(chunk => chunk.Items("threads")).SelectMany(
            thread => thread.Items("messages").Select(message => (Message: message, Contact: thread.Text("id"))));
        foreach (var (item, contact) in threads.Concat(value.Items("messages").Select(message => (message, message.Text("from")))))
        {
            if (item.Text("id") is null) continue;
            var isOurs = MetaJson.Digits(item.Text("from")) == own;
            var message = Message(row, owner.Phone, item, isOurs ? item.Text("to") ?? contact : contact,
                isOurs ? MessageDirection.Outbound : MessageDirection.Inbound, isOurs ? StatusOf(item) : StatusRules.Received);
            await messages.InsertAsync(session, message);
        }
    }

    private MessageRow Message(InboundEventRow row, PhoneRow phone, JsonElement item, string? contact, string direction, string status)
    {
        var type = item.Text("type") ?? "unknown";
        return new MessageRow
        {
            Id = ids.Uuid(), OrganizationId = phone.OrganizationId, Environment = row.Environment, PhoneId = phone.Id, WabaId = phone.WabaId,
            Direction = direction, Type = type, Content = item.Member(type) is { ValueKind: not JsonValueKind.Undefined } content ? content.GetRawText() : "{}",
            Wamid = item.Text("id"), ContactPhone = MetaJson.Digits(contact) is { Length: > 0 } digits ? "+" + digits : null, ContactId = contact,
            BusinessScopedUserId = item.Text("to_user_id") ?? item.Text("from_user_id"), Status = status,
            OccurredAt = item.Instant() ?? row.ReceivedAt, CreatedAt = row.ReceivedAt, UpdatedAt = row.ReceivedAt,
        };
    }

    private static string StatusOf(JsonElement item) => item.Member("history_context").Text("status") switch
    {
        "DELIVERED" => StatusRules.Delivered,
        "READ" => StatusRules.Read,
        "PLAYED" => StatusRules.Played,
        "ERROR" => StatusRules.Failed,
        _ => StatusRules.Sent,
    };
}
