using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Solutions;

/// <summary>Two partners' apps working for the same customers.</summary>
internal sealed class Solution : Node
{
    public required string Name { get; set; }
    public required string OwnerAppId { get; set; }
    public required string PartnerAppId { get; set; }
    public List<string> OwnerPermissions { get; set; } = [];
    public List<string> PartnerPermissions { get; set; } = [];

    /// <summary>INITIATED, ACTIVE, REJECTED or DEACTIVATED.</summary>
    public string Status { get; set; } = "INITIATED";

    /// <summary>PENDING_ACTIVATION, PENDING_DEACTIVATION or NONE.</summary>
    public string PendingRequest { get; set; } = "PENDING_ACTIVATION";

    /// <summary>The app that asked for the deactivation. The other app decides.</summary>
    public string? RequestedBy { get; set; }

    public override bool AdmitsApp(string appId) => appId == OwnerAppId || appId == PartnerAppId;
}
