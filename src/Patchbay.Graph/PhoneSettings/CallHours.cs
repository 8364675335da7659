using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneSettings;

/// <summary>The hours in which calls are accepted.</summary>
public sealed record CallHours : GraphObject
{
    /// <summary>Whether the hours apply.</summary>
    public Toggle? Status { get; init; }

    /// <summary>Name of the time zone.</summary>
    public string? Timezone { get; init; }

    /// <summary>Name of the time zone, in the member that Meta's live API uses.</summary>
    public string? TimezoneId { get; init; }

    /// <summary>First day of the week.</summary>
    public string? DayOfWeekStart { get; init; }

    /// <summary>Hours of each day of the week.</summary>
    public IReadOnlyList<WeeklyHours>? WeeklyOperatingHours { get; init; }

    /// <summary>Exceptions from the weekly hours.</summary>
    public IReadOnlyList<HolidayHours>? HolidaySchedule { get; init; }
}

/// <summary>Hours of a day.</summary>
public sealed record WeeklyHours : GraphObject
{
    /// <summary>Day of the week, in capitals.</summary>
    public string? DayOfWeek { get; init; }

    /// <summary>Opening time, <c>HHmm</c>.</summary>
    public string? OpenTime { get; init; }

    /// <summary>Closing time, <c>HHmm</c>.</summary>
    public string? CloseTime { get; init; }
}

/// <summary>Hours of a date.</summary>
public sealed record HolidayHours : GraphObject
{
    /// <summary>The date, <c>YYYY-MM-DD</c>.</summary>
    public string? Date { get; init; }

    /// <summary>Opening time, <c>HHmm</c>.</summary>
    public string? StartTime { get; init; }

    /// <summary>Closing time, <c>HHmm</c>.</summary>
    public string? EndTime { get; init; }
}

/// <summary>Where the call icon is shown.</summary>
public sealed record CallIcons : GraphObject
{
    /// <summary>Country codes of the users who see the icon, two letters each.</summary>
    public IReadOnlyList<string>? RestrictToUserCountries { get; init; }
}

/// <summary>Calls over SIP.</summary>
public sealed record SipSettings : GraphObject
{
    /// <summary>Whether calls over SIP are on.</summary>
    public Toggle? Status { get; init; }

    /// <summary>The SIP servers.</summary>
    public IReadOnlyList<SipServer>? Servers { get; init; }
}

/// <summary>A SIP server.</summary>
public sealed record SipServer : GraphObject
{
    /// <summary>Id of the app that the server belongs to.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AppId { get; init; }

    /// <summary>Host name of the server.</summary>
    public string? Hostname { get; init; }

    /// <summary>Port of the server; 5061 when omitted.</summary>
    public int? Port { get; init; }

    /// <summary>Parameters added to the request URI.</summary>
    public IReadOnlyDictionary<string, string>? RequestUriUserParams { get; init; }

    /// <summary>The password that Meta generated; returned only when credentials are requested.</summary>
    public string? SipUserPassword { get; init; }

    /// <summary>The password that Meta generated, under the name in Meta's description.</summary>
    public string? Password { get; init; }
}

/// <summary>Restrictions of calling that Meta has set.</summary>
public sealed record CallRestrictions : GraphObject
{
    /// <summary>The restrictions.</summary>
    public IReadOnlyList<CallRestriction>? Restrictions { get; init; }
}

/// <summary>A restriction of calling.</summary>
public sealed record CallRestriction : GraphObject
{
    /// <summary>Kind of restriction.</summary>
    public string? Type { get; init; }

    /// <summary>Reason of the restriction.</summary>
    public string? Reason { get; init; }

    /// <summary>When the restriction ends, in seconds since 1970.</summary>
    public long? Expiration { get; init; }
}

/// <summary>End-to-end encryption of payloads between you and Meta.</summary>
public sealed record PayloadEncryption : GraphObject
{
    /// <summary>Whether the encryption is on.</summary>
    public Toggle? Status { get; init; }

    /// <summary>Your public key, to set it.</summary>
    public string? ClientEncryptionKey { get; init; }

    /// <summary>Fingerprint of your key.</summary>
    public string? ClientEncryptionKeyFingerprint { get; init; }

    /// <summary>Meta's public key.</summary>
    public string? CloudEncryptionKey { get; init; }
}

/// <summary>Where message data is stored.</summary>
public sealed record StorageConfiguration : GraphObject
{
    /// <summary>Kind of storage.</summary>
    public StorageStatus? Status { get; init; }

    /// <summary>Country code, two letters.</summary>
    public string? DataLocalizationRegion { get; init; }

    /// <summary>Whether data stays in the country, when setting the storage.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The country, when setting the storage.</summary>
    public string? Region { get; init; }

    /// <summary>Minutes for which messages are kept without storage.</summary>
    public int? RetentionMinutes { get; init; }
}

/// <summary>Where message data is stored.</summary>
[JsonConverter(typeof(OpenEnumConverter<StorageStatus>))]
public readonly record struct StorageStatus(string Value) : IOpenEnum<StorageStatus>
{
    /// <summary>Default storage.</summary>
    public static StorageStatus Default => new("default");

    /// <summary>In one country.</summary>
    public static StorageStatus InCountryStorageEnabled => new("in_country_storage_enabled");

    /// <summary>Not stored.</summary>
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

/// <summary>The check that a user's identity has not changed.</summary>
public sealed record IdentityCheck : GraphObject
{
    /// <summary>Whether the check is on.</summary>
    public bool? EnableIdentityKeyCheck { get; init; }

    /// <summary>Whether the check is on, under the name in Meta's description.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>Which settings to read.</summary>
public sealed record SettingsQuery
{
    /// <summary>Whether the passwords of SIP servers are returned.</summary>
    public bool? IncludeSipCredentials { get; init; }
}
