using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>A message as it goes over the wire. Made by <see cref="Message"/>, whose methods allow only what fits together.</summary>
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

    /// <summary>A phone number or a group id.</summary>
    [JsonInclude]
    public string? To { get; internal init; }

    /// <summary>A business-scoped user id; <c>to</c> wins when both are there.</summary>
    [JsonInclude]
    public string? Recipient { get; internal init; }

    /// <summary>The message that is answered.</summary>
    [JsonInclude]
    public ReplyContext? Context { get; internal init; }

    /// <summary>Which of the following is there.</summary>
    [JsonInclude]
    public MessageType? Type { get; internal init; }

    /// <summary>For text.</summary>
    [JsonInclude]
    public TextContent? Text { get; internal init; }

    /// <summary>For an image.</summary>
    [JsonInclude]
    public MediaContent? Image { get; internal init; }

    /// <summary>For audio.</summary>
    [JsonInclude]
    public MediaContent? Audio { get; internal init; }

    /// <summary>For a video.</summary>
    [JsonInclude]
    public MediaContent? Video { get; internal init; }

    /// <summary>For a document.</summary>
    [JsonInclude]
    public MediaContent? Document { get; internal init; }

    /// <summary>For a sticker.</summary>
    [JsonInclude]
    public MediaContent? Sticker { get; internal init; }

    /// <summary>For a place.</summary>
    [JsonInclude]
    public LocationContent? Location { get; internal init; }

    /// <summary>For contact cards.</summary>
    [JsonInclude]
    public IReadOnlyList<ContactCard>? Contacts { get; internal init; }

    /// <summary>For a reaction.</summary>
    [JsonInclude]
    public ReactionContent? Reaction { get; internal init; }

    /// <summary>For everything with buttons, lists, products, flows, payments.</summary>
    [JsonInclude]
    public InteractiveContent? Interactive { get; internal init; }

    /// <summary>For a template.</summary>
    [JsonInclude]
    public TemplateContent? Template { get; internal init; }

    /// <summary>Comes back in every status of this message; at most 512 characters.</summary>
    [JsonInclude]
    public string? BizOpaqueCallbackData { get; internal init; }

    /// <summary>Sends only if the recipient's identity still has this hash (else code 137000).</summary>
    [JsonInclude]
    public string? RecipientIdentityKeyHash { get; internal init; }

    /// <summary>Marketing endpoint only: what to do when the marketing product cannot deliver.</summary>
    [JsonInclude]
    public ProductPolicy? ProductPolicy { get; internal init; }

    /// <summary>Marketing endpoint only: whether activity on the message is shared with Meta.</summary>
    [JsonInclude]
    public bool? MessageActivitySharing { get; internal init; }
}

/// <summary>Points at an earlier message of the same chat, at most 30 days old.</summary>
public sealed record ReplyContext
{
    /// <summary>Its id.</summary>
    [JsonInclude]
    public string? MessageId { get; internal init; }
}

/// <summary>The kind of a message.</summary>
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

    /// <summary>Place.</summary>
    public static MessageType Location => new("location");

    /// <summary>Contact cards.</summary>
    public static MessageType Contacts => new("contacts");

    /// <summary>Reaction.</summary>
    public static MessageType Reaction => new("reaction");

    /// <summary>Buttons, lists, products, flows, payments.</summary>
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

/// <summary>What the marketing endpoint does when it cannot deliver itself.</summary>
[JsonConverter(typeof(OpenEnumConverter<ProductPolicy>))]
public readonly record struct ProductPolicy(string Value) : IOpenEnum<ProductPolicy>
{
    /// <summary>Sends through the Cloud API instead.</summary>
    public static ProductPolicy CloudApiFallback => new("CLOUD_API_FALLBACK");

    /// <summary>Fails.</summary>
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
