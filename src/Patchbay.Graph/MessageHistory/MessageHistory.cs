using System.Text.Json.Serialization;

namespace Patchbay.Graph.MessageHistory;

/// <summary>A message with its delivery events.</summary>
public sealed record MessageRecord : GraphObject
{
    /// <summary>Id of the record.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Id of the message.</summary>
    public string? MessageId { get; init; }

    /// <summary>Delivery events of the message.</summary>
    public Page<MessageEvent>? Events { get; init; }
}

/// <summary>A delivery event of a message.</summary>
public sealed record MessageEvent : GraphObject
{
    /// <summary>Id of the event.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Status of the message.</summary>
    public HistoryStatus? DeliveryStatus { get; init; }

    /// <summary>Whether a webhook reported the event.</summary>
    public WebhookState? WebhookUpdateState { get; init; }

    /// <summary>When the event happened, in seconds since 1970.</summary>
    public long? Timestamp { get; init; }

    /// <summary>The app that received the webhook.</summary>
    public NodeName? Application { get; init; }

    /// <summary>URL that received the webhook.</summary>
    public string? WebhookUri { get; init; }

    /// <summary>Description of the error.</summary>
    public string? ErrorDescription { get; init; }
}

/// <summary>The status of a message in its delivery history.</summary>
[JsonConverter(typeof(OpenEnumConverter<HistoryStatus>))]
public readonly record struct HistoryStatus(string Value) : IOpenEnum<HistoryStatus>
{
    /// <summary>Sent.</summary>
    public static HistoryStatus Sent => new("SENT");

    /// <summary>Delivered.</summary>
    public static HistoryStatus Delivered => new("DELIVERED");

    /// <summary>Read.</summary>
    public static HistoryStatus Read => new("READ");

    /// <summary>Failed.</summary>
    public static HistoryStatus Failed => new("FAILED");

    /// <summary>Deleted.</summary>
    public static HistoryStatus Deleted => new("DELETED");

    /// <inheritdoc/>
    public static HistoryStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(HistoryStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Whether a webhook reported an event.</summary>
[JsonConverter(typeof(OpenEnumConverter<WebhookState>))]
public readonly record struct WebhookState(string Value) : IOpenEnum<WebhookState>
{
    /// <summary>Not reported yet.</summary>
    public static WebhookState Pending => new("PENDING");

    /// <summary>Reported.</summary>
    public static WebhookState Delivered => new("DELIVERED");

    /// <summary>The webhook failed.</summary>
    public static WebhookState Failed => new("FAILED");

    /// <summary>The webhook is being repeated.</summary>
    public static WebhookState Retrying => new("RETRYING");

    /// <inheritdoc/>
    public static WebhookState Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(WebhookState other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Narrows a list of messages.</summary>
public sealed record ListMessageRecords : PageQuery
{
    /// <summary>Returns only this message.</summary>
    public string? MessageId { get; init; }
}

/// <summary>Narrows a list of events.</summary>
public sealed record ListMessageEvents : PageQuery
{
    /// <summary>Returns only events with this status.</summary>
    public HistoryStatus? StatusFilter { get; init; }
}

/// <summary>An event in a list.</summary>
public sealed record MessageEventEdge : GraphObject
{
    /// <summary>Cursor of the event.</summary>
    public string? Cursor { get; init; }

    /// <summary>The event.</summary>
    public required MessageEventNode Node { get; init; }
}

/// <summary>A delivery event of a message, with the member names used in lists.</summary>
public sealed record MessageEventNode : GraphObject
{
    /// <summary>Id of the event.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Status of the message.</summary>
    public HistoryStatus? DeliveryStatus { get; init; }

    /// <summary>Description of the error.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>When the event happened, in seconds since 1970.</summary>
    public long? OccurrenceTimestamp { get; init; }

    /// <summary>When the status was set, in seconds since 1970.</summary>
    public long? StatusTimestamp { get; init; }

    /// <summary>The app that received the webhook.</summary>
    public NodeName? Application { get; init; }
}
