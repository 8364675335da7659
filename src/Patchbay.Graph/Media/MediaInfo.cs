using System.Text.Json.Serialization;

namespace Patchbay.Graph.Media;

/// <summary>A media file and its URL, which works for five minutes.</summary>
public sealed record MediaInfo : GraphObject
{
    /// <summary>Id of the media file.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>URL of the file.</summary>
    /// <remarks>It needs the same token.</remarks>
    public required string Url { get; init; }

    /// <summary>MIME type of the file.</summary>
    public string? MimeType { get; init; }

    /// <summary>SHA-256 of the file's bytes, in hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Length of the file in bytes.</summary>
    public long? FileSize { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }
}

/// <summary>Narrows a media call to one number's media.</summary>
public sealed record MediaQuery
{
    /// <summary>Id of the number that sent or received the file.</summary>
    public string? PhoneNumberId { get; init; }
}
