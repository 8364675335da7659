using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>The content of a text message.</summary>
public sealed record TextContent
{
    /// <summary>The text, at most 4,096 characters.</summary>
    [JsonInclude]
    public string? Body { get; internal init; }

    /// <summary>Whether the first URL in the text gets a preview.</summary>
    [JsonInclude]
    public bool? PreviewUrl { get; internal init; }
}

/// <summary>A media file, by the id of an upload or by a URL that Meta fetches.</summary>
public sealed record MediaContent
{
    /// <summary>Id of an upload.</summary>
    [JsonInclude]
    public string? Id { get; internal init; }

    /// <summary>URL of the file.</summary>
    /// <remarks>Meta caches the file for 10 minutes.</remarks>
    [JsonInclude]
    public string? Link { get; internal init; }

    /// <summary>Caption, at most 1,024 characters; not for audio and stickers.</summary>
    [JsonInclude]
    public string? Caption { get; internal init; }

    /// <summary>File name shown for a document, at most 240 characters.</summary>
    /// <remarks>Its extension selects the icon.</remarks>
    [JsonInclude]
    public string? Filename { get; internal init; }

    /// <summary>Whether the audio is a voice note (OGG with OPUS, up to 512 KB).</summary>
    [JsonInclude]
    public bool? Voice { get; internal init; }
}

/// <summary>A location.</summary>
public sealed record LocationContent
{
    /// <summary>Latitude in degrees.</summary>
    [JsonInclude]
    public double? Latitude { get; internal init; }

    /// <summary>Longitude in degrees.</summary>
    [JsonInclude]
    public double? Longitude { get; internal init; }

    /// <summary>Name of the location.</summary>
    [JsonInclude]
    public string? Name { get; internal init; }

    /// <summary>Address of the location.</summary>
    [JsonInclude]
    public string? Address { get; internal init; }
}

/// <summary>A reaction to a message that is at most 30 days old.</summary>
public sealed record ReactionContent
{
    /// <summary>Id of the message.</summary>
    [JsonInclude]
    public string? MessageId { get; internal init; }

    /// <summary>One emoji; an empty text removes the reaction.</summary>
    [JsonInclude]
    public string? Emoji { get; internal init; }
}
