using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Graph.Schedules;
using Patchbay.Graph.Templates;

namespace Patchbay.Graph.BusinessAccounts;

/// <summary>A WhatsApp business account. Which members are there depends on the fields asked for.</summary>
public sealed record BusinessAccount : GraphObject
{
    /// <summary>The account's id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Whether Meta has reviewed the account.</summary>
    public AccountReviewStatus? AccountReviewStatus { get; init; }

    /// <summary>Whether the owning business is verified.</summary>
    public BusinessVerificationStatus? BusinessVerificationStatus { get; init; }

    /// <summary>Whose it is.</summary>
    public OwnershipType? OwnershipType { get; init; }

    /// <summary>Overall state.</summary>
    public string? Status { get; init; }

    /// <summary>Country, two letters.</summary>
    public string? Country { get; init; }

    /// <summary>Currency, three letters.</summary>
    public string? Currency { get; init; }

    /// <summary>Meta's number of the time zone.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? TimezoneId { get; init; }

    /// <summary>Namespace of its templates.</summary>
    public string? MessageTemplateNamespace { get; init; }

    /// <summary>Order number for invoices.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Id of what pays.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PrimaryFundingId { get; init; }

    /// <summary>Country of the business for pricing.</summary>
    public string? PrimaryBusinessLocation { get; init; }

    /// <summary>Audiences the account may reach.</summary>
    public IReadOnlyList<string>? Audiences { get; init; }

    /// <summary>Apps that get its webhooks.</summary>
    [JsonConverter(typeof(EdgeConverter<AppReference>))]
    public Page<AppReference>? SubscribedApps { get; init; }

    /// <summary>The owning portfolio.</summary>
    public NodeName? OwnerBusinessInfo { get; init; }

    /// <summary>The business it acts for.</summary>
    public NodeName? OnBehalfOfBusinessInfo { get; init; }

    /// <summary>Opening hours.</summary>
    public IReadOnlyList<OpeningHours>? Schedules { get; init; }

    /// <summary>Whether statistics are on.</summary>
    public bool? IsEnabledForInsights { get; init; }

    /// <summary>Whether partners have access.</summary>
    public bool? IsSharedWithPartners { get; init; }

    /// <summary>Consent settings.</summary>
    public DccConfig? DccConfig { get; init; }

    /// <summary>Its templates, when the field is asked for.</summary>
    [JsonConverter(typeof(EdgeConverter<TemplateSummary>))]
    public Page<TemplateSummary>? MessageTemplates { get; init; }

    /// <summary>Its numbers, when the field is asked for.</summary>
    [JsonConverter(typeof(EdgeConverter<PhoneNumber>))]
    public Page<PhoneNumber>? PhoneNumbers { get; init; }

    /// <summary>When it was made, in seconds since 1970.</summary>
    public long? CreationTime { get; init; }

    /// <summary>State of the marketing API.</summary>
    public string? MarketingMessagesLiteApiStatus { get; init; }

    /// <summary>State of marketing onboarding.</summary>
    public string? MarketingMessagesOnboardingStatus { get; init; }

    /// <summary>Whether marketing templates must use their own endpoint.</summary>
    public bool? DisableMarketingMessagesOnCloudApi { get; init; }

    /// <summary>Whether unused templates are archived.</summary>
    public bool? TemplateAutoArchivalEnabled { get; init; }

    /// <summary>Unique users per 24 hours of the portfolio.</summary>
    public MessagingLimit? WhatsappBusinessManagerMessagingLimit { get; init; }

    /// <summary>From when the international authentication price applies.</summary>
    public JsonElement? AuthInternationalRateEligibility { get; init; }

    /// <summary>Whether sending works, and what stands in the way.</summary>
    public HealthStatus? HealthStatus { get; init; }
}

/// <summary>An app.</summary>
public sealed record AppReference : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its page.</summary>
    public string? Link { get; init; }
}

/// <summary>Consent settings.</summary>
public sealed record DccConfig : GraphObject
{
    /// <summary>Whether they are on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The policy's address.</summary>
    public string? PolicyUrl { get; init; }
}

/// <summary>A template in short.</summary>
public sealed record TemplateSummary : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its state.</summary>
    public TemplateStatus? Status { get; init; }
}

/// <summary>Opening hours of a day.</summary>
public sealed record OpeningHours : GraphObject
{
    /// <summary>The day.</summary>
    public Weekday? DayOfWeek { get; init; }

    /// <summary>Opening, <c>HH:mm</c>.</summary>
    public string? OpenTime { get; init; }

    /// <summary>Closing, <c>HH:mm</c>.</summary>
    public string? CloseTime { get; init; }
}
