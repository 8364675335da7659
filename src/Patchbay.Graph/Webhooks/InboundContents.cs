using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>A received text.</summary>
public sealed record InboundText : GraphObject
{
    /// <summary>The text.</summary>
    public string? Body { get; set; }
}

/// <summary>A received media file.</summary>
/// <remarks>Its id works for 7 days.</remarks>
public sealed record InboundMedia : GraphObject
{
    /// <summary>Id of the media file.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>MIME type of the file, possibly with a codec.</summary>
    public string? MimeType { get; set; }

    /// <summary>SHA-256 of the file's bytes: base64, or hexadecimal in history.</summary>
    public string? Sha256 { get; set; }

    /// <summary>URL of the file, which works for five minutes and needs the token.</summary>
    public string? Url { get; set; }

    /// <summary>Caption of the file.</summary>
    public string? Caption { get; set; }

    /// <summary>File name, for documents.</summary>
    public string? Filename { get; set; }

    /// <summary>Whether the file is a voice note recorded in WhatsApp.</summary>
    public bool? Voice { get; set; }

    /// <summary>Whether a sticker is animated.</summary>
    public bool? Animated { get; set; }

    /// <summary>URL of the file, as Meta's description writes it.</summary>
    public string? Link { get; set; }
}

/// <summary>A received location.</summary>
public sealed record InboundLocation : GraphObject
{
    /// <summary>Latitude in degrees.</summary>
    public double? Latitude { get; set; }

    /// <summary>Longitude in degrees.</summary>
    public double? Longitude { get; set; }

    /// <summary>Name of the location.</summary>
    public string? Name { get; set; }

    /// <summary>Address of the location.</summary>
    public string? Address { get; set; }

    /// <summary>Web page of the location.</summary>
    public string? Url { get; set; }
}

/// <summary>A received reaction.</summary>
public sealed record InboundReaction : GraphObject
{
    /// <summary>Id of the message.</summary>
    public string? MessageId { get; set; }

    /// <summary>The emoji; absent when the reaction was removed.</summary>
    public string? Emoji { get; set; }
}

/// <summary>A tap on a template's quick reply.</summary>
public sealed record InboundButton : GraphObject
{
    /// <summary>Payload given when sending, otherwise the label.</summary>
    public string? Payload { get; set; }

    /// <summary>Label of the button.</summary>
    public string? Text { get; set; }
}
