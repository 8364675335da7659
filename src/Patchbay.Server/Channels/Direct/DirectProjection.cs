using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Direct;

/// <summary>Stores messages of pages and Instagram accounts, and the statuses of sent messages.</summary>
internal sealed class DirectProjection(MessageStore messages, OutgoingEvents events, Ids ids)
{
    /// <summary>A person wrote or tapped a button. Both open the window for answers.</summary>
    public async Task ReceivedAsync(DbSession session, DirectWork work)
    {
        var message = NewRow(work, MessageDirection.Inbound, StatusRules.Received);
        if (await messages.InsertAsync(session, message))
            Publish(session, work, message, new(EventNames.MessageReceived, message.OccurredAt, message.Status));
    }

    /// <summary>Something was sent in the account's name: by us, or by a person in Meta's own inbox.</summary>
    public async Task EchoAsync(DbSession session, DirectWork work)
    {
        var echo = work.Value.Member("message");
        if (echo.Text("mid") is not { } mid)
            return;
        var news = new News(EventNames.MessageSent, work.At, StatusRules.Sent) { Mid = mid };
        if (await SentByUsAsync(session, work, echo, mid) is { } known)
        {
            await messages.AdvanceAsync(session, known.Id, StatusRules.Sent, mid, null);
            Publish(session, work, known, news);
            return;
        }
        var message = NewRow(work, MessageDirection.Outbound, StatusRules.Sent);
        if (await messages.InsertAsync(session, message))
            Publish(session, work, message, news);
    }

    private async Task<MessageRow?> SentByUsAsync(DbSession session, DirectWork work, JsonElement echo, string mid)
    {
        if (await messages.FindByMidAsync(session, work.Connection.Id, mid) is { } known)
            return known;
        if (work.Value.Member("recipient").Text("id") is not { } person)
            return null;
        var unanswered = await messages.WithoutAnswerAsync(session, work.Connection.Id, person);
        return DirectRules.SentAs(unanswered, echo);
    }

    /// <summary>
    /// Messenger usually names the delivered messages. Some clients only report the time by which all messages had
    /// arrived.
    /// </summary>
    public async Task DeliveredAsync(DbSession session, DirectWork work)
    {
        var delivery = work.Value.Member("delivery");
        var mids = delivery
            .Items("mids")
            .Where(mid => mid.ValueKind == JsonValueKind.String)
            .Select(mid => mid.GetString())
            .OfType<string>()
            .ToList();
        if (mids.Count == 0)
            await UntilAsync(session, work, delivery, StatusRules.Delivered);
        foreach (var mid in mids)
            await AdvanceAsync(session, work, mid, StatusRules.Delivered);
    }

    /// <summary>
    /// Instagram names the message that was seen. Messenger reports the time up to which all messages were seen.
    /// </summary>
    public Task ReadAsync(DbSession session, DirectWork work)
    {
        var read = work.Value.Member("read");
        return read.Text("mid") is { } mid
            ? AdvanceAsync(session, work, mid, StatusRules.Read)
            : UntilAsync(session, work, read, StatusRules.Read);
    }

    /// <summary>A person edited or deleted a message. The history then holds the edited text, or no content.</summary>
    public async Task ChangedAsync(DbSession session, DirectWork work)
    {
        var (edit, message) = (work.Value.Member("message_edit"), work.Value.Member("message"));
        var content = edit.Text("text") is { } text
            ? new JsonObject { ["text"] = text }
            : new JsonObject { ["is_deleted"] = true };
        if ((edit.Text("mid") ?? message.Text("mid")) is { } mid)
            await messages.ReplaceContentAsync(session, work.Connection.Id, mid, content.ToJsonString());
    }

    private async Task AdvanceAsync(DbSession session, DirectWork work, string mid, string status)
    {
        // A message that was sent before this connection was made has no row, so its status is not published.
        if (
            await messages.FindByMidAsync(session, work.Connection.Id, mid) is { } message
            && await messages.AdvanceAsync(session, message.Id, status, mid, null)
        )
            Publish(session, work, message, NewsOf(work, status));
    }

    private async Task UntilAsync(DbSession session, DirectWork work, JsonElement mark, string status)
    {
        if (
            work.Value.Member("sender").Text("id") is not { } person
            || DirectRules.Instant(mark, "watermark") is not { } until
        )
            return;
        var advanced = await messages.AdvanceUntilAsync(session, work.Connection.Id, person, until, status);
        foreach (var message in advanced)
            Publish(session, work, message, NewsOf(work, status));
    }

    private static News NewsOf(DirectWork work, string status) =>
        new(EventNames.OfStatus(status) ?? EventNames.MessageSent, work.At, status);

    /// <summary>The change of a message that an event reports.</summary>
    private sealed record News(string Name, DateTimeOffset At, string Status)
    {
        /// <summary>Meta's id of the message, if the row does not have it yet.</summary>
        public string? Mid { get; init; }
    }

    private void Publish(DbSession session, DirectWork work, MessageRow message, News news)
    {
        var data = new MessageEvent
        {
            MessageId = message.Id,
            Channel = message.Channel,
            ConnectionId = message.ConnectionId,
            AccountId = work.AccountId,
            ContactId = message.ContactId,
            Direction = message.Direction,
            Type = message.Type,
            Content = JsonLists.Raw(message.Content),
            Mid = message.ProviderMessageId ?? news.Mid,
            Status = news.Status,
            Timestamp = news.At,
        };
        var e = new NewEvent(news.Name, news.At, Wire.Text(data, MessageJson.Default.MessageEvent))
        {
            MetaPayload = work.Row.Change,
            Contact = message.ContactId,
            ConnectionId = message.ConnectionId,
        };
        work.Tell(session, events, e);
    }

    private MessageRow NewRow(DirectWork work, string direction, string status)
    {
        var (connection, value, row) = (work.Connection, work.Value, work.Row);
        var isPostback = value.Member("message").ValueKind != JsonValueKind.Object;
        var message = value.Member(isPostback ? "postback" : "message");
        return new MessageRow
        {
            Id = ids.Uuid(),
            OrganizationId = connection.OrganizationId,
            Environment = connection.Environment,
            Channel = connection.Channel,
            ConnectionId = connection.Id,
            Direction = direction,
            Type = isPostback ? "postback" : DirectRules.TypeOf(message),
            Content = DirectRules.ContentOf(message),
            ProviderMessageId = message.Text("mid"),
            ContactId = value.Member(direction == MessageDirection.Inbound ? "sender" : "recipient").Text("id"),
            Status = status,
            OccurredAt = work.At,
            CreatedAt = row.ReceivedAt,
            UpdatedAt = row.ReceivedAt,
        };
    }
}
