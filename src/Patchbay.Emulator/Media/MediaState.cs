using System.Text.Json.Serialization;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Media;

/// <summary>An uploaded or received file.</summary>
internal sealed class MediaFile : Node
{
    public required string PhoneId { get; set; }
    public required string Waba { get; set; }
    public required string MimeType { get; set; }
    public string? FileName { get; set; }
    public required byte[] Content { get; set; }

    /// <summary>Lower hex.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Milliseconds: 30 days for uploads, 7 for what customers sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long ExpiresAt { get; set; }

    public override string WabaId => Waba;
}
