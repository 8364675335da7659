namespace Patchbay.Graph.Webhooks;

/// <summary>A user's choice on marketing.</summary>
public sealed record UserPreference : GraphObject
{
    /// <summary>The WhatsApp id.</summary>
    public string? WaId { get; set; }

    /// <summary>The business-scoped id.</summary>
    public string? UserId { get; set; }

    /// <summary>In words.</summary>
    public string? Detail { get; set; }

    /// <summary><c>marketing_messages</c>.</summary>
    public string? Category { get; set; }

    /// <summary><c>stop</c> or <c>resume</c>.</summary>
    public string? Value { get; set; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? Timestamp { get; set; }
}

/// <summary>A lead or purchase that Meta found in a chat.</summary>
public sealed record AutomaticEvent : GraphObject
{
    /// <summary>The received message.</summary>
    public string? Id { get; set; }

    /// <summary><c>LeadSubmitted</c> or <c>Purchase</c>.</summary>
    public string? EventName { get; set; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? Timestamp { get; set; }

    /// <summary>Id of the advertisement's click.</summary>
    public string? CtwaClid { get; set; }

    /// <summary>The purchase.</summary>
    public AutomaticEventData? CustomData { get; set; }
}

/// <summary>A purchase.</summary>
public sealed record AutomaticEventData : GraphObject
{
    /// <summary>Three letters.</summary>
    public string? Currency { get; set; }

    /// <summary>How much.</summary>
    public decimal? Value { get; set; }
}
