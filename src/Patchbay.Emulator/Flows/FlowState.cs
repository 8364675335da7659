using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Flows;

/// <summary>A flow: screens that a customer fills in inside a chat.</summary>
internal sealed class Flow : Node
{
    public required string Waba { get; set; }
    public required string Name { get; set; }
    public List<string> Categories { get; set; } = [];

    /// <summary>DRAFT, PUBLISHED, DEPRECATED, BLOCKED or THROTTLED.</summary>
    public string Status { get; set; } = "DRAFT";
    public string? EndpointUri { get; set; }
    public string? Json { get; set; }
    public string? AppId { get; set; }

    public override string WabaId => Waba;
}
