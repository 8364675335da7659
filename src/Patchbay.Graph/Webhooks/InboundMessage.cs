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
