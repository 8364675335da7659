using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Messages;

/// <summary>Why a message failed: Meta's number and, from its webhook, its title.</summary>
public sealed record MessageError(int? Code, string? Title, string? Advice)
{
    /// <summary>Meta's sentence on what was wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Details { get; init; }

    /// <summary>Meta's page on the error.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Href { get; init; }
}

/// <summary>Data of the <c>message.*</c> events of every channel.</summary>
public sealed record MessageEvent : MessageDetails
{
    public MessageEvent() { }

    /// <param name="details">What stands beside the content.</param>
    public MessageEvent(MessageDetails details)
        : base(details) { }

    public Guid? MessageId { get; init; }
    public required string Channel { get; init; }

    /// <summary>The connection; null on e-mail.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The account of the integrations surface; every channel has accounts.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>WhatsApp only.</summary>
    public Guid? PhoneNumberId { get; init; }

    public string? PhoneNumber { get; init; }
    public Guid? WabaId { get; init; }
    public string? ContactPhone { get; init; }
    public string? ContactName { get; init; }
    public string? ContactId { get; init; }
    public string? BusinessScopedUserId { get; init; }
    public string? Username { get; init; }
    public required string Direction { get; init; }

    /// <summary>
    /// Where the business wrote the message: <c>api</c> or <c>business_app</c>. Null for a received message and when it
    /// is not known.
    /// </summary>
    public string? Source { get; init; }
    public string? Type { get; init; }
    public JsonElement? Content { get; init; }
    public string? Wamid { get; init; }

    /// <summary>On Instagram and Messenger only.</summary>
    public string? Mid { get; init; }

    /// <summary>On e-mail only.</summary>
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
[JsonSerializable(typeof(MessageEvent))]
[JsonSerializable(typeof(MessageError))]
[JsonSerializable(typeof(MessageDetails))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(DataAnswer<JsonElement>))]
[JsonSerializable(typeof(ListAnswer<JsonElement>))]
internal sealed partial class MessageJson : JsonSerializerContext;
