using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Surfaces.Messages;

public sealed record MessageAnswer : MessageDetails
{
    public MessageAnswer() { }

    /// <param name="details">What stands beside the content.</param>
    public MessageAnswer(MessageDetails details)
        : base(details) { }

    public required Guid Id { get; init; }
    public required string Channel { get; init; }
    public string? Wamid { get; init; }

    /// <summary>Meta's id of the message, on Instagram and Messenger.</summary>
    public string? Mid { get; init; }

    /// <summary>The mail's Message-ID, to which replies refer.</summary>
    public string? MailMessageId { get; init; }

    public required string Status { get; init; }
    public string? To { get; init; }
    public string? From { get; init; }
    public required string Direction { get; init; }

    /// <summary>
    /// Where the business wrote the message: <c>api</c> or <c>business_app</c>. Null for a received message and when it
    /// is not known.
    /// </summary>
    public string? Source { get; init; }
    public required string Type { get; init; }
    public required JsonElement Content { get; init; }

    /// <summary>The phone number of the message, on WhatsApp.</summary>
    public Guid? PhoneNumberId { get; init; }

    /// <summary>The connection of the message, on Instagram and Messenger.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The account of the message, for e-mail only.</summary>
    public Guid? AccountId { get; init; }

    public string? ContactName { get; init; }
    public string? ContactId { get; init; }
    public string? BusinessScopedUserId { get; init; }
    public MessageError? Error { get; init; }
    public required DateTimeOffset Timestamp { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>
    /// The time until which the contact may get free-form messages, if known. Only in the answer for a single message.
    /// </summary>
    public DateTimeOffset? WindowExpiresAt { get; init; }
}

/// <summary>Makes answers from messages. Each channel has its own member for the provider's id.</summary>
internal sealed class MessageAnswers(MessageStore messages, ChannelRegistry channels)
{
    public async Task<MessageAnswer> WithWindowAsync(MessageRow row, CancellationToken cancellation) =>
        Of(row) with
        {
            WindowExpiresAt = await messages.WindowAsync(row, cancellation),
        };

    public MessageAnswer Of(MessageRow row)
    {
        var contact = row.PhoneId is null ? row.ContactId : row.ContactPhone ?? row.BusinessScopedUserId;
        var isOutbound = row.Direction == MessageDirection.Outbound;
        var answer = new MessageAnswer(MessageDetails.Read(row.Details))
        {
            Id = row.Id,
            Channel = row.Channel,
            Status = row.Status,
            To = isOutbound ? contact : null,
            From = isOutbound ? null : contact,
            Direction = row.Direction,
            Source = row.Source,
            Type = row.Type,
            Content = JsonLists.Raw(row.Content)!.Value,
            PhoneNumberId = row.PhoneId,
            ConnectionId = row.ConnectionId,
            AccountId = row.AccountId,
            ContactName = row.ContactName,
            ContactId = row.ContactId,
            BusinessScopedUserId = row.BusinessScopedUserId,
            Error = ErrorOf(row),
            Timestamp = row.OccurredAt,
            UpdatedAt = row.UpdatedAt,
        };
        return WithProviderId(answer, row);
    }

    private static MessageError? ErrorOf(MessageRow row) =>
        row.Error is { } error ? JsonSerializer.Deserialize(error, MessageJson.Default.MessageError) : null;

    private MessageAnswer WithProviderId(MessageAnswer answer, MessageRow row)
    {
        var member = channels.Of(row.Channel).Settings.MessageId;
        return answer with
        {
            Wamid = member == MessageIdMember.Wamid ? row.ProviderMessageId : null,
            Mid = member == MessageIdMember.Mid ? row.ProviderMessageId : null,
            MailMessageId = member == MessageIdMember.MailMessageId ? row.ProviderMessageId : null,
        };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(DataAnswer<MessageAnswer>))]
[JsonSerializable(typeof(ListAnswer<MessageAnswer>))]
internal sealed partial class MessageAnswerJson : JsonSerializerContext;
