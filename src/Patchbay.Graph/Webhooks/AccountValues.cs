using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>Field account_alerts.</summary>
public sealed record AccountAlertValue : ChangeValue
{
    /// <summary>BUSINESS, PHONE_NUMBER or CURRENT_STATUS_ID.</summary>
    public string? EntityType { get; set; }

    /// <summary>What it is about.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? EntityId { get; set; }

    /// <summary>The alert.</summary>
    public AlertInfo? AlertInfo { get; set; }
}

/// <summary>An alert.</summary>
public sealed record AlertInfo : GraphObject
{
    /// <summary>CRITICAL, WARNING or INFORMATIONAL.</summary>
    public string? AlertSeverity { get; set; }

    /// <summary>ACTIVE or NONE.</summary>
    public string? AlertStatus { get; set; }

    /// <summary>Which.</summary>
    public string? AlertType { get; set; }

    /// <summary>In words.</summary>
    public string? AlertDescription { get; set; }
}

/// <summary>Field account_review_update.</summary>
public sealed record AccountReviewValue : ChangeValue
{
    /// <summary>APPROVED, REJECTED, PENDING or DEFERRED.</summary>
    public string? Decision { get; set; }
}
