using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Migrations;

/// <summary>A request to move an account to another solution.</summary>
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

/// <summary>A request to hand over an account that a partner manages on the owner's behalf.</summary>
internal sealed class MobilityIntent : Node
{
    public required string Waba { get; set; }
    public required string SolutionId { get; set; }

    /// <summary>The solution that the account goes to. Null leaves it with the solution that asked.</summary>
    public string? TargetSolutionId { get; set; }

    /// <summary>Whether the owner asked for the hand-over; its decisions have other names.</summary>
    public bool IsHandover { get; set; }

    /// <summary>PENDING, ACTIVE (and waiting for its time), COMPLETED or CANCELLED.</summary>
    public string Status { get; set; } = "PENDING";
    public long UpdatedAt { get; set; }

    public bool IsOpen => Status is "PENDING" or "ACTIVE";

    public override string WabaId => Waba;
}
