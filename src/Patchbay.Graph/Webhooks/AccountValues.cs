using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>Value of the field account_alerts.</summary>
public sealed record AccountAlertValue : ChangeValue
{
    /// <summary>Kind of thing that the alert is about.</summary>
    public AlertEntity? EntityType { get; set; }

    /// <summary>Id of the thing that the alert is about.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? EntityId { get; set; }

    /// <summary>The alert.</summary>
    public AlertInfo? AlertInfo { get; set; }
}

/// <summary>An alert.</summary>
public sealed record AlertInfo : GraphObject
{
    /// <summary>Severity of the alert.</summary>
    public AlertSeverity? AlertSeverity { get; set; }

    /// <summary>Status of the alert: ACTIVE or NONE.</summary>
    public string? AlertStatus { get; set; }

    /// <summary>Type of the alert.</summary>
    public AlertType? AlertType { get; set; }

    /// <summary>Description of the alert.</summary>
    public string? AlertDescription { get; set; }
}

/// <summary>Value of the field account_review_update.</summary>
public sealed record AccountReviewValue : ChangeValue
{
    /// <summary>The decision of the review.</summary>
    public ReviewDecision? Decision { get; set; }
}
