namespace Patchbay.Emulator.Nodes;

/// <summary>A dataset for conversion events.</summary>
internal sealed class Dataset : Node
{
    public required string Name { get; set; }
    public required string BusinessId { get; set; }
}

internal sealed class Catalog : Node
{
    public required string Name { get; set; }
    public required string BusinessId { get; set; }
}
