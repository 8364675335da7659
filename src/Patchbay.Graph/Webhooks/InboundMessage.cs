using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Graph.Messages;

namespace Patchbay.Graph.Webhooks;

/// <summary>A received message. Its type says which member is there; one that this client does not know is in the additional data.</summary>
public sealed record InboundMessage : GraphObject
{
    /// <summary>Its id. It holds the sender's number in disguise, so treat it as personal.</summary>
    public required string Id { get; init; }

    /// <summary>Sender's number; may be absent for users known by id only.</summary>
    public string? From { get; init; }

    /// <summary>Sender's business-scoped id.</summary>
    public string? FromUserId { get; init; }

    /// <summary>Sender's id over several portfolios.</summary>
    public string? FromParentUserId { get; init; }

    /// <summary>Receiver, in echoes and history.</summary>
    public string? To { get; init; }

    /// <summary>Receiver's business-scoped id, in echoes.</summary>
    public string? ToUserId { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? Timestamp { get; init; }

    /// <summary>What it is.</summary>
    public InboundType? Type { get; init; }

    /// <summary>The group it was sent in.</summary>
    public string? GroupId { get; init; }

    /// <summary>The message it answers.</summary>
    public InboundContext? Context { get; init; }

    /// <summary>The advertisement it came from.</summary>
    public Referral? Referral { get; init; }

    /// <summary>Why it cannot be shown.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; init; }

    /// <summary>The sender's identity, in the older shape.</summary>
    public JsonElement? Identity { get; init; }

    /// <summary>A text.</summary>
    public InboundText? Text { get; init; }

    /// <summary>An image.</summary>
    public InboundMedia? Image { get; init; }

    /// <summary>A video.</summary>
    public InboundMedia? Video { get; init; }

    /// <summary>Audio.</summary>
    public InboundMedia? Audio { get; init; }

    /// <summary>A document.</summary>
    public InboundMedia? Document { get; init; }

    /// <summary>A sticker.</summary>
    public InboundMedia? Sticker { get; init; }

    /// <summary>A place.</summary>
    public InboundLocation? Location { get; init; }

    /// <summary>Contact cards.</summary>
    public IReadOnlyList<ContactCard>? Contacts { get; init; }

    /// <summary>A reaction.</summary>
    public InboundReaction? Reaction { get; init; }

    /// <summary>A tap on a template's quick reply.</summary>
    public InboundButton? Button { get; init; }

    /// <summary>A tap on something interactive.</summary>
    public InboundInteractive? Interactive { get; init; }

    /// <summary>An order.</summary>
    public InboundOrder? Order { get; init; }

    /// <summary>News of the user.</summary>
    public SystemNotice? System { get; init; }

    /// <summary>What kind cannot be shown.</summary>
    public UnsupportedNotice? Unsupported { get; init; }

    /// <summary>A change of an earlier message.</summary>
    public EditNotice? Edit { get; init; }

    /// <summary>An earlier message was taken back.</summary>
    public RevokeNotice? Revoke { get; init; }

    /// <summary>What had become of it, in history.</summary>
    public HistoryContext? HistoryContext { get; init; }
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
    public string? From { get; init; }

    /// <summary>Its id.</summary>
    public string? Id { get; init; }

    /// <summary>Whether this one was forwarded.</summary>
    public bool? Forwarded { get; init; }

    /// <summary>Whether this one was forwarded more than five times.</summary>
    public bool? FrequentlyForwarded { get; init; }

    /// <summary>The product that is asked about.</summary>
    public ReferredProduct? ReferredProduct { get; init; }
}

/// <summary>A product.</summary>
public sealed record ReferredProduct : GraphObject
{
    /// <summary>Its catalog.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? CatalogId { get; init; }

    /// <summary>Its id with the retailer.</summary>
    public string? ProductRetailerId { get; init; }
}

/// <summary>The advertisement or post that a chat came from.</summary>
public sealed record Referral : GraphObject
{
    /// <summary>Its address.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SourceId { get; init; }

    /// <summary><c>ad</c> or <c>post</c>.</summary>
    public string? SourceType { get; init; }

    /// <summary>Its headline.</summary>
    public string? Headline { get; init; }

    /// <summary>Its text.</summary>
    public string? Body { get; init; }

    /// <summary><c>image</c> or <c>video</c>.</summary>
    public string? MediaType { get; init; }

    /// <summary>Its image.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>Its video.</summary>
    public string? VideoUrl { get; init; }

    /// <summary>Picture of its video.</summary>
    public string? ThumbnailUrl { get; init; }

    /// <summary>Id of the click; absent for advertisements in status.</summary>
    public string? CtwaClid { get; init; }

    /// <summary>What it greeted with.</summary>
    public InboundWelcome? WelcomeMessage { get; init; }
}

/// <summary>A greeting.</summary>
public sealed record InboundWelcome : GraphObject
{
    /// <summary>Its text.</summary>
    public string? Text { get; init; }
}

/// <summary>A text.</summary>
public sealed record InboundText : GraphObject
{
    /// <summary>The text.</summary>
    public string? Body { get; init; }
}

/// <summary>A medium. Its id is good for 7 days.</summary>
public sealed record InboundMedia : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Its type, perhaps with a codec.</summary>
    public string? MimeType { get; init; }

    /// <summary>SHA-256 of its bytes, base64; in history hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Where it is for five minutes; needs the token.</summary>
    public string? Url { get; init; }

    /// <summary>Its caption.</summary>
    public string? Caption { get; init; }

    /// <summary>Its name, for documents.</summary>
    public string? Filename { get; init; }

    /// <summary>Whether it was spoken into WhatsApp.</summary>
    public bool? Voice { get; init; }

    /// <summary>Whether a sticker moves.</summary>
    public bool? Animated { get; init; }

    /// <summary>An address, in the description's shape.</summary>
    public string? Link { get; init; }
}

/// <summary>A place.</summary>
public sealed record InboundLocation : GraphObject
{
    /// <summary>Degrees.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees.</summary>
    public double? Longitude { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its address.</summary>
    public string? Address { get; init; }

    /// <summary>Its page.</summary>
    public string? Url { get; init; }
}

/// <summary>A reaction.</summary>
public sealed record InboundReaction : GraphObject
{
    /// <summary>To which message.</summary>
    public string? MessageId { get; init; }

    /// <summary>The emoji; absent when taken back.</summary>
    public string? Emoji { get; init; }
}

/// <summary>A tap on a template's quick reply.</summary>
public sealed record InboundButton : GraphObject
{
    /// <summary>What the send gave, else the label.</summary>
    public string? Payload { get; init; }

    /// <summary>The label.</summary>
    public string? Text { get; init; }
}
