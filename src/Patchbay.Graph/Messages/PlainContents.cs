using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>A text.</summary>
public sealed record TextContent
{
    /// <summary>The text, at most 4,096 characters.</summary>
    [JsonInclude]
    public string? Body { get; internal init; }

    /// <summary>Whether the first address in the text gets a preview.</summary>
    [JsonInclude]
    public bool? PreviewUrl { get; internal init; }
}

/// <summary>Media, by the id of an upload or by an address that Meta fetches.</summary>
public sealed record MediaContent
{
    /// <summary>Id of an upload.</summary>
    [JsonInclude]
    public string? Id { get; internal init; }

    /// <summary>Address; Meta keeps what it fetched for 10 minutes.</summary>
    [JsonInclude]
    public string? Link { get; internal init; }

    /// <summary>At most 1,024 characters; not for audio and stickers.</summary>
    [JsonInclude]
    public string? Caption { get; internal init; }

    /// <summary>Name shown for a document, at most 240 characters; its ending picks the icon.</summary>
    [JsonInclude]
    public string? Filename { get; internal init; }

    /// <summary>Whether audio is a voice note (OGG with OPUS, up to 512 KB).</summary>
    [JsonInclude]
    public bool? Voice { get; internal init; }
}

/// <summary>A place.</summary>
public sealed record LocationContent
{
    /// <summary>Degrees.</summary>
    [JsonInclude]
    public double? Latitude { get; internal init; }

    /// <summary>Degrees.</summary>
    [JsonInclude]
    public double? Longitude { get; internal init; }

    /// <summary>Its name.</summary>
    [JsonInclude]
    public string? Name { get; internal init; }

    /// <summary>Its address.</summary>
    [JsonInclude]
    public string? Address { get; internal init; }
}

/// <summary>A reaction to a message at most 30 days old.</summary>
public sealed record ReactionContent
{
    /// <summary>The message.</summary>
    [JsonInclude]
    public string? MessageId { get; internal init; }

    /// <summary>One emoji; empty takes the reaction back.</summary>
    [JsonInclude]
    public string? Emoji { get; internal init; }
}
