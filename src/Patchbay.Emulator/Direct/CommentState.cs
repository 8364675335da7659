using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Direct;

/// <summary>A comment under a post. The business may write to its author once, within seven days.</summary>
internal sealed class Comment : Node
{
    public required string ProfileId { get; set; }
    public required string Person { get; set; }
    public required string Text { get; set; }
    public bool IsAnswered { get; set; }
}
