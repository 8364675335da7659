using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>What a status makes of its message.</summary>
internal sealed record StatusOutcome
{
    // Each status adds to the details of its message, and reads and writes what the statuses before it added.
    private const int MostDetails = 8192;

    /// <summary>The message before; null when another system sent it.</summary>
    public MessageRow? Known { get; init; }

    /// <summary>The message after, as far as it is known.</summary>
    public required MessageRow Message { get; init; }

    /// <summary>What stands beside the event: what the message says of itself, and what the status says.</summary>
    public required MessageDetails Told { get; init; }

    public MessageError? Error { get; init; }

    /// <summary>A failure of a message that had arrived: it stays arrived.</summary>
    public bool IsLateFailure { get; init; }

    /// <summary>
    /// True when the message has much content or many details: the events of its statuses do not show them again.
    /// </summary>
    public bool IsLong { get; init; }

    /// <summary>The outcome of a status.</summary>
    /// <param name="known">Its message after the statuses before; null when another system sent it.</param>
    /// <param name="status">The status.</param>
    /// <param name="value">The value of its change.</param>
    /// <param name="phone">The number.</param>
    /// <param name="arrival">When it arrived.</param>
    public static StatusOutcome Of(
        MessageRow? known,
        StatusWork status,
        JsonElement value,
        PhoneRow phone,
        DateTimeOffset arrival
    )
    {
        var message = WithPerson(known ?? OfOtherSystem(phone, status, arrival), status.Item, value);
        var told = MessageMembers.OfStatus(status.Item, value, message, arrival);
        var own = OwnOf(message);
        var isLate = IsLate(message, own, status);
        if (StatusRules.IsNews(message, status.Name))
            message = message with { Status = status.Name };
        var isLong = HasMuch(message);
        message = WithDetails(message, own, told, status);
        return new()
        {
            Known = known,
            Message = message,
            Told = isLong ? told : OfItself(own).With(told),
            IsLong = isLong,
            Error = ErrorOf(status.Item),
            IsLateFailure = known is not null && isLate,
        };
    }

    private static MessageRow WithDetails(
        MessageRow message,
        MessageDetails own,
        MessageDetails told,
        StatusWork status
    )
    {
        var participants = ParticipantsOf(own, status);
        if (message.Details is { Length: > MostDetails })
            return message;
        if (ReferenceEquals(told, MessageDetails.None) && ReferenceEquals(participants, own.Participants))
            return message;
        var details = own.With(told with { Participants = participants }).Write();
        // The event of the status has the details in any case.
        return details is { Length: > MostDetails } ? message : message with { Details = details };
    }

    private static MessageDetails OwnOf(MessageRow message) =>
        message.Details is { Length: > MostDetails } ? MessageDetails.None : MessageDetails.Read(message.Details);

    private static bool HasMuch(MessageRow message) =>
        message.Content.Length + (message.Details?.Length ?? 0) > InboundWork.LongestShownAgain;

    /// <summary>The outcome with what events of payload version 1 show.</summary>
    public StatusOutcome InVersion1() =>
        this with
        {
            Told = MessageDetails.None,
            Error = Error is null ? null : new(Error.Code, Error.Title, Advice: null),
        };

    // What earlier statuses said belongs to their events.
    private static MessageDetails OfItself(MessageDetails details) =>
        details with
        {
            Errors = null,
            Pricing = null,
            Conversation = null,
            Extra = null,
            Participants = null,
        };

    private static bool IsLate(MessageRow message, MessageDetails details, StatusWork status)
    {
        if (status.Name != StatusRules.Failed)
            return false;
        var standing = MessageMembers.ParticipantOf(status.Item) is { } participant
            ? details.Participants?.GetValueOrDefault(participant)
            : message.Status;
        return standing is not null && StatusRules.Rank(standing) > StatusRules.Rank(StatusRules.Failed);
    }

    private static IReadOnlyDictionary<string, string>? ParticipantsOf(MessageDetails details, StatusWork status)
    {
        var known = details.Participants;
        if (MessageMembers.ParticipantOf(status.Item) is not { } participant)
            return known;
        var standing = known?.GetValueOrDefault(participant);
        if (standing is not null && StatusRules.Rank(standing) >= StatusRules.Rank(status.Name))
            return known;
        return new Dictionary<string, string>(known ?? MessageDetails.NoParticipants, StringComparer.Ordinal)
        {
            [participant] = status.Name,
        };
    }

    private static MessageRow WithPerson(MessageRow message, JsonElement status, JsonElement value)
    {
        if (MessageMembers.GroupOf(status) is not null)
            return message;
        var contact = Contacts.Of(value, status);
        var profile = contact.Member("profile");
        return message with
        {
            ContactId = message.ContactId ?? status.TextOrNumber("recipient_id"),
            ContactName = message.ContactName ?? profile.Text("name"),
            Username = message.Username ?? profile.Text("username"),
            BusinessScopedUserId =
                message.BusinessScopedUserId ?? status.Text("recipient_user_id") ?? contact.Text("user_id"),
        };
    }

    private static MessageRow OfOtherSystem(PhoneRow phone, StatusWork status, DateTimeOffset arrival) =>
        new()
        {
            Id = Guid.Empty,
            OrganizationId = phone.OrganizationId,
            Environment = phone.Environment,
            Channel = WhatsAppKind.Settings.Name,
            PhoneId = phone.Id,
            WabaId = phone.WabaId,
            Direction = MessageDirection.Outbound,
            Type = "",
            Content = "{}",
            ContactPhone =
                MessageMembers.GroupOf(status.Item) is null
                && status.Item.TextOrNumber("recipient_id") is { Length: > 0 } to
                    ? "+" + to
                    : null,
            Status = StatusRules.Pending,
            OccurredAt = arrival,
            CreatedAt = arrival,
            UpdatedAt = arrival,
        };

    /// <summary>The first of the reported errors; <see cref="MessageDetails.Errors"/> has them all.</summary>
    private static MessageError? ErrorOf(JsonElement status)
    {
        if (status.Items("errors").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } error)
            return null;
        int? code = int.TryParse(error.TextOrNumber("code"), out var number) ? number : null;
        return new(code, error.Text("title"), code is { } known ? AdviceOf(known) : null)
        {
            Details = error.Member("error_data").Text("details") ?? error.Text("error_data"),
            Href = error.Text("href"),
        };
    }

    private static string AdviceOf(int code) => MetaProblems.AdviceText(new GraphError { Code = code }.Advice);
}
