using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>What happened to a flow.</summary>
[JsonConverter(typeof(OpenEnumConverter<FlowEventKind>))]
public readonly record struct FlowEventKind(string Value) : IOpenEnum<FlowEventKind>
{
    /// <summary>Its state changed.</summary>
    public static FlowEventKind FlowStatusChange => new("FLOW_STATUS_CHANGE");

    /// <summary>Phones report failures.</summary>
    public static FlowEventKind ClientErrorRate => new("CLIENT_ERROR_RATE");

    /// <summary>Its endpoint fails.</summary>
    public static FlowEventKind EndpointErrorRate => new("ENDPOINT_ERROR_RATE");

    /// <summary>Its endpoint is slow.</summary>
    public static FlowEventKind EndpointLatency => new("ENDPOINT_LATENCY");

    /// <summary>Its endpoint is not reached.</summary>
    public static FlowEventKind EndpointAvailability => new("ENDPOINT_AVAILABILITY");

    /// <summary>Its version will end.</summary>
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

/// <summary>Whether something is the case.</summary>
[JsonConverter(typeof(OpenEnumConverter<AlertState>))]
public readonly record struct AlertState(string Value) : IOpenEnum<AlertState>
{
    /// <summary>Now.</summary>
    public static AlertState Activated => new("ACTIVATED");

    /// <summary>No longer.</summary>
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

/// <summary>What happened to a solution.</summary>
[JsonConverter(typeof(OpenEnumConverter<SolutionEvent>))]
public readonly record struct SolutionEvent(string Value) : IOpenEnum<SolutionEvent>
{
    /// <summary>It was made.</summary>
    public static SolutionEvent SolutionCreated => new("SOLUTION_CREATED");

    /// <summary>It was changed.</summary>
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

/// <summary>Who called whom.</summary>
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

/// <summary>What a user wants.</summary>
[JsonConverter(typeof(OpenEnumConverter<PreferenceChoice>))]
public readonly record struct PreferenceChoice(string Value) : IOpenEnum<PreferenceChoice>
{
    /// <summary>No more.</summary>
    public static PreferenceChoice Stop => new("stop");

    /// <summary>Again.</summary>
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

/// <summary>What Meta found in a chat.</summary>
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

/// <summary>A user's answer on being called.</summary>
[JsonConverter(typeof(OpenEnumConverter<CallPermissionAnswer>))]
public readonly record struct CallPermissionAnswer(string Value) : IOpenEnum<CallPermissionAnswer>
{
    /// <summary>Yes.</summary>
    public static CallPermissionAnswer Accept => new("accept");

    /// <summary>No.</summary>
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
