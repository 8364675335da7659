using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messenger;

/// <summary>The contents of a message.</summary>
public sealed record DirectContent
{
    /// <summary>Text: at most 2,000 characters in Messenger, 1,000 bytes on Instagram.</summary>
    [JsonInclude]
    public string? Text { get; internal init; }

    /// <summary>The attachment.</summary>
    [JsonInclude]
    public DirectAttachment? Attachment { get; internal init; }

    /// <summary>Images: at most 30 in Messenger, 10 on Instagram.</summary>
    [JsonInclude]
    public IReadOnlyList<DirectAttachment>? Attachments { get; internal init; }

    /// <summary>Quick replies, at most 13.</summary>
    [JsonInclude]
    public IReadOnlyList<QuickReply>? QuickReplies { get; internal init; }

    /// <summary>Returned in the echo; at most 1,000 characters.</summary>
    [JsonInclude]
    public string? Metadata { get; internal init; }
}

/// <summary>An attachment.</summary>
public sealed record DirectAttachment
{
    /// <summary>Kind of attachment.</summary>
    [JsonInclude]
    public AttachmentType? Type { get; internal init; }

    /// <summary>The attachment's URL or contents.</summary>
    [JsonInclude]
    public AttachmentPayload? Payload { get; internal init; }
}

/// <summary>A kind of attachment.</summary>
[JsonConverter(typeof(OpenEnumConverter<AttachmentType>))]
public readonly record struct AttachmentType(string Value) : IOpenEnum<AttachmentType>
{
    /// <summary>An image.</summary>
    public static AttachmentType Image => new("image");

    /// <summary>A video.</summary>
    public static AttachmentType Video => new("video");

    /// <summary>An audio file.</summary>
    public static AttachmentType Audio => new("audio");

    /// <summary>A file.</summary>
    public static AttachmentType File => new("file");

    /// <summary>A template of cards or buttons.</summary>
    public static AttachmentType Template => new("template");

    /// <summary>A heart; Instagram only.</summary>
    public static AttachmentType LikeHeart => new("like_heart");

    /// <summary>One of the account's own posts; Instagram only.</summary>
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

/// <summary>The URL or the contents of an attachment.</summary>
public sealed record AttachmentPayload
{
    /// <summary>URL of the file.</summary>
    [JsonInclude]
    public string? Url { get; internal init; }

    /// <summary>Whether Meta keeps the file for later messages.</summary>
    [JsonInclude]
    public bool? IsReusable { get; internal init; }

    /// <summary>Id of a file that Meta has kept.</summary>
    [JsonInclude]
    public string? AttachmentId { get; internal init; }

    /// <summary>Id of the post to share.</summary>
    [JsonInclude]
    public string? Id { get; internal init; }

    /// <summary><c>generic</c>, <c>button</c> or <c>media</c>.</summary>
    [JsonInclude]
    public string? TemplateType { get; internal init; }

    /// <summary>Text above the buttons, at most 640 characters.</summary>
    [JsonInclude]
    public string? Text { get; internal init; }

    /// <summary>Cards, or kept media with buttons.</summary>
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

    /// <summary>Label of the quick reply, at most 20 characters.</summary>
    public string? Title { get; init; }

    /// <summary>Returned when the quick reply is tapped; at most 1,000 characters.</summary>
    public string? Payload { get; init; }

    /// <summary>URL of an image beside the label.</summary>
    public string? ImageUrl { get; init; }
}

/// <summary>The answer to a sent message.</summary>
public sealed record DirectMessageSent : GraphObject
{
    /// <summary>Id of the recipient.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? RecipientId { get; init; }

    /// <summary>Id of the message; absent for actions.</summary>
    public string? MessageId { get; init; }

    /// <summary>Id of the file that Meta has kept.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AttachmentId { get; init; }
}
