namespace Patchbay.Emulator.Nodes;

/// <summary>A person in a business, or a system user.</summary>
internal sealed class User : Node
{
    public required string Name { get; set; }
    public string? Email { get; set; }
    public bool IsSystem { get; set; }

    /// <summary>The portfolios this person may manage.</summary>
    public List<string> Businesses { get; set; } = [];
}
