using System.Text.Json.Serialization;

namespace Patchbay.Graph.Media;

/// <summary>Where a medium can be fetched for the next five minutes.</summary>
public sealed record MediaInfo : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>The address; needs the same token.</summary>
    public required string Url { get; init; }

    /// <summary>Its type.</summary>
    public string? MimeType { get; init; }

    /// <summary>SHA-256 of its bytes, in hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its length in bytes.</summary>
    public long? FileSize { get; init; }

    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }
}

/// <summary>Narrows a media call to one number's media.</summary>
public sealed record MediaQuery
{
    /// <summary>The number that sent or received it.</summary>
    public string? PhoneNumberId { get; init; }
}
