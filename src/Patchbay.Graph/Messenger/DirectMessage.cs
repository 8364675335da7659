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
