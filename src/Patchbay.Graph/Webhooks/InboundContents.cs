using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>A text.</summary>
public sealed record InboundText : GraphObject
{
    /// <summary>The text.</summary>
    public string? Body { get; set; }
}

/// <summary>A medium. Its id is good for 7 days.</summary>
public sealed record InboundMedia : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>Its type, perhaps with a codec.</summary>
    public string? MimeType { get; set; }

    /// <summary>SHA-256 of its bytes, base64; in history hexadecimal.</summary>
    public string? Sha256 { get; set; }

    /// <summary>Where it is for five minutes; needs the token.</summary>
    public string? Url { get; set; }

    /// <summary>Its caption.</summary>
    public string? Caption { get; set; }

    /// <summary>Its name, for documents.</summary>
    public string? Filename { get; set; }

    /// <summary>Whether it was spoken into WhatsApp.</summary>
    public bool? Voice { get; set; }

    /// <summary>Whether a sticker moves.</summary>
    public bool? Animated { get; set; }

    /// <summary>An address, in the description's shape.</summary>
    public string? Link { get; set; }
}

/// <summary>A place.</summary>
public sealed record InboundLocation : GraphObject
{
    /// <summary>Degrees.</summary>
    public double? Latitude { get; set; }

    /// <summary>Degrees.</summary>
    public double? Longitude { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Its address.</summary>
    public string? Address { get; set; }

    /// <summary>Its page.</summary>
    public string? Url { get; set; }
}

/// <summary>A reaction.</summary>
public sealed record InboundReaction : GraphObject
{
    /// <summary>To which message.</summary>
    public string? MessageId { get; set; }

    /// <summary>The emoji; absent when taken back.</summary>
    public string? Emoji { get; set; }
}

/// <summary>A tap on a template's quick reply.</summary>
public sealed record InboundButton : GraphObject
{
    /// <summary>What the send gave, else the label.</summary>
    public string? Payload { get; set; }

    /// <summary>The label.</summary>
    public string? Text { get; set; }
}
