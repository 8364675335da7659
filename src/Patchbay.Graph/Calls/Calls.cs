using System.Text.Json.Serialization;

namespace Patchbay.Graph.Calls;

/// <summary>Whom a call would go to.</summary>
public sealed record CallPermissionQuery
{
    /// <summary>The user's number.</summary>
    public string? UserWaId { get; init; }

    /// <summary>The user's business-scoped id.</summary>
    public string? UserId { get; init; }
}

/// <summary>Whether a user may be called.</summary>
public sealed record CallPermission : GraphObject
{
    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The permission.</summary>
    public CallPermissionState? Permission { get; init; }

    /// <summary>What may be done now.</summary>
    public IReadOnlyList<CallAction>? Actions { get; init; }
}

/// <summary>A permission to call.</summary>
public sealed record CallPermissionState : GraphObject
{
    /// <summary>Its state.</summary>
    public CallPermissionStatus? Status { get; init; }

    /// <summary>When it ends, in seconds since 1970.</summary>
    public long? ExpirationTime { get; init; }
}

/// <summary>State of a permission to call.</summary>
[JsonConverter(typeof(OpenEnumConverter<CallPermissionStatus>))]
public readonly record struct CallPermissionStatus(string Value) : IOpenEnum<CallPermissionStatus>
{
    /// <summary>Given.</summary>
    public static CallPermissionStatus Granted => new("granted");

    /// <summary>Asked for.</summary>
    public static CallPermissionStatus Pending => new("pending");

    /// <summary>Refused.</summary>
    public static CallPermissionStatus Denied => new("denied");

    /// <summary>Ended.</summary>
    public static CallPermissionStatus Expired => new("expired");

    /// <summary>Given for a time.</summary>
    public static CallPermissionStatus Temporary => new("temporary");

    /// <summary>Given for good.</summary>
    public static CallPermissionStatus Permanent => new("permanent");

    /// <summary>Not given.</summary>
    public static CallPermissionStatus NoPermission => new("no_permission");

    /// <inheritdoc/>
    public static CallPermissionStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CallPermissionStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Something that may be done now, or not.</summary>
public sealed record CallAction : GraphObject
{
    /// <summary>What.</summary>
    public CallActionName? ActionName { get; init; }

    /// <summary>Whether it may.</summary>
    public bool? CanPerformAction { get; init; }

    /// <summary>The limits that apply.</summary>
    public IReadOnlyList<CallLimit>? Limits { get; init; }
}

/// <summary>Something to do with a call.</summary>
[JsonConverter(typeof(OpenEnumConverter<CallActionName>))]
public readonly record struct CallActionName(string Value) : IOpenEnum<CallActionName>
{
    /// <summary>Calling.</summary>
    public static CallActionName StartCall => new("start_call");

    /// <summary>Asking for permission.</summary>
    public static CallActionName SendCallPermissionRequest => new("send_call_permission_request");

    /// <inheritdoc/>
    public static CallActionName Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CallActionName other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A limit.</summary>
public sealed record CallLimit : GraphObject
{
    /// <summary>Over which time, as an ISO 8601 duration such as <c>PT24H</c>.</summary>
    public string? TimePeriod { get; init; }

    /// <summary>Used.</summary>
    public int? CurrentUsage { get; init; }

    /// <summary>Allowed.</summary>
    public int? MaxAllowed { get; init; }

    /// <summary>When room is made, in seconds since 1970.</summary>
    public long? LimitExpirationTime { get; init; }
}

/// <summary>Starts, answers or ends a call. Made by its methods.</summary>
public sealed partial record CallRequest
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    [JsonInclude]
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        internal init;
    }

    /// <summary>Whom to call.</summary>
    [JsonInclude]
    public string? To { get; internal init; }

    /// <summary>Whom to call, by business-scoped id.</summary>
    [JsonInclude]
    public string? Recipient { get; internal init; }

    /// <summary>Which call.</summary>
    [JsonInclude]
    public string? CallId { get; internal init; }

    /// <summary>What to do.</summary>
    [JsonInclude]
    public CallVerb? Action { get; internal init; }

    /// <summary>The media offer or answer.</summary>
    [JsonInclude]
    public CallSession? Session { get; internal init; }

    /// <summary>Comes back in the webhooks; at most 512 characters.</summary>
    [JsonInclude]
    public string? BizOpaqueCallbackData { get; internal init; }
}

/// <summary>What to do with a call.</summary>
[JsonConverter(typeof(OpenEnumConverter<CallVerb>))]
public readonly record struct CallVerb(string Value) : IOpenEnum<CallVerb>
{
    /// <summary>Start it.</summary>
    public static CallVerb Connect => new("connect");

    /// <summary>Prepare to accept it, so that audio starts at once.</summary>
    public static CallVerb PreAccept => new("pre_accept");

    /// <summary>Accept it.</summary>
    public static CallVerb Accept => new("accept");

    /// <summary>Refuse it.</summary>
    public static CallVerb Reject => new("reject");

    /// <summary>End it.</summary>
    public static CallVerb Terminate => new("terminate");

    /// <inheritdoc/>
    public static CallVerb Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CallVerb other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A media description.</summary>
public sealed record CallSession
{
    /// <summary>Offer or answer.</summary>
    public required SdpType SdpType { get; init; }

    /// <summary>The SDP text by RFC 8866.</summary>
    public required string Sdp { get; init; }
}

/// <summary>Direction of a media description.</summary>
[JsonConverter(typeof(OpenEnumConverter<SdpType>))]
public readonly record struct SdpType(string Value) : IOpenEnum<SdpType>
{
    /// <summary>Of the side that starts.</summary>
    public static SdpType Offer => new("offer");

    /// <summary>Of the other side.</summary>
    public static SdpType Answer => new("answer");

    /// <inheritdoc/>
    public static SdpType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(SdpType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The answer to a call request.</summary>
public sealed record CallResult : GraphObject
{
    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The call that was started.</summary>
    public IReadOnlyList<CreatedNode>? Calls { get; init; }

    /// <summary>Whether it was done, for all but starting.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Success { get; init; }
}
