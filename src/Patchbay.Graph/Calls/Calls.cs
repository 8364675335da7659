using System.Text.Json.Serialization;

namespace Patchbay.Graph.Calls;

/// <summary>The user whose call permission is read.</summary>
public sealed record CallPermissionQuery
{
    /// <summary>The user's number.</summary>
    public string? UserWaId { get; init; }

    /// <summary>The user's business-scoped id.</summary>
    public string? UserId { get; init; }
}

/// <summary>The call permission of a user.</summary>
public sealed record CallPermission : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The permission.</summary>
    public CallPermissionState? Permission { get; init; }

    /// <summary>What may be done now, and what may not.</summary>
    public IReadOnlyList<CallAction>? Actions { get; init; }
}

/// <summary>The state of a permission to call.</summary>
public sealed record CallPermissionState : GraphObject
{
    /// <summary>Status of the permission.</summary>
    public CallPermissionStatus? Status { get; init; }

    /// <summary>When the permission ends, in seconds since 1970.</summary>
    public long? ExpirationTime { get; init; }
}

/// <summary>The status of a permission to call.</summary>
[JsonConverter(typeof(OpenEnumConverter<CallPermissionStatus>))]
public readonly record struct CallPermissionStatus(string Value) : IOpenEnum<CallPermissionStatus>
{
    /// <summary>Granted.</summary>
    public static CallPermissionStatus Granted => new("granted");

    /// <summary>Requested.</summary>
    public static CallPermissionStatus Pending => new("pending");

    /// <summary>Refused.</summary>
    public static CallPermissionStatus Denied => new("denied");

    /// <summary>Expired.</summary>
    public static CallPermissionStatus Expired => new("expired");

    /// <summary>Granted for a limited time.</summary>
    public static CallPermissionStatus Temporary => new("temporary");

    /// <summary>Granted permanently.</summary>
    public static CallPermissionStatus Permanent => new("permanent");

    /// <summary>Not granted.</summary>
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

/// <summary>An action, and whether it is allowed now.</summary>
public sealed record CallAction : GraphObject
{
    /// <summary>Name of the action.</summary>
    public CallActionName? ActionName { get; init; }

    /// <summary>Whether the action is allowed.</summary>
    public bool? CanPerformAction { get; init; }

    /// <summary>The limits that apply to the action.</summary>
    public IReadOnlyList<CallLimit>? Limits { get; init; }
}

/// <summary>An action of calling.</summary>
[JsonConverter(typeof(OpenEnumConverter<CallActionName>))]
public readonly record struct CallActionName(string Value) : IOpenEnum<CallActionName>
{
    /// <summary>Starting a call.</summary>
    public static CallActionName StartCall => new("start_call");

    /// <summary>Asking for permission to call.</summary>
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

/// <summary>A limit of an action.</summary>
public sealed record CallLimit : GraphObject
{
    /// <summary>Period of the limit, an ISO 8601 duration such as <c>PT24H</c>.</summary>
    public string? TimePeriod { get; init; }

    /// <summary>How often the action was used in the period.</summary>
    public int? CurrentUsage { get; init; }

    /// <summary>How often the action may be used in the period.</summary>
    public int? MaxAllowed { get; init; }

    /// <summary>When the action is allowed again, in seconds since 1970.</summary>
    public long? LimitExpirationTime { get; init; }
}

/// <summary>Starts, answers or ends a call.</summary>
/// <remarks>The methods of this type create it.</remarks>
public sealed partial record CallRequest
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    [JsonInclude]
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        internal init;
    }

    /// <summary>Number of the user to call.</summary>
    [JsonInclude]
    public string? To { get; internal init; }

    /// <summary>Business-scoped id of the user to call.</summary>
    [JsonInclude]
    public string? Recipient { get; internal init; }

    /// <summary>Id of the call.</summary>
    [JsonInclude]
    public string? CallId { get; internal init; }

    /// <summary>What to do with the call.</summary>
    [JsonInclude]
    public CallVerb? Action { get; internal init; }

    /// <summary>The SDP offer or answer.</summary>
    [JsonInclude]
    public CallSession? Session { get; internal init; }

    /// <summary>Returned in the webhooks; at most 512 characters.</summary>
    [JsonInclude]
    public string? BizOpaqueCallbackData { get; internal init; }
}

/// <summary>What to do with a call.</summary>
[JsonConverter(typeof(OpenEnumConverter<CallVerb>))]
public readonly record struct CallVerb(string Value) : IOpenEnum<CallVerb>
{
    /// <summary>Start the call.</summary>
    public static CallVerb Connect => new("connect");

    /// <summary>Prepare to accept the call, so that audio starts at once.</summary>
    public static CallVerb PreAccept => new("pre_accept");

    /// <summary>Accept the call.</summary>
    public static CallVerb Accept => new("accept");

    /// <summary>Refuse the call.</summary>
    public static CallVerb Reject => new("reject");

    /// <summary>End the call.</summary>
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

/// <summary>A media description (SDP) of a call.</summary>
public sealed record CallSession
{
    /// <summary>Whether the description is an offer or an answer.</summary>
    public required SdpType SdpType { get; init; }

    /// <summary>The SDP text (RFC 8866).</summary>
    public required string Sdp { get; init; }
}

/// <summary>The role of a media description.</summary>
[JsonConverter(typeof(OpenEnumConverter<SdpType>))]
public readonly record struct SdpType(string Value) : IOpenEnum<SdpType>
{
    /// <summary>The description of the side that starts the call.</summary>
    public static SdpType Offer => new("offer");

    /// <summary>The description of the other side.</summary>
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
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The call that was started.</summary>
    public IReadOnlyList<CreatedNode>? Calls { get; init; }

    /// <summary>Whether the call succeeded; set for every action but starting a call.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Success { get; init; }
}
