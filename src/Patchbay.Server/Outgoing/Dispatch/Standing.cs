namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>What an endpoint's last calls showed.</summary>
public enum Standing
{
    /// <summary>Nothing yet.</summary>
    Unknown,

    /// <summary>It answers.</summary>
    Proven,

    /// <summary>Its last calls failed.</summary>
    Failing,
}
