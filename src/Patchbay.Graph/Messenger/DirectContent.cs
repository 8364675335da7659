using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messenger;

/// <summary>The contents of a message.</summary>
public sealed record DirectContent
{
    /// <summary>A text: 2,000 characters in Messenger, 1,000 bytes in Instagram.</summary>
    [JsonInclude]
    public string? Text { get; internal init; }

    /// <summary>Something attached.</summary>
    [JsonInclude]
    public DirectAttachment? Attachment { get; internal init; }

    /// <summary>Images: up to 30 in Messenger, 10 in Instagram.</summary>
    [JsonInclude]
    public IReadOnlyList<DirectAttachment>? Attachments { get; internal init; }

    /// <summary>Quick replies, at most 13.</summary>
    [JsonInclude]
    public IReadOnlyList<QuickReply>? QuickReplies { get; internal init; }

    /// <summary>Comes back in the echo; at most 1,000 characters.</summary>
    [JsonInclude]
    public string? Metadata { get; internal init; }
}

/// <summary>Something attached.</summary>
public sealed record DirectAttachment
{
    /// <summary>What.</summary>
    [JsonInclude]
    public AttachmentType? Type { get; internal init; }

    /// <summary>Where it is.</summary>
    [JsonInclude]
    public AttachmentPayload? Payload { get; internal init; }
}

/// <summary>Kinds of attachments.</summary>
[JsonConverter(typeof(OpenEnumConverter<AttachmentType>))]
public readonly record struct AttachmentType(string Value) : IOpenEnum<AttachmentType>
{
    /// <summary>An image.</summary>
    public static AttachmentType Image => new("image");

    /// <summary>A video.</summary>
    public static AttachmentType Video => new("video");

    /// <summary>Audio.</summary>
    public static AttachmentType Audio => new("audio");

    /// <summary>A file.</summary>
    public static AttachmentType File => new("file");

    /// <summary>A template of cards or buttons.</summary>
    public static AttachmentType Template => new("template");

    /// <summary>A heart, Instagram.</summary>
    public static AttachmentType LikeHeart => new("like_heart");

    /// <summary>One of the account's own posts, Instagram.</summary>
    public static AttachmentType MediaShare => new("MEDIA_SHARE");

    /// <inheritdoc/>
    public static AttachmentType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AttachmentType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Where something attached is, or what it is made of.</summary>
public sealed record AttachmentPayload
{
    /// <summary>Its address.</summary>
    [JsonInclude]
    public string? Url { get; internal init; }

    /// <summary>Whether Meta keeps it for later.</summary>
    [JsonInclude]
    public bool? IsReusable { get; internal init; }

    /// <summary>What Meta has kept.</summary>
    [JsonInclude]
    public string? AttachmentId { get; internal init; }

    /// <summary>The post to share.</summary>
    [JsonInclude]
    public string? Id { get; internal init; }

    /// <summary><c>generic</c>, <c>button</c> or <c>media</c>.</summary>
    [JsonInclude]
    public string? TemplateType { get; internal init; }

    /// <summary>Text above buttons, at most 640 characters.</summary>
    [JsonInclude]
    public string? Text { get; internal init; }

    /// <summary>Cards, or a kept medium with buttons.</summary>
    [JsonInclude]
    public IReadOnlyList<DirectCard>? Elements { get; internal init; }

    /// <summary>Buttons, at most 3.</summary>
    [JsonInclude]
    public IReadOnlyList<DirectButton>? Buttons { get; internal init; }
}

/// <summary>A quick reply.</summary>
public sealed record QuickReply
{
    /// <summary><c>text</c>, <c>user_phone_number</c> or <c>user_email</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>The label, at most 20 characters.</summary>
    public string? Title { get; init; }

    /// <summary>Comes back with the tap; at most 1,000 characters.</summary>
    public string? Payload { get; init; }

    /// <summary>A picture beside the label.</summary>
    public string? ImageUrl { get; init; }
}

/// <summary>A sent message.</summary>
public sealed record DirectMessageSent : GraphObject
{
    /// <summary>Whom it went to.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? RecipientId { get; init; }

    /// <summary>Its id; absent for actions.</summary>
    public string? MessageId { get; init; }

    /// <summary>What Meta has kept.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AttachmentId { get; init; }
}
