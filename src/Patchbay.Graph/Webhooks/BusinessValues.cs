using System.Text.Json.Serialization;
using Patchbay.Graph.Flows;
using Patchbay.Graph.Solutions;

namespace Patchbay.Graph.Webhooks;

/// <summary>Field business_capability_update.</summary>
public sealed record CapabilityValue : ChangeValue
{
    /// <summary>Unique users per day and number; no longer sent.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MaxDailyConversationPerPhone { get; set; }

    /// <summary>Unique users per day: a number, a TIER name or UNLIMITED.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MaxDailyConversationsPerBusiness { get; set; }

    /// <summary>Numbers a portfolio may have.</summary>
    public int? MaxPhoneNumbersPerBusiness { get; set; }

    /// <summary>Numbers an account may have.</summary>
    public int? MaxPhoneNumbersPerWaba { get; set; }
}

/// <summary>Field business_username_update.</summary>
public sealed record UsernameValue : ChangeValue
{
    /// <summary>The number, digits only.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>The user name.</summary>
    public string? Username { get; set; }

    /// <summary>What happened to it.</summary>
    public UsernameState? Status { get; set; }
}

/// <summary>Field partner_solutions.</summary>
public sealed record PartnerSolutionValue : ChangeValue
{
    /// <summary>What happened.</summary>
    public SolutionEvent? Event { get; set; }

    /// <summary>The solution.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SolutionId { get; set; }

    /// <summary>How it stands.</summary>
    public SolutionStatus? SolutionStatus { get; set; }
}

/// <summary>Field payment_configuration_update, India only.</summary>
public sealed record PaymentConfigurationValue : ChangeValue
{
    /// <summary>The configuration.</summary>
    public string? ConfigurationName { get; set; }

    /// <summary>billdesk, payu, razorpay or zaakpay.</summary>
    public string? ProviderName { get; set; }

    /// <summary>The account with the provider.</summary>
    public string? ProviderMid { get; set; }

    /// <summary>Active, Needs Connecting or Needs Testing.</summary>
    public string? Status { get; set; }

    /// <summary>When it was made, in seconds since 1970.</summary>
    public long? CreatedTimestamp { get; set; }

    /// <summary>When it last changed, in seconds since 1970.</summary>
    public long? UpdatedTimestamp { get; set; }
}

/// <summary>Field flows. The event says which members are there.</summary>
public sealed record FlowEventValue : ChangeValue
{
    /// <summary>What happened.</summary>
    public FlowEventKind? Event { get; set; }

    /// <summary>The flow.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? FlowId { get; set; }

    /// <summary>In words.</summary>
    public string? Message { get; set; }

    /// <summary>A warning.</summary>
    public string? Warning { get; set; }

    /// <summary>State before.</summary>
    public FlowStatus? OldStatus { get; set; }

    /// <summary>State now.</summary>
    public FlowStatus? NewStatus { get; set; }

    /// <summary>Percent of failed requests.</summary>
    public double? ErrorRate { get; set; }

    /// <summary>The figure that was crossed.</summary>
    public double? Threshold { get; set; }

    /// <summary>Whether the figure is crossed.</summary>
    public AlertState? AlertState { get; set; }

    /// <summary>The failures by kind.</summary>
    public IReadOnlyList<FlowEventError>? Errors { get; set; }

    /// <summary>Median, in milliseconds.</summary>
    public double? P50Latency { get; set; }

    /// <summary>90th percentile, in milliseconds.</summary>
    public double? P90Latency { get; set; }

    /// <summary>Requests.</summary>
    public long? RequestsCount { get; set; }

    /// <summary>Percent.</summary>
    public double? Availability { get; set; }
}

/// <summary>Failures of a kind.</summary>
public sealed record FlowEventError : GraphObject
{
    /// <summary>The kind.</summary>
    public string? ErrorType { get; set; }

    /// <summary>Percent.</summary>
    public double? ErrorRate { get; set; }

    /// <summary>How many.</summary>
    public long? ErrorCount { get; set; }
}
