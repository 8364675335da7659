using System.Text.Json.Serialization;

namespace Patchbay.Graph.MessageHistory;

/// <summary>A message with what happened to it.</summary>
public sealed record MessageRecord : GraphObject
{
    /// <summary>Id of the record.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>The message.</summary>
    public string? MessageId { get; init; }

    /// <summary>What happened.</summary>
    public Page<MessageEvent>? Events { get; init; }
}

/// <summary>Something that happened to a message.</summary>
public sealed record MessageEvent : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>What.</summary>
    public HistoryStatus? DeliveryStatus { get; init; }

    /// <summary>Whether it was told by webhook.</summary>
    public WebhookState? WebhookUpdateState { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? Timestamp { get; init; }

    /// <summary>The app it was told to.</summary>
    public NodeName? Application { get; init; }

    /// <summary>The address it was told to.</summary>
    public string? WebhookUri { get; init; }

    /// <summary>What went wrong.</summary>
    public string? ErrorDescription { get; init; }
}

/// <summary>What happened to a message.</summary>
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

/// <summary>Whether something was told by webhook.</summary>
[JsonConverter(typeof(OpenEnumConverter<WebhookState>))]
public readonly record struct WebhookState(string Value) : IOpenEnum<WebhookState>
{
    /// <summary>Not yet.</summary>
    public static WebhookState Pending => new("PENDING");

    /// <summary>It was.</summary>
    public static WebhookState Delivered => new("DELIVERED");

    /// <summary>It could not be.</summary>
    public static WebhookState Failed => new("FAILED");

    /// <summary>Being tried again.</summary>
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
    /// <summary>Only this message.</summary>
    public string? MessageId { get; init; }
}

/// <summary>Narrows a list of events.</summary>
public sealed record ListMessageEvents : PageQuery
{
    /// <summary>Only these.</summary>
    public HistoryStatus? StatusFilter { get; init; }
}

/// <summary>An event in a list.</summary>
public sealed record MessageEventEdge : GraphObject
{
    /// <summary>Its cursor.</summary>
    public string? Cursor { get; init; }

    /// <summary>The event.</summary>
    public required MessageEventNode Node { get; init; }
}

/// <summary>Something that happened to a message, in the list's naming.</summary>
public sealed record MessageEventNode : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>What.</summary>
    public HistoryStatus? DeliveryStatus { get; init; }

    /// <summary>What went wrong.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? OccurrenceTimestamp { get; init; }

    /// <summary>When the state was set, in seconds since 1970.</summary>
    public long? StatusTimestamp { get; init; }

    /// <summary>The app it was told to.</summary>
    public NodeName? Application { get; init; }
}
