using System.Text.Json.Nodes;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Direct;

/// <summary>
/// Messages that a person or the account's own people edited or took back. The history keeps what the sender lets
/// stand.
/// </summary>
internal sealed class DirectChanges(MessageStore messages, DirectProjection direct, Ids ids)
{
    private const string Edit = "message_edit",
        Message = "message";

    public async Task ApplyAsync(DbSession session, DirectWork work, DirectKind kind)
    {
        var change = kind == DirectKind.Edit ? EditOf(work) : DeletionOf(work);
        var standing = await messages.TakeAsync(session, [change]);
        if (!standing.TryGetValue(change.Row.Id, out var message))
            return;
        var name = kind == DirectKind.Edit ? EventNames.MessageEdited : EventNames.MessageRevoked;
        var told = DirectMembers.OfNews(work.Value, kind == DirectKind.Edit ? Edit : Message, work.Row.ReceivedAt);
        var news = new DirectNews(name, work.At, message.Status)
        {
            Details = MessageDetails.Read(message.Details).With(told),
            // Version 1 publishes a change as Meta wrote it.
            Version1 = new(EventNames.AccountUpdated, DirectRaw.TextOf(work)),
        };
        direct.Publish(session, work, message, news);
    }

    private MessageArrival EditOf(DirectWork work)
    {
        var edit = work.Value.Member(Edit);
        var content = new JsonObject { ["text"] = edit.Text("text") ?? "" };
        var told = DirectMembers.OfNews(work.Value, Edit, work.Row.ReceivedAt);
        return new(ArrivalKind.Edit, RowOf(work, edit.Text("mid"), "text", content, told));
    }

    private MessageArrival DeletionOf(DirectWork work)
    {
        var content = new JsonObject { ["is_deleted"] = true };
        var mid = work.Value.Member(Message).Text("mid");
        return new(ArrivalKind.Revocation, RowOf(work, mid, "unknown", content, MessageDetails.None));
    }

    private MessageRow RowOf(DirectWork work, string? mid, string type, JsonObject content, MessageDetails told)
    {
        var isOurs = IsOurs(work);
        return new MessageRow
        {
            Id = ids.Uuid(),
            OrganizationId = work.Connection.OrganizationId,
            Environment = work.Connection.Environment,
            Channel = work.Connection.Channel,
            ConnectionId = work.Connection.Id,
            Direction = isOurs ? MessageDirection.Outbound : MessageDirection.Inbound,
            Type = type,
            Content = content.ToJsonString(),
            ProviderMessageId = mid,
            ContactId = work.Value.Member(isOurs ? "recipient" : "sender").Text("id"),
            Details = told.Write(),
            Status = isOurs ? StatusRules.Sent : StatusRules.Received,
            OccurredAt = work.At,
            CreatedAt = work.Row.ReceivedAt,
            UpdatedAt = work.Row.ReceivedAt,
        };
    }

    private static bool IsOurs(DirectWork work) =>
        work.Value.Member(Message).IsTrue("is_echo") || work.Value.Member("sender").Text("id") == work.Row.EntryId;
}
