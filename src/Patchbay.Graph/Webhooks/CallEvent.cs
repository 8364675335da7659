using System.Text.Json.Serialization;
using Patchbay.Graph.Calls;

namespace Patchbay.Graph.Webhooks;

/// <summary>An event of a call.</summary>
public sealed record CallEvent : GraphObject
{
    /// <summary>Id of the call.</summary>
    public string Id { get; set; } = "";

    /// <summary>Number of the called side.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? To { get; set; }

    /// <summary>Number of the caller.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? From { get; set; }

    /// <summary>Business-scoped id of the caller.</summary>
    public string? FromUserId { get; set; }

    /// <summary>Business-scoped id of the called user.</summary>
    public string? ToUserId { get; set; }

    /// <summary>Kind of event.</summary>
    public CallEventKind? Event { get; set; }

    /// <summary>When the event happened, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? Timestamp { get; set; }

    /// <summary>Who started the call.</summary>
    public CallDirection? Direction { get; set; }

    /// <summary>The media description (SDP).</summary>
    public CallSession? Session { get; set; }

    /// <summary>The media description, in the older format.</summary>
    public CallConnection? Connection { get; set; }

    /// <summary>How the call ended: COMPLETED or FAILED.</summary>
    [JsonConverter(typeof(FirstTextConverter))]
    public string? Status { get; set; }

    /// <summary>When the call was accepted, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? StartTime { get; set; }

    /// <summary>When the call ended, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? EndTime { get; set; }

    /// <summary>Duration of the call in seconds.</summary>
    public long? Duration { get; set; }

    /// <summary>Payload of the link that started the call.</summary>
    public string? DeeplinkPayload { get; set; }

    /// <summary>Payload of the button that started the call.</summary>
    public string? CtaPayload { get; set; }

    /// <summary>Callback data of the call request.</summary>
    public string? BizOpaqueCallbackData { get; set; }

    /// <summary>Errors of the call.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }
}

/// <summary>A media description, in the older format.</summary>
public sealed record CallConnection : GraphObject
{
    /// <summary>The WebRTC description.</summary>
    public CallWebRtc? Webrtc { get; set; }
}

/// <summary>A WebRTC description, in the older format.</summary>
public sealed record CallWebRtc : GraphObject
{
    /// <summary>The SDP text (RFC 8866).</summary>
    public string? Sdp { get; set; }
}

/// <summary>A kind of call event.</summary>
[JsonConverter(typeof(OpenEnumConverter<CallEventKind>))]
public readonly record struct CallEventKind(string Value) : IOpenEnum<CallEventKind>
{
    /// <summary>The call starts.</summary>
    public static CallEventKind Connect => new("connect");

    /// <summary>The call has ended.</summary>
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
