using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messenger;

/// <summary>A message of Instagram or Messenger as it goes over the wire. Made by its methods.</summary>
public sealed partial record DirectMessage
{
    /// <summary>Whom it goes to.</summary>
    [JsonInclude]
    public DirectRecipient? Recipient { get; internal init; }

    /// <summary>Why it may be sent; Messenger.</summary>
    [JsonInclude]
    public MessagingType? MessagingType { get; internal init; }

    /// <summary>The message.</summary>
    [JsonInclude]
    public DirectContent? Message { get; internal init; }

    /// <summary>Something that is no message.</summary>
    [JsonInclude]
    public SenderAction? SenderAction { get; internal init; }

    /// <summary>The reaction.</summary>
    [JsonInclude]
    public DirectReaction? Payload { get; internal init; }

    /// <summary>The message that is answered.</summary>
    [JsonInclude]
    public DirectReply? ReplyTo { get; internal init; }

    /// <summary><c>HUMAN_AGENT</c> for answers of a person up to 7 days later.</summary>
    [JsonInclude]
    public string? Tag { get; internal init; }

    /// <summary>How loudly; Messenger.</summary>
    [JsonInclude]
    public NotificationType? NotificationType { get; internal init; }
}

/// <summary>Why a message may be sent.</summary>
[JsonConverter(typeof(OpenEnumConverter<MessagingType>))]
public readonly record struct MessagingType(string Value) : IOpenEnum<MessagingType>
{
    /// <summary>It answers a message of the last 24 hours.</summary>
    public static MessagingType Response => new("RESPONSE");

    /// <summary>It is no answer, but within 24 hours.</summary>
    public static MessagingType Update => new("UPDATE");

    /// <summary>It has a tag.</summary>
    public static MessagingType MessageTag => new("MESSAGE_TAG");

    /// <inheritdoc/>
    public static MessagingType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(MessagingType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Something that is no message.</summary>
[JsonConverter(typeof(OpenEnumConverter<SenderAction>))]
public readonly record struct SenderAction(string Value) : IOpenEnum<SenderAction>
{
    /// <summary>Shows that an answer is being written.</summary>
    public static SenderAction TypingOn => new("typing_on");

    /// <summary>Shows it no longer.</summary>
    public static SenderAction TypingOff => new("typing_off");

    /// <summary>Marks as read.</summary>
    public static SenderAction MarkSeen => new("mark_seen");

    /// <summary>Reacts.</summary>
    public static SenderAction React => new("react");

    /// <summary>Takes the reaction back.</summary>
    public static SenderAction Unreact => new("unreact");

    /// <inheritdoc/>
    public static SenderAction Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(SenderAction other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>How loudly a message arrives.</summary>
[JsonConverter(typeof(OpenEnumConverter<NotificationType>))]
public readonly record struct NotificationType(string Value) : IOpenEnum<NotificationType>
{
    /// <summary>With sound.</summary>
    public static NotificationType Regular => new("REGULAR");

    /// <summary>Without sound.</summary>
    public static NotificationType SilentPush => new("SILENT_PUSH");

    /// <summary>Without notice.</summary>
    public static NotificationType NoPush => new("NO_PUSH");

    /// <inheritdoc/>
    public static NotificationType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(NotificationType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A reaction.</summary>
public sealed record DirectReaction
{
    /// <summary>To which message.</summary>
    [JsonInclude]
    public string? MessageId { get; internal init; }

    /// <summary>Its kind, such as <c>love</c>.</summary>
    [JsonInclude]
    public string? Reaction { get; internal init; }
}

/// <summary>What is answered.</summary>
public sealed record DirectReply
{
    /// <summary>The message.</summary>
    [JsonInclude]
    public string? Mid { get; internal init; }
}

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

    /// <summary><c>generic</c> or <c>button</c>.</summary>
    [JsonInclude]
    public string? TemplateType { get; internal init; }

    /// <summary>Text above buttons, at most 640 characters.</summary>
    [JsonInclude]
    public string? Text { get; internal init; }

    /// <summary>Cards, at most 10.</summary>
    [JsonInclude]
    public JsonElement? Elements { get; internal init; }

    /// <summary>Buttons, at most 3.</summary>
    [JsonInclude]
    public JsonElement? Buttons { get; internal init; }
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
