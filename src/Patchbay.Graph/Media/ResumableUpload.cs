using System.Text.Json.Serialization;

namespace Patchbay.Graph.Media;

/// <summary>The file to upload.</summary>
public sealed record StartUpload
{
    /// <summary>Its name.</summary>
    public required string FileName { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long FileLength { get; init; }

    /// <summary>Its type: image/jpeg, image/png, application/pdf or video/mp4.</summary>
    public required string FileType { get; init; }
}

/// <summary>An upload that is open.</summary>
public sealed record UploadSession : GraphObject
{
    /// <summary>Its id, beginning with <c>upload:</c>.</summary>
    public required string Id { get; init; }
}

/// <summary>A finished upload.</summary>
public sealed record UploadHandle : GraphObject
{
    /// <summary>The handle to give to the call that needs the file.</summary>
    [JsonPropertyName("h")]
    public required string Handle { get; init; }
}

/// <summary>How far an upload has come.</summary>
public sealed record UploadProgress : GraphObject
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Bytes that have arrived.</summary>
    public long? FileOffset { get; init; }
}
