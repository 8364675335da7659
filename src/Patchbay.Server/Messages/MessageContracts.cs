using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Messages;

public sealed record MessageAnswer
{
    public required Guid Id { get; init; }
    public required string Channel { get; init; }
    public string? Wamid { get; init; }

    /// <summary>Meta's id of a message of Instagram or Messenger, which stands in place of a wamid.</summary>
    public string? Mid { get; init; }

    /// <summary>Of e-mail: what other mails answer it by.</summary>
    public string? MailMessageId { get; init; }

    public required string Status { get; init; }
    public string? To { get; init; }
    public string? From { get; init; }
    public required string Direction { get; init; }
    public required string Type { get; init; }
    public required JsonElement Content { get; init; }

    /// <summary>Of WhatsApp: the number it went through. The other channels name what stands for it there.</summary>
    public Guid? PhoneNumberId { get; init; }

    /// <summary>Of Instagram and Messenger.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>Of e-mail, which has no connection.</summary>
    public Guid? AccountId { get; init; }

    public string? ContactName { get; init; }
    public string? ContactId { get; init; }
    public string? BusinessScopedUserId { get; init; }
    public MessageError? Error { get; init; }
    public required DateTimeOffset Timestamp { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Until when this contact may get messages that are no template, as far as we know; of single messages only.</summary>
    public DateTimeOffset? WindowExpiresAt { get; init; }

    public static MessageAnswer Of(MessageRow row, DateTimeOffset? windowExpiresAt = null)
    {
        var (isDirect, isMail) = (row.ConnectionId is not null, row.AccountId is not null);
        var contact = isDirect || isMail ? row.ContactId : row.ContactPhone ?? row.BusinessScopedUserId;
        var outbound = row.Direction == MessageDirection.Outbound;
        return new MessageAnswer
        {
            Id = row.Id,
            Channel = row.Channel,
            Wamid = isDirect || isMail ? null : row.ProviderMessageId,
            Mid = isDirect ? row.ProviderMessageId : null,
            MailMessageId = isMail ? row.ProviderMessageId : null,
            Status = row.Status,
            To = outbound ? contact : null,
            From = outbound ? null : contact,
            Direction = row.Direction,
            Type = row.Type,
            Content = JsonLists.Raw(row.Content)!.Value,
            PhoneNumberId = row.PhoneId,
            ConnectionId = row.ConnectionId,
            AccountId = row.AccountId,
            ContactName = row.ContactName,
            ContactId = row.ContactId,
            BusinessScopedUserId = row.BusinessScopedUserId,
            Error = row.Error is { } error ? JsonSerializer.Deserialize(error, MessageJson.Default.MessageError) : null,
            Timestamp = row.OccurredAt,
            UpdatedAt = row.UpdatedAt,
            WindowExpiresAt = windowExpiresAt,
        };
    }
}

/// <summary>Why a message failed: Meta's number and, from its webhook, its title.</summary>
public sealed record MessageError(int? Code, string? Title, string? Advice);

/// <summary>Data of the <c>message.*</c> events of every channel.</summary>
public sealed record MessageEvent
{
    public Guid? MessageId { get; init; }
    public required string Channel { get; init; }

    /// <summary>Of Meta's channels.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The account of the integrations surface; every channel has one.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Of WhatsApp only, as are the two below.</summary>
    public Guid? PhoneNumberId { get; init; }

    public string? PhoneNumber { get; init; }
    public Guid? WabaId { get; init; }
    public string? ContactPhone { get; init; }
    public string? ContactName { get; init; }
    public string? ContactId { get; init; }
    public string? BusinessScopedUserId { get; init; }
    public string? Username { get; init; }
    public required string Direction { get; init; }
    public string? Type { get; init; }
    public JsonElement? Content { get; init; }
    public string? Wamid { get; init; }

    /// <summary>Of Instagram and Messenger only.</summary>
    public string? Mid { get; init; }

    /// <summary>Of e-mail only.</summary>
    public string? MailMessageId { get; init; }

    public required string Status { get; init; }
    public string? ExternalId { get; init; }
    public JsonElement? Metadata { get; init; }
    public MessageError? Error { get; init; }
    public required DateTimeOffset Timestamp { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(DataAnswer<MessageAnswer>))]
[JsonSerializable(typeof(ListAnswer<MessageAnswer>))]
[JsonSerializable(typeof(MessageEvent))]
[JsonSerializable(typeof(MessageError))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(DataAnswer<JsonElement>))]
[JsonSerializable(typeof(ListAnswer<JsonElement>))]
internal sealed partial class MessageJson : JsonSerializerContext;
