namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>The state of an endpoint according to its last calls.</summary>
public enum Standing
{
    /// <summary>No call has ended yet.</summary>
    Unknown,

    /// <summary>The endpoint answers.</summary>
    Proven,

    /// <summary>The endpoint's last calls failed.</summary>
    Failing,
}
