using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>A part of a number's earlier messages.</summary>
/// <remarks>Parts arrive in any order: sort them by phase and order.</remarks>
public sealed record HistoryChunk : GraphObject
{
    /// <summary>Position of the part.</summary>
    public HistoryMetadata? Metadata { get; set; }

    /// <summary>The chats.</summary>
    public IReadOnlyList<HistoryThread>? Threads { get; set; }

    /// <summary>Code 2593109: the business does not share its history.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }
}

/// <summary>The position of a part of the history.</summary>
public sealed record HistoryMetadata : GraphObject
{
    /// <summary>0: the last day; 1: up to 90 days; 2: up to 180 days.</summary>
    public int? Phase { get; set; }

    /// <summary>Position in the phase.</summary>
    public int? ChunkOrder { get; set; }

    /// <summary>Progress in percent; 100 is the end.</summary>
    public int? Progress { get; set; }
}

/// <summary>A chat.</summary>
public sealed record HistoryThread : GraphObject
{
    /// <summary>The user's number.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>The user.</summary>
    public HistoryThreadUser? Context { get; set; }

    /// <summary>Messages of the chat.</summary>
    public IReadOnlyList<InboundMessage>? Messages { get; set; }
}

/// <summary>A user.</summary>
public sealed record HistoryThreadUser : GraphObject
{
    /// <summary>The user's WhatsApp id.</summary>
    public string? WaId { get; set; }

    /// <summary>The user's business-scoped id.</summary>
    public string? UserId { get; set; }

    /// <summary>The username.</summary>
    public string? Username { get; set; }
}

/// <summary>A change of the app's contacts.</summary>
public sealed record StateSync : GraphObject
{
    /// <summary><c>contact</c>.</summary>
    public string? Type { get; set; }

    /// <summary>The contact.</summary>
    public SyncedContact? Contact { get; set; }

    /// <summary>Kind of change.</summary>
    public SyncAction? Action { get; set; }

    /// <summary>When the contact changed.</summary>
    public SyncMetadata? Metadata { get; set; }
}

/// <summary>A contact.</summary>
public sealed record SyncedContact : GraphObject
{
    /// <summary>Full name.</summary>
    public string? FullName { get; set; }

    /// <summary>First name.</summary>
    public string? FirstName { get; set; }

    /// <summary>Phone number.</summary>
    public string? PhoneNumber { get; set; }
}

/// <summary>When a contact changed.</summary>
public sealed record SyncMetadata : GraphObject
{
    /// <summary>Time of the change, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? Timestamp { get; set; }
}

/// <summary>A kind of change of a contact.</summary>
[JsonConverter(typeof(OpenEnumConverter<SyncAction>))]
public readonly record struct SyncAction(string Value) : IOpenEnum<SyncAction>
{
    /// <summary>Added or changed.</summary>
    public static SyncAction Add => new("add");

    /// <summary>Changed.</summary>
    public static SyncAction Edit => new("edit");

    /// <summary>Removed.</summary>
    public static SyncAction Remove => new("remove");

    /// <inheritdoc/>
    public static SyncAction Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(SyncAction other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
