using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Migrations;

/// <summary>The wish to move an account from one solution to another.</summary>
internal sealed class MigrationIntent : Node
{
    public required string Waba { get; set; }
    public required string SolutionId { get; set; }
    public required string TargetSolutionId { get; set; }

    /// <summary>INITIATED, ACCEPTED (and waiting for its time), COMPLETED or REJECTED.</summary>
    public string Status { get; set; } = "INITIATED";

    public bool IsOpen => Status is "INITIATED" or "ACCEPTED";

    public override string WabaId => Waba;
}

/// <summary>The wish to hand over an account that somebody runs on its owner's behalf.</summary>
internal sealed class MobilityIntent : Node
{
    public required string Waba { get; set; }
    public required string SolutionId { get; set; }

    /// <summary>Where the account goes; without one it stays with the solution that asked.</summary>
    public string? TargetSolutionId { get; set; }

    /// <summary>Asked for by the other side, which then decides with other words.</summary>
    public bool IsHandover { get; set; }

    /// <summary>PENDING, ACTIVE (and waiting for its time), COMPLETED or CANCELLED.</summary>
    public string Status { get; set; } = "PENDING";
    public long UpdatedAt { get; set; }

    public bool IsOpen => Status is "PENDING" or "ACTIVE";

    public override string WabaId => Waba;
}
