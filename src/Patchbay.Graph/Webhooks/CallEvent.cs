using System.Text.Json.Serialization;
using Patchbay.Graph.Calls;

namespace Patchbay.Graph.Webhooks;

/// <summary>Something about a call.</summary>
public sealed record CallEvent : GraphObject
{
    /// <summary>The call.</summary>
    public string Id { get; set; } = "";

    /// <summary>Who is called.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? To { get; set; }

    /// <summary>Who calls.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? From { get; set; }

    /// <summary>Business-scoped id of the caller.</summary>
    public string? FromUserId { get; set; }

    /// <summary>Business-scoped id of the called.</summary>
    public string? ToUserId { get; set; }

    /// <summary>What.</summary>
    public CallEventKind? Event { get; set; }

    /// <summary>When, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? Timestamp { get; set; }

    /// <summary>Who called whom.</summary>
    public CallDirection? Direction { get; set; }

    /// <summary>The media description.</summary>
    public CallSession? Session { get; set; }

    /// <summary>The media description, in the older shape.</summary>
    public CallConnection? Connection { get; set; }

    /// <summary>How it ended: COMPLETED or FAILED.</summary>
    [JsonConverter(typeof(FirstTextConverter))]
    public string? Status { get; set; }

    /// <summary>When it was taken, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? StartTime { get; set; }

    /// <summary>When it ended, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? EndTime { get; set; }

    /// <summary>Seconds it lasted.</summary>
    public long? Duration { get; set; }

    /// <summary>What its link carried.</summary>
    public string? DeeplinkPayload { get; set; }

    /// <summary>What its button carried.</summary>
    public string? CtaPayload { get; set; }

    /// <summary>What the call gave.</summary>
    public string? BizOpaqueCallbackData { get; set; }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }
}

/// <summary>The media description, in the older shape.</summary>
public sealed record CallConnection : GraphObject
{
    /// <summary>WebRTC.</summary>
    public CallWebRtc? Webrtc { get; set; }
}

/// <summary>WebRTC, in the older shape.</summary>
public sealed record CallWebRtc : GraphObject
{
    /// <summary>The description (RFC 8866).</summary>
    public string? Sdp { get; set; }
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
