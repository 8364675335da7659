using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneNumbers;

/// <summary>The combined status of name and account review.</summary>
[JsonConverter(typeof(OpenEnumConverter<UnifiedCertStatus>))]
public readonly record struct UnifiedCertStatus(string Value) : IOpenEnum<UnifiedCertStatus>
{
    /// <summary>Both approved.</summary>
    public static UnifiedCertStatus Approved => new("APPROVED");

    /// <summary>The name is under review.</summary>
    public static UnifiedCertStatus NamePendingReview => new("NAME_PENDING_REVIEW");

    /// <summary>The name was refused.</summary>
    public static UnifiedCertStatus NameNotApproved => new("NAME_NOT_APPROVED");

    /// <summary>The review of the account has not started.</summary>
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

/// <summary>Whether an account is live or a sandbox.</summary>
[JsonConverter(typeof(OpenEnumConverter<AccountMode>))]
public readonly record struct AccountMode(string Value) : IOpenEnum<AccountMode>
{
    /// <summary>Live.</summary>
    public static AccountMode Live => new("LIVE");

    /// <summary>Sandbox, for testing.</summary>
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
    /// <summary>Hosted by Meta.</summary>
    public static HostPlatform CloudApi => new("CLOUD_API");

    /// <summary>Hosted by the business.</summary>
    public static HostPlatform OnPremise => new("ON_PREMISE");

    /// <summary>Not hosted yet.</summary>
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

/// <summary>
/// Unique users in a rolling 24 hours whom the business may write to outside a customer service window.
/// </summary>
[JsonConverter(typeof(OpenEnumConverter<MessagingLimit>))]
public readonly record struct MessagingLimit(string Value) : IOpenEnum<MessagingLimit>
{
    /// <summary>50 users.</summary>
    public static MessagingLimit Tier50 => new("TIER_50");

    /// <summary>250 users: the limit of a new portfolio.</summary>
    public static MessagingLimit Tier250 => new("TIER_250");

    /// <summary>1,000 users.</summary>
    /// <remarks>Meta no longer assigns it.</remarks>
    public static MessagingLimit Tier1k => new("TIER_1K");

    /// <summary>2,000 users.</summary>
    public static MessagingLimit Tier2k => new("TIER_2K");

    /// <summary>10,000 users.</summary>
    public static MessagingLimit Tier10k => new("TIER_10K");

    /// <summary>100,000 users.</summary>
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

/// <summary>A throughput in messages per second.</summary>
[JsonConverter(typeof(OpenEnumConverter<ThroughputLevel>))]
public readonly record struct ThroughputLevel(string Value) : IOpenEnum<ThroughputLevel>
{
    /// <summary>80 messages per second.</summary>
    public static ThroughputLevel Standard => new("STANDARD");

    /// <summary>1,000 messages per second.</summary>
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
