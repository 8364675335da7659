using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Activities;

/// <summary>An entry of an account's log: something that really happened to it.</summary>
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
