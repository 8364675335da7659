using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>Value of the field account_update.</summary>
/// <remarks>Which members are set depends on the event.</remarks>
public sealed record AccountUpdateValue : ChangeValue
{
    /// <summary>What happened.</summary>
    public AccountEvent? Event { get; set; }

    /// <summary>The number that the event is about.</summary>
    public string? PhoneNumber { get; set; }

    /// <summary>Country of the business.</summary>
    public string? Country { get; set; }

    /// <summary>The account, for events about partners.</summary>
    public WabaInfo? WabaInfo { get; set; }

    /// <summary>Why a number is no longer shared.</summary>
    public DisconnectionInfo? DisconnectionInfo { get; set; }

    /// <summary>The restrictions.</summary>
    public IReadOnlyList<RestrictionInfo>? RestrictionInfo { get; set; }

    /// <summary>The policy that was broken.</summary>
    public ViolationInfo? ViolationInfo { get; set; }

    /// <summary>The ban.</summary>
    public BanInfo? BanInfo { get; set; }

    /// <summary>When the international authentication rate starts to apply.</summary>
    public RateEligibility? AuthInternationalRateEligibility { get; set; }

    /// <summary>The new volume pricing tier.</summary>
    public VolumeTierInfo? VolumeTierInfo { get; set; }

    /// <summary>The client that needs a certification.</summary>
    public CertificationInfo? PartnerClientCertificationNeededInfo { get; set; }

    /// <summary>The result of a client's certification.</summary>
    public CertificationInfo? PartnerClientCertificationInfo { get; set; }
}

/// <summary>An event of an account.</summary>
[JsonConverter(typeof(OpenEnumConverter<AccountEvent>))]
public readonly record struct AccountEvent(string Value) : IOpenEnum<AccountEvent>
{
    /// <summary>A client has finished Embedded Signup.</summary>
    /// <remarks>This event is authoritative.</remarks>
    public static AccountEvent PartnerAdded => new("PARTNER_ADDED");

    /// <summary>A client has given the app access.</summary>
    public static AccountEvent PartnerAppInstalled => new("PARTNER_APP_INSTALLED");

    /// <summary>A client has revoked access.</summary>
    /// <remarks>Stop using the token.</remarks>
    public static AccountEvent PartnerAppUninstalled => new("PARTNER_APP_UNINSTALLED");

    /// <summary>A client no longer shares the account.</summary>
    public static AccountEvent PartnerRemoved => new("PARTNER_REMOVED");

    /// <summary>A shared number was paused.</summary>
    public static AccountEvent AccountOffboarded => new("ACCOUNT_OFFBOARDED");

    /// <summary>A shared number was reconnected.</summary>
    public static AccountEvent AccountReconnected => new("ACCOUNT_RECONNECTED");

    /// <summary>The account was deleted.</summary>
    public static AccountEvent AccountDeleted => new("ACCOUNT_DELETED");

    /// <summary>The account was restricted.</summary>
    public static AccountEvent AccountRestriction => new("ACCOUNT_RESTRICTION");

    /// <summary>A policy was broken.</summary>
    public static AccountEvent AccountViolation => new("ACCOUNT_VIOLATION");

    /// <summary>The account was banned, or its ban was lifted.</summary>
    public static AccountEvent DisabledUpdate => new("DISABLED_UPDATE");

    /// <summary>An advertising account was linked.</summary>
    public static AccountEvent AdAccountLinked => new("AD_ACCOUNT_LINKED");

    /// <summary>The marketing terms were signed.</summary>
    public static AccountEvent MmLiteTermsSigned => new("MM_LITE_TERMS_SIGNED");

    /// <summary>The international authentication rate will apply.</summary>
    public static AccountEvent AuthIntlPriceEligibilityUpdate => new("AUTH_INTL_PRICE_ELIGIBILITY_UPDATE");

    /// <summary>The country of the business changed.</summary>
    public static AccountEvent BusinessPrimaryLocationCountryUpdate => new("BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE");

    /// <summary>The volume pricing tier changed.</summary>
    public static AccountEvent VolumeBasedPricingTierUpdate => new("VOLUME_BASED_PRICING_TIER_UPDATE");

    /// <summary>A client must be certified.</summary>
    public static AccountEvent PartnerClientCertificationNeeded => new("PARTNER_CLIENT_CERTIFICATION_NEEDED");

    /// <summary>The status of a client's certification changed.</summary>
    public static AccountEvent PartnerClientCertificationStatusUpdate =>
        new("PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE");

    /// <summary>The account was verified.</summary>
    public static AccountEvent VerifiedAccount => new("VERIFIED_ACCOUNT");

    /// <inheritdoc/>
    public static AccountEvent Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AccountEvent other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>An account, in events about partners.</summary>
public sealed record WabaInfo : GraphObject
{
    /// <summary>Id of the account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? WabaId { get; set; }

    /// <summary>Id of the owner's portfolio.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? OwnerBusinessId { get; set; }

    /// <summary>Id of the partner's app.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PartnerAppId { get; set; }

    /// <summary>Id of the solution.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SolutionId { get; set; }

    /// <summary>Ids of the portfolios of the solution's partners.</summary>
    public IReadOnlyList<string>? SolutionPartnerBusinessIds { get; set; }

    /// <summary>Id of the linked advertising account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AdAccountLinked { get; set; }
}

/// <summary>Why a number is no longer shared.</summary>
public sealed record DisconnectionInfo : GraphObject
{
    /// <summary>The reason.</summary>
    public DisconnectionReason? Reason { get; set; }

    /// <summary>Who disconnected the number: USER or SYSTEM.</summary>
    public string? InitiatedBy { get; set; }
}

/// <summary>A restriction.</summary>
public sealed record RestrictionInfo : GraphObject
{
    /// <summary>What is restricted.</summary>
    public RestrictionType? RestrictionType { get; set; }

    /// <summary>When the restriction ends, in seconds since 1970.</summary>
    public long? Expiration { get; set; }

    /// <summary>What to do about the restriction.</summary>
    public string? Remediation { get; set; }
}

/// <summary>A policy that was broken.</summary>
public sealed record ViolationInfo : GraphObject
{
    /// <summary>Kind of violation.</summary>
    public string? ViolationType { get; set; }
}

/// <summary>A ban.</summary>
public sealed record BanInfo : GraphObject
{
    /// <summary>State of the ban: DISABLE, REINSTATE or SCHEDULE_FOR_DISABLE.</summary>
    [JsonConverter(typeof(FirstTextConverter))]
    public string? WabaBanState { get; set; }

    /// <summary>Day of the ban, in English.</summary>
    public string? WabaBanDate { get; set; }
}
