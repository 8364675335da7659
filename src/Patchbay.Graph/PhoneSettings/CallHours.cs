using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneSettings;

/// <summary>When calls are taken.</summary>
public sealed record CallHours : GraphObject
{
    /// <summary>Whether the hours apply.</summary>
    public Toggle? Status { get; init; }

    /// <summary>Name of the time zone.</summary>
    public string? Timezone { get; init; }

    /// <summary>Name of the time zone, in the live field.</summary>
    public string? TimezoneId { get; init; }

    /// <summary>First day of the week.</summary>
    public string? DayOfWeekStart { get; init; }

    /// <summary>The hours of each day.</summary>
    public IReadOnlyList<WeeklyHours>? WeeklyOperatingHours { get; init; }

    /// <summary>Exceptions.</summary>
    public IReadOnlyList<HolidayHours>? HolidaySchedule { get; init; }
}

/// <summary>Hours of a day.</summary>
public sealed record WeeklyHours : GraphObject
{
    /// <summary>The day, in capitals.</summary>
    public string? DayOfWeek { get; init; }

    /// <summary>Opening, <c>HHmm</c>.</summary>
    public string? OpenTime { get; init; }

    /// <summary>Closing, <c>HHmm</c>.</summary>
    public string? CloseTime { get; init; }
}

/// <summary>Hours of a date.</summary>
public sealed record HolidayHours : GraphObject
{
    /// <summary><c>YYYY-MM-DD</c>.</summary>
    public string? Date { get; init; }

    /// <summary>Opening, <c>HHmm</c>.</summary>
    public string? StartTime { get; init; }

    /// <summary>Closing, <c>HHmm</c>.</summary>
    public string? EndTime { get; init; }
}

/// <summary>Where the call icon is shown.</summary>
public sealed record CallIcons : GraphObject
{
    /// <summary>Only to users of these countries, two letters each.</summary>
    public IReadOnlyList<string>? RestrictToUserCountries { get; init; }
}

/// <summary>Calls over SIP.</summary>
public sealed record SipSettings : GraphObject
{
    /// <summary>Whether they are on.</summary>
    public Toggle? Status { get; init; }

    /// <summary>The servers.</summary>
    public IReadOnlyList<SipServer>? Servers { get; init; }
}

/// <summary>A SIP server.</summary>
public sealed record SipServer : GraphObject
{
    /// <summary>The app it belongs to.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AppId { get; init; }

    /// <summary>Its name.</summary>
    public string? Hostname { get; init; }

    /// <summary>Its port, 5061 when left out.</summary>
    public int? Port { get; init; }

    /// <summary>Parameters added to the address.</summary>
    public IReadOnlyDictionary<string, string>? RequestUriUserParams { get; init; }

    /// <summary>The password Meta made; only when credentials are asked for.</summary>
    public string? SipUserPassword { get; init; }

    /// <summary>The password Meta made, by the description's name.</summary>
    public string? Password { get; init; }
}

/// <summary>What Meta has restricted.</summary>
public sealed record CallRestrictions : GraphObject
{
    /// <summary>Each.</summary>
    public IReadOnlyList<CallRestriction>? Restrictions { get; init; }
}

/// <summary>A restriction.</summary>
public sealed record CallRestriction : GraphObject
{
    /// <summary>What.</summary>
    public string? Type { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Until when, in seconds since 1970.</summary>
    public long? Expiration { get; init; }
}

/// <summary>End-to-end encryption of payloads between you and Meta.</summary>
public sealed record PayloadEncryption : GraphObject
{
    /// <summary>Whether it is on.</summary>
    public Toggle? Status { get; init; }

    /// <summary>Your public key, when setting it.</summary>
    public string? ClientEncryptionKey { get; init; }

    /// <summary>Fingerprint of your key.</summary>
    public string? ClientEncryptionKeyFingerprint { get; init; }

    /// <summary>Meta's public key.</summary>
    public string? CloudEncryptionKey { get; init; }
}

/// <summary>Where message data rests.</summary>
public sealed record StorageConfiguration : GraphObject
{
    /// <summary>Which way.</summary>
    public StorageStatus? Status { get; init; }

    /// <summary>Country, two letters.</summary>
    public string? DataLocalizationRegion { get; init; }

    /// <summary>When setting: whether it stays in the country.</summary>
    public bool? Enabled { get; init; }

    /// <summary>When setting: the country.</summary>
    public string? Region { get; init; }

    /// <summary>Minutes kept without storage.</summary>
    public int? RetentionMinutes { get; init; }
}

/// <summary>Where message data rests.</summary>
[JsonConverter(typeof(OpenEnumConverter<StorageStatus>))]
public readonly record struct StorageStatus(string Value) : IOpenEnum<StorageStatus>
{
    /// <summary>As usual.</summary>
    public static StorageStatus Default => new("default");

    /// <summary>In one country.</summary>
    public static StorageStatus InCountryStorageEnabled => new("in_country_storage_enabled");

    /// <summary>Nowhere.</summary>
    public static StorageStatus NoStorageEnabled => new("no_storage_enabled");

    /// <inheritdoc/>
    public static StorageStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(StorageStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The check that a user is still the same.</summary>
public sealed record IdentityCheck : GraphObject
{
    /// <summary>Whether it is on.</summary>
    public bool? EnableIdentityKeyCheck { get; init; }

    /// <summary>Whether it is on, by the description's name.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>What to read.</summary>
public sealed record SettingsQuery
{
    /// <summary>Also the passwords of SIP servers.</summary>
    public bool? IncludeSipCredentials { get; init; }
}
