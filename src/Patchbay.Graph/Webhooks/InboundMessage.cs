using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Graph.Messages;

namespace Patchbay.Graph.Webhooks;

/// <summary>A received message. Its type says which member is there; one that this client does not know is in the additional data.</summary>
public sealed record InboundMessage : GraphObject
{
    /// <summary>Its id. It holds the sender's number in disguise, so treat it as personal.</summary>
    public string Id { get; set; } = "";

    /// <summary>Sender's number; may be absent for users known by id only.</summary>
    public string? From { get; set; }

    /// <summary>Sender's business-scoped id.</summary>
    public string? FromUserId { get; set; }

    /// <summary>Sender's id over several portfolios.</summary>
    public string? FromParentUserId { get; set; }

    /// <summary>Receiver, in echoes and history.</summary>
    public string? To { get; set; }

    /// <summary>Receiver's business-scoped id, in echoes.</summary>
    public string? ToUserId { get; set; }

    /// <summary>When, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? Timestamp { get; set; }

    /// <summary>What it is.</summary>
    public InboundType? Type { get; set; }

    /// <summary>The group it was sent in.</summary>
    public string? GroupId { get; set; }

    /// <summary>The message it answers.</summary>
    public InboundContext? Context { get; set; }

    /// <summary>The advertisement it came from.</summary>
    public Referral? Referral { get; set; }

    /// <summary>Why it cannot be shown.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }

    /// <summary>The sender's identity, in the older shape.</summary>
    public JsonElement? Identity { get; set; }

    /// <summary>A text.</summary>
    public InboundText? Text { get; set; }

    /// <summary>An image.</summary>
    public InboundMedia? Image { get; set; }

    /// <summary>A video.</summary>
    public InboundMedia? Video { get; set; }

    /// <summary>Audio.</summary>
    public InboundMedia? Audio { get; set; }

    /// <summary>A document.</summary>
    public InboundMedia? Document { get; set; }

    /// <summary>A sticker.</summary>
    public InboundMedia? Sticker { get; set; }

    /// <summary>A place.</summary>
    public InboundLocation? Location { get; set; }

    /// <summary>Contact cards.</summary>
    public IReadOnlyList<ContactCard>? Contacts { get; set; }

    /// <summary>A reaction.</summary>
    public InboundReaction? Reaction { get; set; }

    /// <summary>A tap on a template's quick reply.</summary>
    public InboundButton? Button { get; set; }

    /// <summary>A tap on something interactive.</summary>
    public InboundInteractive? Interactive { get; set; }

    /// <summary>An order.</summary>
    public InboundOrder? Order { get; set; }

    /// <summary>News of the user.</summary>
    public SystemNotice? System { get; set; }

    /// <summary>What kind cannot be shown.</summary>
    public UnsupportedNotice? Unsupported { get; set; }

    /// <summary>A change of an earlier message.</summary>
    public EditNotice? Edit { get; set; }

    /// <summary>An earlier message was taken back.</summary>
    public RevokeNotice? Revoke { get; set; }

    /// <summary>What had become of it, in history.</summary>
    public HistoryContext? HistoryContext { get; set; }
}

/// <summary>Types of received messages.</summary>
[JsonConverter(typeof(OpenEnumConverter<InboundType>))]
public readonly record struct InboundType(string Value) : IOpenEnum<InboundType>
{
    /// <summary>Text.</summary>
    public static InboundType Text => new("text");

    /// <summary>Image.</summary>
    public static InboundType Image => new("image");

    /// <summary>Video.</summary>
    public static InboundType Video => new("video");

    /// <summary>Audio.</summary>
    public static InboundType Audio => new("audio");

    /// <summary>Document.</summary>
    public static InboundType Document => new("document");

    /// <summary>Sticker.</summary>
    public static InboundType Sticker => new("sticker");

    /// <summary>Place.</summary>
    public static InboundType Location => new("location");

    /// <summary>Contact cards.</summary>
    public static InboundType Contacts => new("contacts");

    /// <summary>Reaction.</summary>
    public static InboundType Reaction => new("reaction");

    /// <summary>A tap on a template's quick reply.</summary>
    public static InboundType Button => new("button");

    /// <summary>A tap on something interactive.</summary>
    public static InboundType Interactive => new("interactive");

    /// <summary>An order.</summary>
    public static InboundType Order => new("order");

    /// <summary>News of the user.</summary>
    public static InboundType System => new("system");

    /// <summary>Something that cannot be shown.</summary>
    public static InboundType Unsupported => new("unsupported");

    /// <summary>Something that cannot be shown, by an older name.</summary>
    public static InboundType Unknown => new("unknown");

    /// <summary>A change of an earlier message.</summary>
    public static InboundType Edit => new("edit");

    /// <summary>An earlier message was taken back.</summary>
    public static InboundType Revoke => new("revoke");

    /// <summary>Media in history; the media follow by themselves.</summary>
    public static InboundType MediaPlaceholder => new("media_placeholder");

    /// <inheritdoc/>
    public static InboundType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(InboundType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The message that is answered.</summary>
public sealed record InboundContext : GraphObject
{
    /// <summary>Who wrote it.</summary>
    public string? From { get; set; }

    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>Whether this one was forwarded.</summary>
    public bool? Forwarded { get; set; }

    /// <summary>Whether this one was forwarded more than five times.</summary>
    public bool? FrequentlyForwarded { get; set; }

    /// <summary>The product that is asked about.</summary>
    public ReferredProduct? ReferredProduct { get; set; }
}

/// <summary>A product.</summary>
public sealed record ReferredProduct : GraphObject
{
    /// <summary>Its catalog.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? CatalogId { get; set; }

    /// <summary>Its id with the retailer.</summary>
    public string? ProductRetailerId { get; set; }
}

/// <summary>The advertisement or post that a chat came from.</summary>
public sealed record Referral : GraphObject
{
    /// <summary>Its address.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SourceId { get; set; }

    /// <summary><c>ad</c> or <c>post</c>.</summary>
    public string? SourceType { get; set; }

    /// <summary>Its headline.</summary>
    public string? Headline { get; set; }

    /// <summary>Its text.</summary>
    public string? Body { get; set; }

    /// <summary><c>image</c> or <c>video</c>.</summary>
    public string? MediaType { get; set; }

    /// <summary>Its image.</summary>
    public string? ImageUrl { get; set; }

    /// <summary>Its video.</summary>
    public string? VideoUrl { get; set; }

    /// <summary>Picture of its video.</summary>
    public string? ThumbnailUrl { get; set; }

    /// <summary>Id of the click; absent for advertisements in status.</summary>
    public string? CtwaClid { get; set; }

    /// <summary>What it greeted with.</summary>
    public InboundWelcome? WelcomeMessage { get; set; }
}

/// <summary>A greeting.</summary>
public sealed record InboundWelcome : GraphObject
{
    /// <summary>Its text.</summary>
    public string? Text { get; set; }
}

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
