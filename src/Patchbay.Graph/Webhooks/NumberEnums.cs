using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>The reason why a display name was rejected.</summary>
[JsonConverter(typeof(OpenEnumConverter<NameRejection>))]
public readonly record struct NameRejection(string Value) : IOpenEnum<NameRejection>
{
    /// <summary>It is the name of an employee.</summary>
    public static NameRejection NameEmployeeIssue => new("NAME_EMPLOYEE_ISSUE");

    /// <summary>It is not related to the client.</summary>
    public static NameRejection NameEndclientNotrelated => new("NAME_ENDCLIENT_NOTRELATED");

    /// <summary>Its format is not acceptable.</summary>
    public static NameRejection NameFormatUnacceptable => new("NAME_FORMAT_UNACCEPTABLE");

    /// <summary>It is the name of a person.</summary>
    public static NameRejection NameIndividualIssue => new("NAME_INDIVIDUAL_ISSUE");

    /// <summary>It differs from the name of the business.</summary>
    public static NameRejection NameNotConsistent => new("NAME_NOT_CONSISTENT");

    /// <summary>No reason is given.</summary>
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

/// <summary>An event about the quality or limits of a number.</summary>
[JsonConverter(typeof(OpenEnumConverter<PhoneQualityEvent>))]
public readonly record struct PhoneQualityEvent(string Value) : IOpenEnum<PhoneQualityEvent>
{
    /// <summary>The number was onboarded.</summary>
    public static PhoneQualityEvent Onboarding => new("ONBOARDING");

    /// <summary>The number may send 1,000 messages a second.</summary>
    public static PhoneQualityEvent ThroughputUpgrade => new("THROUGHPUT_UPGRADE");

    /// <summary>The quality is low.</summary>
    /// <remarks>Meta no longer sends it.</remarks>
    public static PhoneQualityEvent Flagged => new("FLAGGED");

    /// <summary>The quality has recovered.</summary>
    /// <remarks>Meta no longer sends it.</remarks>
    public static PhoneQualityEvent Unflagged => new("UNFLAGGED");

    /// <summary>The limit rose.</summary>
    /// <remarks>Meta no longer sends it.</remarks>
    public static PhoneQualityEvent Upgrade => new("UPGRADE");

    /// <summary>The limit fell.</summary>
    /// <remarks>Meta no longer sends it.</remarks>
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

/// <summary>An event about two-step verification.</summary>
[JsonConverter(typeof(OpenEnumConverter<SecurityEvent>))]
public readonly record struct SecurityEvent(string Value) : IOpenEnum<SecurityEvent>
{
    /// <summary>The PIN changed.</summary>
    public static SecurityEvent PinChanged => new("PIN_CHANGED");

    /// <summary>A user asked to switch two-step verification off.</summary>
    public static SecurityEvent PinResetRequest => new("PIN_RESET_REQUEST");

    /// <summary>Two-step verification was switched off.</summary>
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

/// <summary>The status of a username.</summary>
[JsonConverter(typeof(OpenEnumConverter<UsernameState>))]
public readonly record struct UsernameState(string Value) : IOpenEnum<UsernameState>
{
    /// <summary>Approved.</summary>
    public static UsernameState Approved => new("approved");

    /// <summary>Deleted.</summary>
    public static UsernameState Deleted => new("deleted");

    /// <summary>Reserved for the business.</summary>
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
