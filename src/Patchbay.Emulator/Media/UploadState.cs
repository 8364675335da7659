using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Media;

/// <summary>A resumable upload: profile pictures and template samples come this way.</summary>
internal sealed class Upload : Node
{
    public required string AppId { get; set; }
    public required string FileType { get; set; }
    public long FileLength { get; set; }
    public byte[] Received { get; set; } = [];

    /// <summary>Known once every byte arrived.</summary>
    public string? Handle { get; set; }
}
