using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>Field account_alerts.</summary>
public sealed record AccountAlertValue : ChangeValue
{
    /// <summary>What kind of thing it is about.</summary>
    public AlertEntity? EntityType { get; set; }

    /// <summary>What it is about.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? EntityId { get; set; }

    /// <summary>The alert.</summary>
    public AlertInfo? AlertInfo { get; set; }
}

/// <summary>An alert.</summary>
public sealed record AlertInfo : GraphObject
{
    /// <summary>How grave it is.</summary>
    public AlertSeverity? AlertSeverity { get; set; }

    /// <summary>ACTIVE or NONE.</summary>
    public string? AlertStatus { get; set; }

    /// <summary>Which.</summary>
    public AlertType? AlertType { get; set; }

    /// <summary>In words.</summary>
    public string? AlertDescription { get; set; }
}

/// <summary>Field account_review_update.</summary>
public sealed record AccountReviewValue : ChangeValue
{
    /// <summary>The outcome.</summary>
    public ReviewDecision? Decision { get; set; }
}
