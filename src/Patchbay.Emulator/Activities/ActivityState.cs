using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Activities;

/// <summary>An entry in the log of an account.</summary>
internal sealed class Activity : Node
{
    public required string Waba { get; set; }
    public required string Kind { get; set; }
    public required string ActorType { get; set; }
    public string? ActorId { get; set; }
    public string? ActorName { get; set; }
    public required string Description { get; set; }

    public override string WabaId => Waba;
}
