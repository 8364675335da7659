using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>A kind of flow event.</summary>
[JsonConverter(typeof(OpenEnumConverter<FlowEventKind>))]
public readonly record struct FlowEventKind(string Value) : IOpenEnum<FlowEventKind>
{
    /// <summary>The status of the flow changed.</summary>
    public static FlowEventKind FlowStatusChange => new("FLOW_STATUS_CHANGE");

    /// <summary>Phones report failures.</summary>
    public static FlowEventKind ClientErrorRate => new("CLIENT_ERROR_RATE");

    /// <summary>The flow's endpoint fails.</summary>
    public static FlowEventKind EndpointErrorRate => new("ENDPOINT_ERROR_RATE");

    /// <summary>The flow's endpoint is slow.</summary>
    public static FlowEventKind EndpointLatency => new("ENDPOINT_LATENCY");

    /// <summary>The flow's endpoint is not available.</summary>
    public static FlowEventKind EndpointAvailability => new("ENDPOINT_AVAILABILITY");

    /// <summary>The flow's version will expire.</summary>
    public static FlowEventKind FlowVersionExpiryWarning => new("FLOW_VERSION_EXPIRY_WARNING");

    /// <inheritdoc/>
    public static FlowEventKind Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(FlowEventKind other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Whether a threshold is crossed.</summary>
[JsonConverter(typeof(OpenEnumConverter<AlertState>))]
public readonly record struct AlertState(string Value) : IOpenEnum<AlertState>
{
    /// <summary>The threshold is crossed.</summary>
    public static AlertState Activated => new("ACTIVATED");

    /// <summary>The threshold is no longer crossed.</summary>
    public static AlertState Deactivated => new("DEACTIVATED");

    /// <inheritdoc/>
    public static AlertState Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AlertState other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>An event of a solution.</summary>
[JsonConverter(typeof(OpenEnumConverter<SolutionEvent>))]
public readonly record struct SolutionEvent(string Value) : IOpenEnum<SolutionEvent>
{
    /// <summary>The solution was created.</summary>
    public static SolutionEvent SolutionCreated => new("SOLUTION_CREATED");

    /// <summary>The solution was changed.</summary>
    public static SolutionEvent SolutionUpdated => new("SOLUTION_UPDATED");

    /// <inheritdoc/>
    public static SolutionEvent Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(SolutionEvent other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Who started a call.</summary>
[JsonConverter(typeof(OpenEnumConverter<CallDirection>))]
public readonly record struct CallDirection(string Value) : IOpenEnum<CallDirection>
{
    /// <summary>The user called.</summary>
    public static CallDirection UserInitiated => new("USER_INITIATED");

    /// <summary>The business called.</summary>
    public static CallDirection BusinessInitiated => new("BUSINESS_INITIATED");

    /// <inheritdoc/>
    public static CallDirection Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CallDirection other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A user's choice about marketing messages.</summary>
[JsonConverter(typeof(OpenEnumConverter<PreferenceChoice>))]
public readonly record struct PreferenceChoice(string Value) : IOpenEnum<PreferenceChoice>
{
    /// <summary>Stop marketing messages.</summary>
    public static PreferenceChoice Stop => new("stop");

    /// <summary>Resume marketing messages.</summary>
    public static PreferenceChoice Resume => new("resume");

    /// <inheritdoc/>
    public static PreferenceChoice Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(PreferenceChoice other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A kind of event that Meta detected in a chat.</summary>
[JsonConverter(typeof(OpenEnumConverter<AutomaticEventName>))]
public readonly record struct AutomaticEventName(string Value) : IOpenEnum<AutomaticEventName>
{
    /// <summary>A lead.</summary>
    public static AutomaticEventName LeadSubmitted => new("LeadSubmitted");

    /// <summary>A purchase.</summary>
    public static AutomaticEventName Purchase => new("Purchase");

    /// <inheritdoc/>
    public static AutomaticEventName Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AutomaticEventName other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A user's answer to a request for permission to call.</summary>
[JsonConverter(typeof(OpenEnumConverter<CallPermissionAnswer>))]
public readonly record struct CallPermissionAnswer(string Value) : IOpenEnum<CallPermissionAnswer>
{
    /// <summary>Permission given.</summary>
    public static CallPermissionAnswer Accept => new("accept");

    /// <summary>Permission refused.</summary>
    public static CallPermissionAnswer Reject => new("reject");

    /// <inheritdoc/>
    public static CallPermissionAnswer Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CallPermissionAnswer other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
