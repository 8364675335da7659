using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneNumbers;

/// <summary>A business phone number. Which members are there depends on the fields asked for; the id always is.</summary>
public sealed record PhoneNumber : GraphObject
{
    /// <summary>The number's id; key by this, never by the displayed number.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>The number as people write it, with plus and spaces.</summary>
    public string? DisplayPhoneNumber { get; init; }

    /// <summary>The name shown to customers.</summary>
    public string? VerifiedName { get; init; }

    /// <summary>Where the number stands; only a connected one can send.</summary>
    public PhoneNumberStatus? Status { get; init; }

    /// <summary>How recipients have rated the last seven days.</summary>
    public QualityRating? QualityRating { get; init; }

    /// <summary>Country, as two letters.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Dialling code without plus.</summary>
    public string? CountryDialCode { get; init; }

    /// <summary>Whether ownership was proved by a code.</summary>
    public CodeVerificationStatus? CodeVerificationStatus { get; init; }

    /// <summary>Review state of the current name.</summary>
    public NameStatus? NameStatus { get; init; }

    /// <summary>Review state of a requested name.</summary>
    public NameStatus? NewNameStatus { get; init; }

    /// <summary>Combined state of name and account review.</summary>
    public UnifiedCertStatus? UnifiedCertStatus { get; init; }

    /// <summary>Live or sandbox.</summary>
    public AccountMode? AccountMode { get; init; }

    /// <summary>Where the number is hosted, by the older field.</summary>
    public HostPlatform? HostPlatform { get; init; }

    /// <summary>Where the number is hosted: CLOUD_API, ON_PREMISE or NOT_APPLICABLE.</summary>
    public string? PlatformType { get; init; }

    /// <summary>Unique users per 24 hours; replaced by <see cref="WhatsappBusinessManagerMessagingLimit"/>.</summary>
    public MessagingLimit? MessagingLimitTier { get; init; }

    /// <summary>Unique users that the whole portfolio may open conversations with in 24 hours.</summary>
    public MessagingLimit? WhatsappBusinessManagerMessagingLimit { get; init; }

    /// <summary>Whether it has the official badge.</summary>
    public bool? IsOfficialBusinessAccount { get; init; }

    /// <summary>Whether the number is also used in the WhatsApp Business app (coexistence).</summary>
    public bool? IsOnBizApp { get; init; }

    /// <summary>Whether two-step verification is on.</summary>
    public bool? IsPinEnabled { get; init; }

    /// <summary>Whether it came from a pool of pre-verified numbers.</summary>
    public bool? IsPreverifiedNumber { get; init; }

    /// <summary>The adopted user name.</summary>
    public string? Username { get; init; }

    /// <summary>The certificate for registering, in base64.</summary>
    public string? Certificate { get; init; }

    /// <summary>The certificate that goes with a newly approved name.</summary>
    public string? NewCertificate { get; init; }

    /// <summary>When it was last connected, ISO 8601 with a zone that has no colon.</summary>
    public string? LastOnboardedTime { get; init; }

    /// <summary>VISIBLE or HIDDEN.</summary>
    public string? SearchVisibility { get; init; }

    /// <summary>Whether the number may appear in search.</summary>
    public string? EligibilityForApiBusinessGlobalSearch { get; init; }

    /// <summary>How many messages per second it may handle.</summary>
    public Throughput? Throughput { get; init; }

    /// <summary>Where its webhooks go.</summary>
    public WebhookConfiguration? WebhookConfiguration { get; init; }

    /// <summary>Whether sending works, and what stands in the way.</summary>
    public HealthStatus? HealthStatus { get; init; }

    /// <summary>The quality with the day it was rated.</summary>
    public QualityScore? QualityScore { get; init; }
}

/// <summary>How many messages per second a number may handle.</summary>
public sealed record Throughput : GraphObject
{
    /// <summary>The step.</summary>
    public ThroughputLevel? Level { get; init; }
}

/// <summary>The callback addresses that apply to a number, the most specific first.</summary>
public sealed record WebhookConfiguration : GraphObject
{
    /// <summary>Set for the number.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Set for its account.</summary>
    public string? WhatsappBusinessAccount { get; init; }

    /// <summary>The app's own.</summary>
    public string? Application { get; init; }
}

/// <summary>A quality rating with its time.</summary>
public sealed record QualityScore : GraphObject
{
    /// <summary>The rating.</summary>
    public QualityRating? Score { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? Date { get; init; }

    /// <summary>What drove it.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }
}
