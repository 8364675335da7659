namespace Patchbay.Graph.Webhooks;

/// <summary>A user's choice about marketing messages.</summary>
public sealed record UserPreference : GraphObject
{
    /// <summary>The user's WhatsApp id.</summary>
    public string? WaId { get; set; }

    /// <summary>The user's business-scoped id.</summary>
    public string? UserId { get; set; }

    /// <summary>Description of the choice.</summary>
    public string? Detail { get; set; }

    /// <summary><c>marketing_messages</c>.</summary>
    public string? Category { get; set; }

    /// <summary>The choice.</summary>
    public PreferenceChoice? Value { get; set; }

    /// <summary>When the user chose, in seconds since 1970.</summary>
    public long? Timestamp { get; set; }
}

/// <summary>A lead or purchase that Meta detected in a chat.</summary>
public sealed record AutomaticEvent : GraphObject
{
    /// <summary>Id of the received message.</summary>
    public string? Id { get; set; }

    /// <summary>Kind of event.</summary>
    public AutomaticEventName? EventName { get; set; }

    /// <summary>When the event was detected, in seconds since 1970.</summary>
    public long? Timestamp { get; set; }

    /// <summary>Click id of the ad.</summary>
    public string? CtwaClid { get; set; }

    /// <summary>Details of the purchase.</summary>
    public AutomaticEventData? CustomData { get; set; }
}

/// <summary>The details of a purchase.</summary>
public sealed record AutomaticEventData : GraphObject
{
    /// <summary>Currency code, three letters.</summary>
    public string? Currency { get; set; }

    /// <summary>The amount.</summary>
    public decimal? Value { get; set; }
}
