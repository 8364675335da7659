using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Graph.Messages;

namespace Patchbay.Graph.Webhooks;

/// <summary>A received message.</summary>
/// <remarks>Its type tells which member is set; the object of an unknown type is in the additional data.</remarks>
public sealed record InboundMessage : GraphObject
{
    /// <summary>Id of the message.</summary>
    /// <remarks>It contains the sender's number in encoded form, so treat it as personal.</remarks>
    public string Id { get; set; } = "";

    /// <summary>The sender's number.</summary>
    /// <remarks>It can be absent for users known only by id.</remarks>
    public string? From { get; set; }

    /// <summary>The sender's business-scoped id.</summary>
    public string? FromUserId { get; set; }

    /// <summary>The sender's id across several portfolios.</summary>
    public string? FromParentUserId { get; set; }

    /// <summary>The recipient, in echoes and history.</summary>
    public string? To { get; set; }

    /// <summary>The recipient's business-scoped id, in echoes.</summary>
    public string? ToUserId { get; set; }

    /// <summary>When the message was sent, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? Timestamp { get; set; }

    /// <summary>The type of the message.</summary>
    public InboundType? Type { get; set; }

    /// <summary>Id of the group that the message was sent in.</summary>
    public string? GroupId { get; set; }

    /// <summary>The quoted message, and whether this message was forwarded.</summary>
    public InboundContext? Context { get; set; }

    /// <summary>The ad or post that the message came from.</summary>
    public Referral? Referral { get; set; }

    /// <summary>Why the message cannot be shown.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }

    /// <summary>The sender's identity, in the older format.</summary>
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

    /// <summary>A location.</summary>
    public InboundLocation? Location { get; set; }

    /// <summary>Contact cards.</summary>
    public IReadOnlyList<ContactCard>? Contacts { get; set; }

    /// <summary>A reaction.</summary>
    public InboundReaction? Reaction { get; set; }

    /// <summary>A tap on a template's quick reply.</summary>
    public InboundButton? Button { get; set; }

    /// <summary>An answer to an interactive message.</summary>
    public InboundInteractive? Interactive { get; set; }

    /// <summary>An order.</summary>
    public InboundOrder? Order { get; set; }

    /// <summary>A change of the user's number, id or identity.</summary>
    public SystemNotice? System { get; set; }

    /// <summary>The kind of a message that cannot be shown.</summary>
    public UnsupportedNotice? Unsupported { get; set; }

    /// <summary>An edit of an earlier message.</summary>
    public EditNotice? Edit { get; set; }

    /// <summary>A deletion of an earlier message.</summary>
    public RevokeNotice? Revoke { get; set; }

    /// <summary>Status of the message, in history.</summary>
    public HistoryContext? HistoryContext { get; set; }
}

/// <summary>A type of received message.</summary>
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

    /// <summary>Location.</summary>
    public static InboundType Location => new("location");

    /// <summary>Contact cards.</summary>
    public static InboundType Contacts => new("contacts");

    /// <summary>Reaction.</summary>
    public static InboundType Reaction => new("reaction");

    /// <summary>A tap on a template's quick reply.</summary>
    public static InboundType Button => new("button");

    /// <summary>An answer to an interactive message.</summary>
    public static InboundType Interactive => new("interactive");

    /// <summary>An order.</summary>
    public static InboundType Order => new("order");

    /// <summary>A change of the user's number, id or identity.</summary>
    public static InboundType System => new("system");

    /// <summary>A message that cannot be shown.</summary>
    public static InboundType Unsupported => new("unsupported");

    /// <summary>A message that cannot be shown, under an older name.</summary>
    public static InboundType Unknown => new("unknown");

    /// <summary>An edit of an earlier message.</summary>
    public static InboundType Edit => new("edit");

    /// <summary>A deletion of an earlier message.</summary>
    public static InboundType Revoke => new("revoke");

    /// <summary>A placeholder for media in history.</summary>
    /// <remarks>The media follow in webhooks of their own.</remarks>
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
