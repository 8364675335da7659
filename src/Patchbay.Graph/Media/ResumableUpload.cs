using System.Text.Json.Serialization;

namespace Patchbay.Graph.Media;

/// <summary>The file to upload.</summary>
public sealed record StartUpload
{
    /// <summary>Name of the file.</summary>
    public required string FileName { get; init; }

    /// <summary>Length of the file in bytes.</summary>
    public required long FileLength { get; init; }

    /// <summary>MIME type of the file: image/jpeg, image/png, application/pdf or video/mp4.</summary>
    public required string FileType { get; init; }
}

/// <summary>An open upload.</summary>
public sealed record UploadSession : GraphObject
{
    /// <summary>Id of the upload, which starts with <c>upload:</c>.</summary>
    public required string Id { get; init; }
}

/// <summary>A finished upload.</summary>
public sealed record UploadHandle : GraphObject
{
    /// <summary>The handle to pass to the call that needs the file.</summary>
    [JsonPropertyName("h")]
    public required string Handle { get; init; }
}

/// <summary>The progress of an upload.</summary>
public sealed record UploadProgress : GraphObject
{
    /// <summary>Id of the upload.</summary>
    public required string Id { get; init; }

    /// <summary>Number of bytes that have arrived.</summary>
    public long? FileOffset { get; init; }
}
