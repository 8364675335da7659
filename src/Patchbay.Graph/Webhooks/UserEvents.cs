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

    /// <summary>What the user wants.</summary>
    public PreferenceChoice? Value { get; set; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? Timestamp { get; set; }
}

/// <summary>A lead or purchase that Meta found in a chat.</summary>
public sealed record AutomaticEvent : GraphObject
{
    /// <summary>The received message.</summary>
    public string? Id { get; set; }

    /// <summary>What was found.</summary>
    public AutomaticEventName? EventName { get; set; }

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
