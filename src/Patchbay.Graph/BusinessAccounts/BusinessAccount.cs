using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Graph.Schedules;
using Patchbay.Graph.Templates;

namespace Patchbay.Graph.BusinessAccounts;

/// <summary>A WhatsApp Business account.</summary>
/// <remarks>Which members are set depends on the requested fields.</remarks>
public sealed record BusinessAccount : GraphObject
{
    /// <summary>Id of the account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Name of the account.</summary>
    public string? Name { get; init; }

    /// <summary>Whether Meta has reviewed the account.</summary>
    public AccountReviewStatus? AccountReviewStatus { get; init; }

    /// <summary>Whether the owning business is verified.</summary>
    public BusinessVerificationStatus? BusinessVerificationStatus { get; init; }

    /// <summary>Who owns the account.</summary>
    public OwnershipType? OwnershipType { get; init; }

    /// <summary>Overall status of the account.</summary>
    public string? Status { get; init; }

    /// <summary>Country code, two letters.</summary>
    public string? Country { get; init; }

    /// <summary>Currency code, three letters.</summary>
    public string? Currency { get; init; }

    /// <summary>Meta's numeric id of the time zone.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? TimezoneId { get; init; }

    /// <summary>Namespace of the account's templates.</summary>
    public string? MessageTemplateNamespace { get; init; }

    /// <summary>Purchase order number for invoices.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Id of the funding source.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PrimaryFundingId { get; init; }

    /// <summary>Country of the business, for pricing.</summary>
    public string? PrimaryBusinessLocation { get; init; }

    /// <summary>Audiences the account may reach.</summary>
    public IReadOnlyList<string>? Audiences { get; init; }

    /// <summary>Apps that receive the account's webhooks.</summary>
    [JsonConverter(typeof(EdgeConverter<AppReference>))]
    public Page<AppReference>? SubscribedApps { get; init; }

    /// <summary>The owning portfolio.</summary>
    public NodeName? OwnerBusinessInfo { get; init; }

    /// <summary>The business that the account acts for.</summary>
    public NodeName? OnBehalfOfBusinessInfo { get; init; }

    /// <summary>Opening hours.</summary>
    public IReadOnlyList<OpeningHours>? Schedules { get; init; }

    /// <summary>Whether insights are enabled.</summary>
    public bool? IsEnabledForInsights { get; init; }

    /// <summary>Whether partners have access to the account.</summary>
    public bool? IsSharedWithPartners { get; init; }

    /// <summary>Consent settings.</summary>
    public DccConfig? DccConfig { get; init; }

    /// <summary>Templates of the account, when the field is requested.</summary>
    [JsonConverter(typeof(EdgeConverter<TemplateSummary>))]
    public Page<TemplateSummary>? MessageTemplates { get; init; }

    /// <summary>Phone numbers of the account, when the field is requested.</summary>
    [JsonConverter(typeof(EdgeConverter<PhoneNumber>))]
    public Page<PhoneNumber>? PhoneNumbers { get; init; }

    /// <summary>When the account was created, in seconds since 1970.</summary>
    public long? CreationTime { get; init; }

    /// <summary>Status of the marketing messages API.</summary>
    public string? MarketingMessagesLiteApiStatus { get; init; }

    /// <summary>Status of the onboarding to marketing messages.</summary>
    public string? MarketingMessagesOnboardingStatus { get; init; }

    /// <summary>Whether marketing templates must use their own endpoint.</summary>
    public bool? DisableMarketingMessagesOnCloudApi { get; init; }

    /// <summary>Whether unused templates are archived automatically.</summary>
    public bool? TemplateAutoArchivalEnabled { get; init; }

    /// <summary>Unique users that the portfolio may write to in 24 hours.</summary>
    public MessagingLimit? WhatsappBusinessManagerMessagingLimit { get; init; }

    /// <summary>When the international authentication rate starts to apply.</summary>
    public JsonElement? AuthInternationalRateEligibility { get; init; }

    /// <summary>Whether messages can be sent, and what prevents it.</summary>
    public HealthStatus? HealthStatus { get; init; }
}

/// <summary>An app.</summary>
public sealed record AppReference : GraphObject
{
    /// <summary>Id of the app.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Name of the app.</summary>
    public string? Name { get; init; }

    /// <summary>URL of the app's page.</summary>
    public string? Link { get; init; }
}

/// <summary>Consent settings.</summary>
public sealed record DccConfig : GraphObject
{
    /// <summary>Whether the consent settings are on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>URL of the policy.</summary>
    public string? PolicyUrl { get; init; }
}

/// <summary>A template in a list of another object.</summary>
public sealed record TemplateSummary : GraphObject
{
    /// <summary>Id of the template.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Name of the template.</summary>
    public string? Name { get; init; }

    /// <summary>Status of the template.</summary>
    public TemplateStatus? Status { get; init; }
}

/// <summary>Opening hours of a day.</summary>
public sealed record OpeningHours : GraphObject
{
    /// <summary>Day of the week.</summary>
    public Weekday? DayOfWeek { get; init; }

    /// <summary>Opening time, <c>HH:mm</c>.</summary>
    public string? OpenTime { get; init; }

    /// <summary>Closing time, <c>HH:mm</c>.</summary>
    public string? CloseTime { get; init; }
}
