using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>Why a name was refused.</summary>
[JsonConverter(typeof(OpenEnumConverter<NameRejection>))]
public readonly record struct NameRejection(string Value) : IOpenEnum<NameRejection>
{
    /// <summary>It is an employee's.</summary>
    public static NameRejection NameEmployeeIssue => new("NAME_EMPLOYEE_ISSUE");

    /// <summary>It does not belong to the client.</summary>
    public static NameRejection NameEndclientNotrelated => new("NAME_ENDCLIENT_NOTRELATED");

    /// <summary>Its form is wrong.</summary>
    public static NameRejection NameFormatUnacceptable => new("NAME_FORMAT_UNACCEPTABLE");

    /// <summary>It is a person's.</summary>
    public static NameRejection NameIndividualIssue => new("NAME_INDIVIDUAL_ISSUE");

    /// <summary>It differs from the business's.</summary>
    public static NameRejection NameNotConsistent => new("NAME_NOT_CONSISTENT");

    /// <summary>Not told.</summary>
    public static NameRejection Unknown => new("UNKNOWN");

    /// <inheritdoc/>
    public static NameRejection Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(NameRejection other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>What changed for a number.</summary>
[JsonConverter(typeof(OpenEnumConverter<PhoneQualityEvent>))]
public readonly record struct PhoneQualityEvent(string Value) : IOpenEnum<PhoneQualityEvent>
{
    /// <summary>It was onboarded.</summary>
    public static PhoneQualityEvent Onboarding => new("ONBOARDING");

    /// <summary>It may send 1,000 messages a second.</summary>
    public static PhoneQualityEvent ThroughputUpgrade => new("THROUGHPUT_UPGRADE");

    /// <summary>Its quality is low; no longer sent.</summary>
    public static PhoneQualityEvent Flagged => new("FLAGGED");

    /// <summary>Its quality has recovered; no longer sent.</summary>
    public static PhoneQualityEvent Unflagged => new("UNFLAGGED");

    /// <summary>Its limit rose; no longer sent.</summary>
    public static PhoneQualityEvent Upgrade => new("UPGRADE");

    /// <summary>Its limit fell; no longer sent.</summary>
    public static PhoneQualityEvent Downgrade => new("DOWNGRADE");

    /// <inheritdoc/>
    public static PhoneQualityEvent Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(PhoneQualityEvent other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>What happened to two-step verification.</summary>
[JsonConverter(typeof(OpenEnumConverter<SecurityEvent>))]
public readonly record struct SecurityEvent(string Value) : IOpenEnum<SecurityEvent>
{
    /// <summary>The PIN changed.</summary>
    public static SecurityEvent PinChanged => new("PIN_CHANGED");

    /// <summary>Someone asked to switch it off.</summary>
    public static SecurityEvent PinResetRequest => new("PIN_RESET_REQUEST");

    /// <summary>It was switched off.</summary>
    public static SecurityEvent PinRequestSuccess => new("PIN_REQUEST_SUCCESS");

    /// <inheritdoc/>
    public static SecurityEvent Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(SecurityEvent other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>What happened to a user name.</summary>
[JsonConverter(typeof(OpenEnumConverter<UsernameState>))]
public readonly record struct UsernameState(string Value) : IOpenEnum<UsernameState>
{
    /// <summary>Granted.</summary>
    public static UsernameState Approved => new("approved");

    /// <summary>Gone.</summary>
    public static UsernameState Deleted => new("deleted");

    /// <summary>Kept for the business.</summary>
    public static UsernameState Reserved => new("reserved");

    /// <inheritdoc/>
    public static UsernameState Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(UsernameState other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
