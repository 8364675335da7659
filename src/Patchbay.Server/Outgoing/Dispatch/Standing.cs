namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>What is known of an endpoint from its last calls.</summary>
public enum Standing
{
    /// <summary>Nothing yet.</summary>
    Unknown,

    /// <summary>It answers.</summary>
    Proven,

    /// <summary>Its last calls failed.</summary>
    Failing,
}
