using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messenger;

/// <summary>A message of Instagram or Messenger as it is sent.</summary>
/// <remarks>The methods of this type create it.</remarks>
public sealed partial record DirectMessage
{
    /// <summary>The recipient.</summary>
    [JsonInclude]
    public DirectRecipient? Recipient { get; internal init; }

    /// <summary>Why the message may be sent; Messenger only.</summary>
    [JsonInclude]
    public MessagingType? MessagingType { get; internal init; }

    /// <summary>Content of the message.</summary>
    [JsonInclude]
    public DirectContent? Message { get; internal init; }

    /// <summary>An action instead of a message.</summary>
    [JsonInclude]
    public SenderAction? SenderAction { get; internal init; }

    /// <summary>The reaction.</summary>
    [JsonInclude]
    public DirectReaction? Payload { get; internal init; }

    /// <summary>The message that this message replies to.</summary>
    [JsonInclude]
    public DirectReply? ReplyTo { get; internal init; }

    /// <summary><c>HUMAN_AGENT</c> for answers by a person up to 7 days later.</summary>
    [JsonInclude]
    public string? Tag { get; internal init; }

    /// <summary>How the message notifies the user; Messenger only.</summary>
    [JsonInclude]
    public NotificationType? NotificationType { get; internal init; }
}

/// <summary>The reason why a message may be sent.</summary>
[JsonConverter(typeof(OpenEnumConverter<MessagingType>))]
public readonly record struct MessagingType(string Value) : IOpenEnum<MessagingType>
{
    /// <summary>It answers a message of the last 24 hours.</summary>
    public static MessagingType Response => new("RESPONSE");

    /// <summary>It is sent within 24 hours but does not answer a message.</summary>
    public static MessagingType Update => new("UPDATE");

    /// <summary>It has a message tag.</summary>
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

/// <summary>An action that is not a message.</summary>
[JsonConverter(typeof(OpenEnumConverter<SenderAction>))]
public readonly record struct SenderAction(string Value) : IOpenEnum<SenderAction>
{
    /// <summary>Shows the typing indicator.</summary>
    public static SenderAction TypingOn => new("typing_on");

    /// <summary>Hides the typing indicator.</summary>
    public static SenderAction TypingOff => new("typing_off");

    /// <summary>Marks messages as read.</summary>
    public static SenderAction MarkSeen => new("mark_seen");

    /// <summary>Adds a reaction.</summary>
    public static SenderAction React => new("react");

    /// <summary>Removes the reaction.</summary>
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

/// <summary>How a message notifies the user.</summary>
[JsonConverter(typeof(OpenEnumConverter<NotificationType>))]
public readonly record struct NotificationType(string Value) : IOpenEnum<NotificationType>
{
    /// <summary>With sound.</summary>
    public static NotificationType Regular => new("REGULAR");

    /// <summary>Without sound.</summary>
    public static NotificationType SilentPush => new("SILENT_PUSH");

    /// <summary>Without a notification.</summary>
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
    /// <summary>Id of the message.</summary>
    [JsonInclude]
    public string? MessageId { get; internal init; }

    /// <summary>Kind of reaction, such as <c>love</c>.</summary>
    [JsonInclude]
    public string? Reaction { get; internal init; }
}

/// <summary>The message that another message replies to.</summary>
public sealed record DirectReply
{
    /// <summary>Id of the message.</summary>
    [JsonInclude]
    public string? Mid { get; internal init; }
}
