using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Media;

/// <summary>A resumable upload, for profile pictures and template samples.</summary>
internal sealed class Upload : Node
{
    public required string AppId { get; set; }
    public required string FileType { get; set; }
    public long FileLength { get; set; }
    public byte[] Received { get; set; } = [];

    /// <summary>Null until every byte has arrived.</summary>
    public string? Handle { get; set; }
}
