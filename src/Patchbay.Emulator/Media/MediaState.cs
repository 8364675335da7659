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

    /// <summary>In lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; set; }

    /// <summary>In milliseconds. Uploads are kept for 30 days, files of customers for 7.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long ExpiresAt { get; set; }

    public override string WabaId => Waba;
}
