using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneNumbers;

/// <summary>Where a phone number stands.</summary>
[JsonConverter(typeof(OpenEnumConverter<PhoneNumberStatus>))]
public readonly record struct PhoneNumberStatus(string Value) : IOpenEnum<PhoneNumberStatus>
{
    /// <summary>Registered; can send and receive.</summary>
    public static PhoneNumberStatus Connected => new("CONNECTED");

    /// <summary>Not registered.</summary>
    public static PhoneNumberStatus Disconnected => new("DISCONNECTED");

    /// <summary>Being set up.</summary>
    public static PhoneNumberStatus Pending => new("PENDING");

    /// <summary>Ownership not yet proved.</summary>
    public static PhoneNumberStatus Unverified => new("UNVERIFIED");

    /// <summary>Quality is low.</summary>
    public static PhoneNumberStatus Flagged => new("FLAGGED");

    /// <summary>Limited for breaking a policy or a limit.</summary>
    public static PhoneNumberStatus Restricted => new("RESTRICTED");

    /// <summary>Too many messages.</summary>
    public static PhoneNumberStatus RateLimited => new("RATE_LIMITED");

    /// <summary>Blocked for good.</summary>
    public static PhoneNumberStatus Banned => new("BANNED");

    /// <summary>Removed.</summary>
    public static PhoneNumberStatus Deleted => new("DELETED");

    /// <summary>Moved to another account.</summary>
    public static PhoneNumberStatus Migrated => new("MIGRATED");

    /// <summary>Attached to its account.</summary>
    public static PhoneNumberStatus Linked => new("LINKED");

    /// <summary>Detached from its account.</summary>
    public static PhoneNumberStatus Unlinked => new("UNLINKED");

    /// <inheritdoc/>
    public static PhoneNumberStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(PhoneNumberStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>How recipients rate a number.</summary>
[JsonConverter(typeof(OpenEnumConverter<QualityRating>))]
public readonly record struct QualityRating(string Value) : IOpenEnum<QualityRating>
{
    /// <summary>Good.</summary>
    public static QualityRating Green => new("GREEN");

    /// <summary>Medium.</summary>
    public static QualityRating Yellow => new("YELLOW");

    /// <summary>Poor; limits stop rising.</summary>
    public static QualityRating Red => new("RED");

    /// <summary>Not rated.</summary>
    public static QualityRating Na => new("NA");

    /// <summary>Not rated yet.</summary>
    public static QualityRating Unknown => new("UNKNOWN");

    /// <inheritdoc/>
    public static QualityRating Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(QualityRating other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Whether ownership was proved by a code.</summary>
[JsonConverter(typeof(OpenEnumConverter<CodeVerificationStatus>))]
public readonly record struct CodeVerificationStatus(string Value) : IOpenEnum<CodeVerificationStatus>
{
    /// <summary>Proved.</summary>
    public static CodeVerificationStatus Verified => new("VERIFIED");

    /// <summary>Not proved.</summary>
    public static CodeVerificationStatus Unverified => new("UNVERIFIED");

    /// <summary>Not proved, in the live spelling.</summary>
    public static CodeVerificationStatus NotVerified => new("NOT_VERIFIED");

    /// <summary>Proved too long ago.</summary>
    public static CodeVerificationStatus Expired => new("EXPIRED");

    /// <inheritdoc/>
    public static CodeVerificationStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CodeVerificationStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Review state of a display name.</summary>
[JsonConverter(typeof(OpenEnumConverter<NameStatus>))]
public readonly record struct NameStatus(string Value) : IOpenEnum<NameStatus>
{
    /// <summary>Approved.</summary>
    public static NameStatus Approved => new("APPROVED");

    /// <summary>Usable without review.</summary>
    public static NameStatus AvailableWithoutReview => new("AVAILABLE_WITHOUT_REVIEW");

    /// <summary>Refused.</summary>
    public static NameStatus Declined => new("DECLINED");

    /// <summary>Its certificate has expired.</summary>
    public static NameStatus Expired => new("EXPIRED");

    /// <summary>Under review.</summary>
    public static NameStatus PendingReview => new("PENDING_REVIEW");

    /// <summary>No name.</summary>
    public static NameStatus None => new("NONE");

    /// <inheritdoc/>
    public static NameStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(NameStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Combined state of name and account review.</summary>
[JsonConverter(typeof(OpenEnumConverter<UnifiedCertStatus>))]
public readonly record struct UnifiedCertStatus(string Value) : IOpenEnum<UnifiedCertStatus>
{
    /// <summary>Both approved.</summary>
    public static UnifiedCertStatus Approved => new("APPROVED");

    /// <summary>The name is under review.</summary>
    public static UnifiedCertStatus NamePendingReview => new("NAME_PENDING_REVIEW");

    /// <summary>The name was refused.</summary>
    public static UnifiedCertStatus NameNotApproved => new("NAME_NOT_APPROVED");

    /// <summary>The account's review has not begun.</summary>
    public static UnifiedCertStatus AccountReviewNotStarted => new("ACCOUNT_REVIEW_NOT_STARTED");

    /// <summary>Usable within limits.</summary>
    public static UnifiedCertStatus LimitedAccess => new("LIMITED_ACCESS");

    /// <inheritdoc/>
    public static UnifiedCertStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(UnifiedCertStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Live or sandbox.</summary>
[JsonConverter(typeof(OpenEnumConverter<AccountMode>))]
public readonly record struct AccountMode(string Value) : IOpenEnum<AccountMode>
{
    /// <summary>Real.</summary>
    public static AccountMode Live => new("LIVE");

    /// <summary>For trying.</summary>
    public static AccountMode Sandbox => new("SANDBOX");

    /// <inheritdoc/>
    public static AccountMode Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AccountMode other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Where a number is hosted.</summary>
[JsonConverter(typeof(OpenEnumConverter<HostPlatform>))]
public readonly record struct HostPlatform(string Value) : IOpenEnum<HostPlatform>
{
    /// <summary>By Meta.</summary>
    public static HostPlatform CloudApi => new("CLOUD_API");

    /// <summary>By the business.</summary>
    public static HostPlatform OnPremise => new("ON_PREMISE");

    /// <summary>Nowhere yet.</summary>
    public static HostPlatform NotApplicable => new("NOT_APPLICABLE");

    /// <inheritdoc/>
    public static HostPlatform Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(HostPlatform other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Unique users per moving 24 hours outside their service windows.</summary>
[JsonConverter(typeof(OpenEnumConverter<MessagingLimit>))]
public readonly record struct MessagingLimit(string Value) : IOpenEnum<MessagingLimit>
{
    /// <summary>50.</summary>
    public static MessagingLimit Tier50 => new("TIER_50");

    /// <summary>250; every new portfolio.</summary>
    public static MessagingLimit Tier250 => new("TIER_250");

    /// <summary>1,000; no longer given.</summary>
    public static MessagingLimit Tier1k => new("TIER_1K");

    /// <summary>2,000.</summary>
    public static MessagingLimit Tier2k => new("TIER_2K");

    /// <summary>10,000.</summary>
    public static MessagingLimit Tier10k => new("TIER_10K");

    /// <summary>100,000.</summary>
    public static MessagingLimit Tier100k => new("TIER_100K");

    /// <summary>No limit.</summary>
    public static MessagingLimit TierUnlimited => new("TIER_UNLIMITED");

    /// <summary>Not set yet.</summary>
    public static MessagingLimit TierNotSet => new("TIER_NOT_SET");

    /// <summary>Not under this scheme.</summary>
    public static MessagingLimit Untiered => new("UNTIERED");

    /// <inheritdoc/>
    public static MessagingLimit Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(MessagingLimit other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Messages per second.</summary>
[JsonConverter(typeof(OpenEnumConverter<ThroughputLevel>))]
public readonly record struct ThroughputLevel(string Value) : IOpenEnum<ThroughputLevel>
{
    /// <summary>80.</summary>
    public static ThroughputLevel Standard => new("STANDARD");

    /// <summary>1,000.</summary>
    public static ThroughputLevel High => new("HIGH");

    /// <summary>Not under this scheme.</summary>
    public static ThroughputLevel NotApplicable => new("NOT_APPLICABLE");

    /// <inheritdoc/>
    public static ThroughputLevel Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ThroughputLevel other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>How the verification code is sent.</summary>
[JsonConverter(typeof(OpenEnumConverter<CodeMethod>))]
public readonly record struct CodeMethod(string Value) : IOpenEnum<CodeMethod>
{
    /// <summary>As a text message.</summary>
    public static CodeMethod Sms => new("SMS");

    /// <summary>By a call.</summary>
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

    /// <summary>For trying.</summary>
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

/// <summary>The connection state an update may ask for.</summary>
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

    /// <summary>Limit step 0.</summary>
    public static ConnectionStatus MessagingLimitTier0 => new("MESSAGING_LIMIT_TIER_0");

    /// <summary>Limit step 1.</summary>
    public static ConnectionStatus MessagingLimitTier1 => new("MESSAGING_LIMIT_TIER_1");

    /// <summary>Limit step 2.</summary>
    public static ConnectionStatus MessagingLimitTier2 => new("MESSAGING_LIMIT_TIER_2");

    /// <summary>Limit step 3.</summary>
    public static ConnectionStatus MessagingLimitTier3 => new("MESSAGING_LIMIT_TIER_3");

    /// <summary>Limit step 4.</summary>
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
    /// <summary>It can.</summary>
    public static SearchVisibility Visible => new("VISIBLE");

    /// <summary>It cannot.</summary>
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
