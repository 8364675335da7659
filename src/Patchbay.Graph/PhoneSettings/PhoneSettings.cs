using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneSettings;

/// <summary>Settings of a number: calling, encryption and storage.</summary>
public sealed record NumberSettings : GraphObject
{
    /// <summary>Settings of calls.</summary>
    public CallingSettings? Calling { get; init; }

    /// <summary>End-to-end encryption of payloads between you and Meta.</summary>
    public PayloadEncryption? PayloadEncryption { get; init; }

    /// <summary>Where message data is stored.</summary>
    public StorageConfiguration? StorageConfiguration { get; init; }

    /// <summary>The check that a user's identity has not changed.</summary>
    public IdentityCheck? UserIdentityChange { get; init; }
}

/// <summary>Settings of calls.</summary>
public sealed record CallingSettings : GraphObject
{
    /// <summary>Whether calls are on.</summary>
    public Toggle? Status { get; init; }

    /// <summary>Whether users see the call icon.</summary>
    public IconVisibility? CallIconVisibility { get; init; }

    /// <summary>Network addresses of Meta's media servers.</summary>
    public CallAddresses? IpAddresses { get; init; }

    /// <summary>Whether a call from a user gives permission to call back.</summary>
    public Toggle? CallbackPermissionStatus { get; init; }

    /// <summary>How media keys are exchanged.</summary>
    public KeyExchange? SrtpKeyExchangeProtocol { get; init; }

    /// <summary>The hours in which calls are accepted.</summary>
    public CallHours? CallHours { get; init; }

    /// <summary>Where the call icon is shown.</summary>
    public CallIcons? CallIcons { get; init; }

    /// <summary>Calls over SIP.</summary>
    public SipSettings? Sip { get; init; }

    /// <summary>Video calls.</summary>
    public ToggleSetting? Video { get; init; }

    /// <summary>Audio calls.</summary>
    public ToggleSetting? Audio { get; init; }

    /// <summary>Restrictions that Meta has set.</summary>
    public CallRestrictions? Restrictions { get; init; }
}

/// <summary>On or off.</summary>
[JsonConverter(typeof(OpenEnumConverter<Toggle>))]
public readonly record struct Toggle(string Value) : IOpenEnum<Toggle>
{
    /// <summary>On.</summary>
    public static Toggle Enabled => new("enabled");

    /// <summary>Off.</summary>
    public static Toggle Disabled => new("disabled");

    /// <inheritdoc/>
    public static Toggle Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(Toggle other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Whether users see the call icon.</summary>
[JsonConverter(typeof(OpenEnumConverter<IconVisibility>))]
public readonly record struct IconVisibility(string Value) : IOpenEnum<IconVisibility>
{
    /// <summary>Users see the icon.</summary>
    public static IconVisibility Visible => new("visible");

    /// <summary>Users do not see the icon.</summary>
    public static IconVisibility Hidden => new("hidden");

    /// <summary>WhatsApp decides.</summary>
    public static IconVisibility Default => new("default");

    /// <summary>The icon is hidden everywhere.</summary>
    public static IconVisibility DisableAll => new("disable_all");

    /// <inheritdoc/>
    public static IconVisibility Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(IconVisibility other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>How media keys are exchanged.</summary>
[JsonConverter(typeof(OpenEnumConverter<KeyExchange>))]
public readonly record struct KeyExchange(string Value) : IOpenEnum<KeyExchange>
{
    /// <summary>During the media handshake.</summary>
    public static KeyExchange DtlsSrtp => new("DTLS-SRTP");

    /// <summary>In the session description.</summary>
    public static KeyExchange SdesSrtp => new("SDES-SRTP");

    /// <summary>In the session description, under the short name.</summary>
    public static KeyExchange Sdes => new("SDES");

    /// <summary>During the media handshake, under the short name.</summary>
    public static KeyExchange Dtls => new("DTLS");

    /// <inheritdoc/>
    public static KeyExchange Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(KeyExchange other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A setting that is on or off.</summary>
public sealed record ToggleSetting : GraphObject
{
    /// <summary>On or off.</summary>
    public Toggle? Status { get; init; }
}

/// <summary>IP addresses of Meta's media servers.</summary>
public sealed record CallAddresses : GraphObject
{
    /// <summary>The default addresses.</summary>
    public IReadOnlyList<string>? Default { get; init; }
}
