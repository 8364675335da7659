using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneNumbers;

/// <summary>A business phone number.</summary>
/// <remarks>Which members are set depends on the requested fields; the id is always set.</remarks>
public sealed record PhoneNumber : GraphObject
{
    /// <summary>Id of the number.</summary>
    /// <remarks>Use it as the key, never the displayed number.</remarks>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>The number in display form, with plus and spaces.</summary>
    public string? DisplayPhoneNumber { get; init; }

    /// <summary>Name shown to customers.</summary>
    public string? VerifiedName { get; init; }

    /// <summary>Status of the number.</summary>
    /// <remarks>Only a connected number can send.</remarks>
    public PhoneNumberStatus? Status { get; init; }

    /// <summary>Quality rating of the last seven days.</summary>
    public QualityRating? QualityRating { get; init; }

    /// <summary>Country code, two letters.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Country calling code, without plus.</summary>
    public string? CountryDialCode { get; init; }

    /// <summary>Whether ownership was proved with a code.</summary>
    public CodeVerificationStatus? CodeVerificationStatus { get; init; }

    /// <summary>Review status of the current name.</summary>
    public NameStatus? NameStatus { get; init; }

    /// <summary>Review status of the requested name.</summary>
    public NameStatus? NewNameStatus { get; init; }

    /// <summary>Combined status of name and account review.</summary>
    public UnifiedCertStatus? UnifiedCertStatus { get; init; }

    /// <summary>Whether the number is live or a sandbox.</summary>
    public AccountMode? AccountMode { get; init; }

    /// <summary>Where the number is hosted, in the older member.</summary>
    public HostPlatform? HostPlatform { get; init; }

    /// <summary>Where the number is hosted: CLOUD_API, ON_PREMISE or NOT_APPLICABLE.</summary>
    public string? PlatformType { get; init; }

    /// <summary>Unique users per 24 hours.</summary>
    /// <remarks><see cref="WhatsappBusinessManagerMessagingLimit"/> replaces it.</remarks>
    public MessagingLimit? MessagingLimitTier { get; init; }

    /// <summary>Unique users that the whole portfolio may start conversations with in 24 hours.</summary>
    public MessagingLimit? WhatsappBusinessManagerMessagingLimit { get; init; }

    /// <summary>Whether the number has the official badge.</summary>
    public bool? IsOfficialBusinessAccount { get; init; }

    /// <summary>Whether the number is also used in the WhatsApp Business app (coexistence).</summary>
    public bool? IsOnBizApp { get; init; }

    /// <summary>Whether two-step verification is on.</summary>
    public bool? IsPinEnabled { get; init; }

    /// <summary>Whether the number came from a pool of pre-verified numbers.</summary>
    public bool? IsPreverifiedNumber { get; init; }

    /// <summary>The username in use.</summary>
    public string? Username { get; init; }

    /// <summary>Certificate for registration, in base64.</summary>
    public string? Certificate { get; init; }

    /// <summary>Certificate of a newly approved name.</summary>
    public string? NewCertificate { get; init; }

    /// <summary>When the number was last onboarded, in ISO 8601 with a zone offset without colon.</summary>
    public string? LastOnboardedTime { get; init; }

    /// <summary>Whether the number can be found by search: VISIBLE or HIDDEN.</summary>
    public string? SearchVisibility { get; init; }

    /// <summary>Whether the number may appear in global search.</summary>
    public string? EligibilityForApiBusinessGlobalSearch { get; init; }

    /// <summary>Messages per second that the number may send.</summary>
    public Throughput? Throughput { get; init; }

    /// <summary>Callback URLs that apply to the number.</summary>
    public WebhookConfiguration? WebhookConfiguration { get; init; }

    /// <summary>Whether messages can be sent, and what prevents it.</summary>
    public HealthStatus? HealthStatus { get; init; }

    /// <summary>Quality rating with its date.</summary>
    public QualityScore? QualityScore { get; init; }
}

/// <summary>Messages per second that a number may send.</summary>
public sealed record Throughput : GraphObject
{
    /// <summary>Level of the throughput.</summary>
    public ThroughputLevel? Level { get; init; }
}

/// <summary>The callback URLs that apply to a number, the most specific first.</summary>
public sealed record WebhookConfiguration : GraphObject
{
    /// <summary>Callback URL of the number.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Callback URL of the WhatsApp Business account.</summary>
    public string? WhatsappBusinessAccount { get; init; }

    /// <summary>Callback URL of the app.</summary>
    public string? Application { get; init; }
}

/// <summary>A quality rating with its date.</summary>
public sealed record QualityScore : GraphObject
{
    /// <summary>The rating.</summary>
    public QualityRating? Score { get; init; }

    /// <summary>When the number was rated, in seconds since 1970.</summary>
    public long? Date { get; init; }

    /// <summary>Reasons of the rating.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }
}
