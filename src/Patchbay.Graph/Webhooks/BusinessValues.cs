using System.Text.Json.Serialization;
using Patchbay.Graph.Flows;
using Patchbay.Graph.Solutions;

namespace Patchbay.Graph.Webhooks;

/// <summary>Value of the field business_capability_update.</summary>
public sealed record CapabilityValue : ChangeValue
{
    /// <summary>Unique users per day and number.</summary>
    /// <remarks>Meta no longer sends it.</remarks>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MaxDailyConversationPerPhone { get; set; }

    /// <summary>Unique users per day: a number, a TIER name or UNLIMITED.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MaxDailyConversationsPerBusiness { get; set; }

    /// <summary>Numbers that a portfolio may have.</summary>
    public int? MaxPhoneNumbersPerBusiness { get; set; }

    /// <summary>Numbers that an account may have.</summary>
    public int? MaxPhoneNumbersPerWaba { get; set; }
}

/// <summary>Value of the field business_username_update.</summary>
public sealed record UsernameValue : ChangeValue
{
    /// <summary>The number, digits only.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>The username.</summary>
    public string? Username { get; set; }

    /// <summary>Status of the username.</summary>
    public UsernameState? Status { get; set; }
}

/// <summary>Value of the field partner_solutions.</summary>
public sealed record PartnerSolutionValue : ChangeValue
{
    /// <summary>What happened.</summary>
    public SolutionEvent? Event { get; set; }

    /// <summary>Id of the solution.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SolutionId { get; set; }

    /// <summary>Status of the solution.</summary>
    public SolutionStatus? SolutionStatus { get; set; }
}

/// <summary>Value of the field payment_configuration_update; India only.</summary>
public sealed record PaymentConfigurationValue : ChangeValue
{
    /// <summary>Name of the configuration.</summary>
    public string? ConfigurationName { get; set; }

    /// <summary>Name of the provider: billdesk, payu, razorpay or zaakpay.</summary>
    public string? ProviderName { get; set; }

    /// <summary>Id of the account at the provider.</summary>
    public string? ProviderMid { get; set; }

    /// <summary>Status: Active, Needs Connecting or Needs Testing.</summary>
    public string? Status { get; set; }

    /// <summary>When the configuration was created, in seconds since 1970.</summary>
    public long? CreatedTimestamp { get; set; }

    /// <summary>When the configuration last changed, in seconds since 1970.</summary>
    public long? UpdatedTimestamp { get; set; }
}

/// <summary>Value of the field flows.</summary>
/// <remarks>Which members are set depends on the event.</remarks>
public sealed record FlowEventValue : ChangeValue
{
    /// <summary>What happened.</summary>
    public FlowEventKind? Event { get; set; }

    /// <summary>Id of the flow.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? FlowId { get; set; }

    /// <summary>Description of the event.</summary>
    public string? Message { get; set; }

    /// <summary>Text of the warning.</summary>
    public string? Warning { get; set; }

    /// <summary>Status before the event.</summary>
    public FlowStatus? OldStatus { get; set; }

    /// <summary>Status after the event.</summary>
    public FlowStatus? NewStatus { get; set; }

    /// <summary>Failed requests in percent.</summary>
    public double? ErrorRate { get; set; }

    /// <summary>The threshold of the metric.</summary>
    public double? Threshold { get; set; }

    /// <summary>Whether the threshold is crossed.</summary>
    public AlertState? AlertState { get; set; }

    /// <summary>Failures by kind.</summary>
    public IReadOnlyList<FlowEventError>? Errors { get; set; }

    /// <summary>Median latency in milliseconds.</summary>
    public double? P50Latency { get; set; }

    /// <summary>90th percentile of the latency in milliseconds.</summary>
    public double? P90Latency { get; set; }

    /// <summary>Number of requests.</summary>
    public long? RequestsCount { get; set; }

    /// <summary>Availability in percent.</summary>
    public double? Availability { get; set; }
}

/// <summary>Failures of one kind.</summary>
public sealed record FlowEventError : GraphObject
{
    /// <summary>Kind of failure.</summary>
    public string? ErrorType { get; set; }

    /// <summary>Share of the failures in percent.</summary>
    public double? ErrorRate { get; set; }

    /// <summary>Number of failures.</summary>
    public long? ErrorCount { get; set; }
}
