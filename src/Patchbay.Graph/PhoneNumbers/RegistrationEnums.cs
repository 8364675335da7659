using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneNumbers;

/// <summary>How the verification code is sent.</summary>
[JsonConverter(typeof(OpenEnumConverter<CodeMethod>))]
public readonly record struct CodeMethod(string Value) : IOpenEnum<CodeMethod>
{
    /// <summary>As a text message.</summary>
    public static CodeMethod Sms => new("SMS");

    /// <summary>By voice call.</summary>
    public static CodeMethod Voice => new("VOICE");

    /// <inheritdoc/>
    public static CodeMethod Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CodeMethod other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Country where message data is kept at rest.</summary>
[JsonConverter(typeof(OpenEnumConverter<DataRegion>))]
public readonly record struct DataRegion(string Value) : IOpenEnum<DataRegion>
{
    /// <summary>United Arab Emirates.</summary>
    public static DataRegion Ae => new("AE");

    /// <summary>Australia.</summary>
    public static DataRegion Au => new("AU");

    /// <summary>Bahrain.</summary>
    public static DataRegion Bh => new("BH");

    /// <summary>Brazil.</summary>
    public static DataRegion Br => new("BR");

    /// <summary>Canada.</summary>
    public static DataRegion Ca => new("CA");

    /// <summary>Switzerland.</summary>
    public static DataRegion Ch => new("CH");

    /// <summary>Germany.</summary>
    public static DataRegion De => new("DE");

    /// <summary>United Kingdom.</summary>
    public static DataRegion Gb => new("GB");

    /// <summary>Indonesia.</summary>
    public static DataRegion Id => new("ID");

    /// <summary>India.</summary>
    public static DataRegion In => new("IN");

    /// <summary>Japan.</summary>
    public static DataRegion Jp => new("JP");

    /// <summary>South Korea.</summary>
    public static DataRegion Kr => new("KR");

    /// <summary>Singapore.</summary>
    public static DataRegion Sg => new("SG");

    /// <summary>South Africa.</summary>
    public static DataRegion Za => new("ZA");

    /// <inheritdoc/>
    public static DataRegion Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(DataRegion other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Where a number is registered.</summary>
[JsonConverter(typeof(OpenEnumConverter<RegistrationTier>))]
public readonly record struct RegistrationTier(string Value) : IOpenEnum<RegistrationTier>
{
    /// <summary>Production.</summary>
    public static RegistrationTier Prod => new("PROD");

    /// <summary>Sandbox, for testing.</summary>
    public static RegistrationTier Sandbox => new("SANDBOX");

    /// <inheritdoc/>
    public static RegistrationTier Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(RegistrationTier other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The connection status that an update can request.</summary>
[JsonConverter(typeof(OpenEnumConverter<ConnectionStatus>))]
public readonly record struct ConnectionStatus(string Value) : IOpenEnum<ConnectionStatus>
{
    /// <summary>Connected.</summary>
    public static ConnectionStatus Connected => new("CONNECTED");

    /// <summary>Disconnected.</summary>
    public static ConnectionStatus Disconnected => new("DISCONNECTED");

    /// <summary>Pending.</summary>
    public static ConnectionStatus Pending => new("PENDING");

    /// <summary>Flagged for low quality.</summary>
    public static ConnectionStatus Flagged => new("FLAGGED");

    /// <summary>Restricted.</summary>
    public static ConnectionStatus Restricted => new("RESTRICTED");

    /// <summary>Rate limited.</summary>
    public static ConnectionStatus RateLimited => new("RATE_LIMITED");

    /// <summary>Messaging limit tier 0.</summary>
    public static ConnectionStatus MessagingLimitTier0 => new("MESSAGING_LIMIT_TIER_0");

    /// <summary>Messaging limit tier 1.</summary>
    public static ConnectionStatus MessagingLimitTier1 => new("MESSAGING_LIMIT_TIER_1");

    /// <summary>Messaging limit tier 2.</summary>
    public static ConnectionStatus MessagingLimitTier2 => new("MESSAGING_LIMIT_TIER_2");

    /// <summary>Messaging limit tier 3.</summary>
    public static ConnectionStatus MessagingLimitTier3 => new("MESSAGING_LIMIT_TIER_3");

    /// <summary>Messaging limit tier 4.</summary>
    public static ConnectionStatus MessagingLimitTier4 => new("MESSAGING_LIMIT_TIER_4");

    /// <inheritdoc/>
    public static ConnectionStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ConnectionStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Whether a number can be found by search.</summary>
[JsonConverter(typeof(OpenEnumConverter<SearchVisibility>))]
public readonly record struct SearchVisibility(string Value) : IOpenEnum<SearchVisibility>
{
    /// <summary>The number can be found.</summary>
    public static SearchVisibility Visible => new("VISIBLE");

    /// <summary>The number cannot be found.</summary>
    public static SearchVisibility Hidden => new("HIDDEN");

    /// <inheritdoc/>
    public static SearchVisibility Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(SearchVisibility other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
