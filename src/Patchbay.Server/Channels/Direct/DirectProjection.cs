using System.Text.Json;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Direct;

/// <summary>Stores messages of pages and Instagram accounts, and the statuses of sent messages.</summary>
internal sealed class DirectProjection(MessageStore messages, OutgoingEvents events, Ids ids)
{
    // Meta names some messages. Each is looked up for itself.
    private const int MostMids = 1000;

    /// <summary>A person wrote or tapped a button. Both open the window for answers.</summary>
    public async Task ReceivedAsync(DbSession session, DirectWork work)
    {
        var message = NewRow(work, MessageDirection.Inbound, StatusRules.Received);
        if (await StandingAsync(session, message) is { } standing)
            PublishNew(session, work, message, standing);
    }

    /// <summary>Something was sent in the account's name: by us, or by a person in Meta's own inbox.</summary>
    public async Task EchoAsync(DbSession session, DirectWork work)
    {
        var echo = work.Value.Member("message");
        if (echo.Text("mid") is not { } mid)
            return;
        if (await SentByUsAsync(session, work, echo, mid) is { } known && !ArrivalRules.IsAwaited(known))
        {
            var told = DirectMembers.Of(work.Value, known, work.Row.ReceivedAt);
            await messages.AdvanceAsync(session, known, ChangeOf(known, StatusRules.Sent, mid, told));
            var news = new DirectNews(EventNames.MessageSent, work.At, StatusRules.Sent) { Mid = mid, Details = told };
            Publish(session, work, known, news);
            return;
        }
        var message = NewRow(work, MessageDirection.Outbound, StatusRules.Sent);
        if (await StandingAsync(session, message) is { } standing)
            PublishNew(session, work, message, standing);
    }

    // A message that was edited or revoked before it came is published with its final content; in version 1 as it came.
    private void PublishNew(DbSession session, DirectWork work, MessageRow message, MessageRow standing)
    {
        var name = message.Direction == MessageDirection.Inbound ? EventNames.MessageReceived : EventNames.MessageSent;
        var news = new DirectNews(name, message.OccurredAt, message.Status)
        {
            Details = MessageDetails.Read(standing.Details),
        };
        if (standing.Id != message.Id)
        {
            var said = DataOf(work, message, news with { Details = MessageDetails.None }) with
            {
                MessageId = standing.Id,
            };
            news = news with { Version1 = new(name, Wire.Text(said, MessageJson.Default.MessageEvent)) };
        }
        Publish(session, work, standing, news);
    }

    private async Task<MessageRow?> StandingAsync(DbSession session, MessageRow message)
    {
        var standing = await messages.TakeAsync(session, [new(ArrivalKind.Message, message)]);
        return standing.GetValueOrDefault(message.Id);
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
            .Distinct(StringComparer.Ordinal)
            .Take(MostMids)
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

    private async Task AdvanceAsync(DbSession session, DirectWork work, string mid, string status)
    {
        // A message that was sent before this connection was made has no row, so its status is not published.
        if (await messages.FindByMidAsync(session, work.Connection.Id, mid) is not { } message)
            return;
        var told = NewsOf(work, status).Details;
        if (await messages.AdvanceAsync(session, message, ChangeOf(message, status, mid, told)))
            Publish(session, work, message, NewsOf(work, status));
    }

    private async Task UntilAsync(DbSession session, DirectWork work, JsonElement mark, string status)
    {
        if (
            work.Value.Member("sender").Text("id") is not { } person
            || MetaTime.Read(mark.Member("watermark"), work.Row.ReceivedAt) is not { } until
        )
            return;
        var advanced = await messages.AdvanceUntilAsync(session, work.Connection.Id, person, until, status);
        var news = NewsOf(work, status);
        await messages.KeepDetailsAsync(session, [.. advanced.Select(message => WithDetails(message, news.Details))]);
        foreach (var message in advanced)
            Publish(session, work, message, news);
    }

    private static MessageRow WithDetails(MessageRow message, MessageDetails told) =>
        message with
        {
            Details = MessageDetails.Read(message.Details).With(told).Write(),
        };

    private static StatusChange ChangeOf(MessageRow message, string status, string mid, MessageDetails told) =>
        new(message.Id, status, mid, Error: null) { Details = WithDetails(message, told).Details };

    // One item may be about many messages, so what stands beside the news is kept with each only while it is short.
    private static DirectNews NewsOf(DirectWork work, string status) =>
        new(EventNames.OfStatus(status) ?? EventNames.MessageSent, work.At, status)
        {
            IsOfStatus = true,
            Details =
                work.Row.Change.Length > InboundWork.LongestRepeated
                    ? MessageDetails.None
                    : DirectMembers.OfNews(
                        work.Value,
                        status == StatusRules.Read ? "read" : "delivery",
                        work.Row.ReceivedAt
                    ),
        };

    public void Publish(DbSession session, DirectWork work, MessageRow message, DirectNews news)
    {
        var data = Wire.Text(DataOf(work, message, news), MessageJson.Default.MessageEvent);
        var e = new NewEvent(news.Name, news.At, data)
        {
            MetaPayload = work.Row.Change,
            Contact = message.ContactId,
            ConnectionId = message.ConnectionId,
            Version1 = news.Version1,
        };
        work.Tell(session, events, e);
    }

    private static MessageEvent DataOf(DirectWork work, MessageRow message, DirectNews news) =>
        new(news.Details)
        {
            MessageId = message.Id,
            Channel = message.Channel,
            ConnectionId = message.ConnectionId,
            AccountId = work.AccountId,
            ContactId = message.ContactId,
            Direction = message.Direction,
            Source = message.Source,
            Type = message.Type,
            Content =
                news.IsOfStatus && message.Content.Length > InboundWork.LongestShownAgain
                    ? null
                    : JsonLists.Raw(message.Content),
            Mid = message.ProviderMessageId ?? news.Mid,
            Status = news.Status,
            Timestamp = news.At,
        };

    private MessageRow NewRow(DirectWork work, string direction, string status)
    {
        var (connection, value, row) = (work.Connection, work.Value, work.Row);
        var isPostback = value.Member("message").ValueKind != JsonValueKind.Object;
        var message = value.Member(isPostback ? "postback" : "message");
        var read = new MessageRow
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
            ContactId = PersonOf(value, direction),
            Status = status,
            OccurredAt = work.At,
            CreatedAt = row.ReceivedAt,
            UpdatedAt = row.ReceivedAt,
        };
        return read with { Details = DirectMembers.Of(value, read, row.ReceivedAt).Write() };
    }

    private static string? PersonOf(JsonElement value, string direction) =>
        value.Member(direction == MessageDirection.Inbound ? "sender" : "recipient").Text("id");
}

/// <summary>The change of a message that an event reports.</summary>
/// <param name="Name">One of <see cref="EventNames"/>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Status">The message's status.</param>
internal sealed record DirectNews(string Name, DateTimeOffset At, string Status)
{
    /// <summary>Meta's id of the message, if the row does not have it yet.</summary>
    public string? Mid { get; init; }

    /// <summary>True for news of a message that was published before.</summary>
    public bool IsOfStatus { get; init; }

    /// <summary>What stands beside the content.</summary>
    public MessageDetails Details { get; init; } = MessageDetails.None;

    /// <summary>The event in payload version 1, where it is another one.</summary>
    public EventVersion? Version1 { get; init; }
}
