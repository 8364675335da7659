using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Graph.Calls;

namespace Patchbay.Graph.Webhooks;

/// <summary>Something about a call.</summary>
public sealed record CallEvent : GraphObject
{
    /// <summary>The call.</summary>
    public required string Id { get; init; }

    /// <summary>Who is called.</summary>
    public string? To { get; init; }

    /// <summary>Who calls.</summary>
    public string? From { get; init; }

    /// <summary>Business-scoped id of the caller.</summary>
    public string? FromUserId { get; init; }

    /// <summary>Business-scoped id of the called.</summary>
    public string? ToUserId { get; init; }

    /// <summary>What.</summary>
    public CallEventKind? Event { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? Timestamp { get; init; }

    /// <summary>USER_INITIATED or BUSINESS_INITIATED.</summary>
    public string? Direction { get; init; }

    /// <summary>The media description.</summary>
    public CallSession? Session { get; init; }

    /// <summary>The media description, in the older shape.</summary>
    public JsonElement? Connection { get; init; }

    /// <summary>How it ended: COMPLETED or FAILED.</summary>
    [JsonConverter(typeof(FirstTextConverter))]
    public string? Status { get; init; }

    /// <summary>When it was taken, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? StartTime { get; init; }

    /// <summary>When it ended, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? EndTime { get; init; }

    /// <summary>Seconds it lasted.</summary>
    public long? Duration { get; init; }

    /// <summary>What its link carried.</summary>
    public string? DeeplinkPayload { get; init; }

    /// <summary>What its button carried.</summary>
    public string? CtaPayload { get; init; }

    /// <summary>What the call gave.</summary>
    public string? BizOpaqueCallbackData { get; init; }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; init; }
}

/// <summary>What happens to a call.</summary>
[JsonConverter(typeof(OpenEnumConverter<CallEventKind>))]
public readonly record struct CallEventKind(string Value) : IOpenEnum<CallEventKind>
{
    /// <summary>It begins.</summary>
    public static CallEventKind Connect => new("connect");

    /// <summary>It has ended.</summary>
    public static CallEventKind Terminate => new("terminate");

    /// <inheritdoc/>
    public static CallEventKind Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CallEventKind other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
