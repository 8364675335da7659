using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>A message as it is sent.</summary>
/// <remarks><see cref="Message"/> creates it, with only the parts that belong together.</remarks>
public sealed partial record OutgoingMessage
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    [JsonInclude]
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        internal init;
    }

    /// <summary><c>individual</c> or <c>group</c>.</summary>
    [JsonInclude]
    public string? RecipientType { get; internal init; }

    /// <summary>Phone number or group id of the recipient.</summary>
    [JsonInclude]
    public string? To { get; internal init; }

    /// <summary>Business-scoped id of the recipient.</summary>
    /// <remarks>Meta uses <c>to</c> when both are set.</remarks>
    [JsonInclude]
    public string? Recipient { get; internal init; }

    /// <summary>The quoted message.</summary>
    [JsonInclude]
    public ReplyContext? Context { get; internal init; }

    /// <summary>The kind of message, which tells the content member that is set.</summary>
    [JsonInclude]
    public MessageType? Type { get; internal init; }

    /// <summary>Content of a text message.</summary>
    [JsonInclude]
    public TextContent? Text { get; internal init; }

    /// <summary>Content of an image message.</summary>
    [JsonInclude]
    public MediaContent? Image { get; internal init; }

    /// <summary>Content of an audio message.</summary>
    [JsonInclude]
    public MediaContent? Audio { get; internal init; }

    /// <summary>Content of a video message.</summary>
    [JsonInclude]
    public MediaContent? Video { get; internal init; }

    /// <summary>Content of a document message.</summary>
    [JsonInclude]
    public MediaContent? Document { get; internal init; }

    /// <summary>Content of a sticker message.</summary>
    [JsonInclude]
    public MediaContent? Sticker { get; internal init; }

    /// <summary>Content of a location message.</summary>
    [JsonInclude]
    public LocationContent? Location { get; internal init; }

    /// <summary>Content of a contacts message.</summary>
    [JsonInclude]
    public IReadOnlyList<ContactCard>? Contacts { get; internal init; }

    /// <summary>Content of a reaction.</summary>
    [JsonInclude]
    public ReactionContent? Reaction { get; internal init; }

    /// <summary>Content of an interactive message: buttons, lists, products, flows or payments.</summary>
    [JsonInclude]
    public InteractiveContent? Interactive { get; internal init; }

    /// <summary>Content of a template message.</summary>
    [JsonInclude]
    public TemplateContent? Template { get; internal init; }

    /// <summary>Returned in every status of this message; at most 512 characters.</summary>
    [JsonInclude]
    public string? BizOpaqueCallbackData { get; internal init; }

    /// <summary>
    /// Sends the message only if the recipient's identity still has this hash; otherwise Meta answers with code 137000.
    /// </summary>
    [JsonInclude]
    public string? RecipientIdentityKeyHash { get; internal init; }

    /// <summary>Category of Direct Send; absent for an ordinary message.</summary>
    [JsonInclude]
    public DirectSendCategory? Category { get; internal init; }

    /// <summary>How long Meta tries to deliver a message of Direct Send, in seconds.</summary>
    [JsonInclude]
    public int? TtlSeconds { get; internal init; }

    /// <summary>The template of Direct Send.</summary>
    [JsonInclude]
    public DirectSendConfig? DirectSendConfig { get; internal init; }

    /// <summary>What to do when the marketing product cannot deliver; marketing endpoint only.</summary>
    [JsonInclude]
    public ProductPolicy? ProductPolicy { get; internal init; }

    /// <summary>Whether activity on the message is shared with Meta; marketing endpoint only.</summary>
    [JsonInclude]
    public bool? MessageActivitySharing { get; internal init; }
}

/// <summary>The quoted message: an earlier message of the same chat, at most 30 days old.</summary>
public sealed record ReplyContext
{
    /// <summary>Id of the quoted message.</summary>
    [JsonInclude]
    public string? MessageId { get; internal init; }
}

/// <summary>A kind of message.</summary>
[JsonConverter(typeof(OpenEnumConverter<MessageType>))]
public readonly record struct MessageType(string Value) : IOpenEnum<MessageType>
{
    /// <summary>Text.</summary>
    public static MessageType Text => new("text");

    /// <summary>Image.</summary>
    public static MessageType Image => new("image");

    /// <summary>Audio or voice note.</summary>
    public static MessageType Audio => new("audio");

    /// <summary>Video.</summary>
    public static MessageType Video => new("video");

    /// <summary>Document.</summary>
    public static MessageType Document => new("document");

    /// <summary>Sticker.</summary>
    public static MessageType Sticker => new("sticker");

    /// <summary>Location.</summary>
    public static MessageType Location => new("location");

    /// <summary>Contact cards.</summary>
    public static MessageType Contacts => new("contacts");

    /// <summary>Reaction.</summary>
    public static MessageType Reaction => new("reaction");

    /// <summary>Interactive: buttons, lists, products, flows or payments.</summary>
    public static MessageType Interactive => new("interactive");

    /// <summary>Template.</summary>
    public static MessageType Template => new("template");

    /// <inheritdoc/>
    public static MessageType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(MessageType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>What the marketing endpoint does when it cannot deliver a message itself.</summary>
[JsonConverter(typeof(OpenEnumConverter<ProductPolicy>))]
public readonly record struct ProductPolicy(string Value) : IOpenEnum<ProductPolicy>
{
    /// <summary>The message is sent through the Cloud API instead.</summary>
    public static ProductPolicy CloudApiFallback => new("CLOUD_API_FALLBACK");

    /// <summary>The message fails.</summary>
    public static ProductPolicy Strict => new("STRICT");

    /// <inheritdoc/>
    public static ProductPolicy Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ProductPolicy other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
