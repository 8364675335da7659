using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks.Messenger;

/// <summary>An event of an Instagram or Messenger conversation.</summary>
/// <remarks>Each event sets only some members.</remarks>
public sealed record MessagingEvent : GraphObject
{
    /// <summary>The sender: the user, or the business in echoes.</summary>
    public MessagingParty? Sender { get; set; }

    /// <summary>The recipient.</summary>
    public MessagingParty? Recipient { get; set; }

    /// <summary>When the event happened, in milliseconds since 1970.</summary>
    public long? Timestamp { get; set; }

    /// <summary>A message.</summary>
    public MessagingMessage? Message { get; set; }

    /// <summary>A tapped button.</summary>
    public MessagingPostback? Postback { get; set; }

    /// <summary>A reaction.</summary>
    public MessagingReaction? Reaction { get; set; }

    /// <summary>The user has read messages.</summary>
    public MessagingRead? Read { get; set; }

    /// <summary>Messages were delivered.</summary>
    public MessagingDelivery? Delivery { get; set; }

    /// <summary>The user came through a link or an ad.</summary>
    public MessagingReferral? Referral { get; set; }

    /// <summary>An edit of an earlier message.</summary>
    public MessagingEdit? MessageEdit { get; set; }

    /// <summary>The user has opted in.</summary>
    public MessagingOptin? Optin { get; set; }

    /// <summary>Another app was given control of the conversation.</summary>
    public ThreadControl? PassThreadControl { get; set; }

    /// <summary>Another app has taken control of the conversation.</summary>
    public ThreadControl? TakeThreadControl { get; set; }

    /// <summary>Another app asks for control of the conversation.</summary>
    public ThreadControl? RequestThreadControl { get; set; }

    /// <summary>Roles of apps on the page, by app id: <c>primary_receiver</c>, <c>secondary_receiver</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? AppRoles { get; set; }

    /// <summary>Meta has enforced a policy.</summary>
    public PolicyEnforcement? PolicyEnforcement { get; set; }

    /// <summary>The user has linked or unlinked an account.</summary>
    public AccountLinking? AccountLinking { get; set; }
}

/// <summary>The sender or recipient of an event.</summary>
public sealed record MessagingParty : GraphObject
{
    /// <summary>Id of the user, page or account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>Reference of a plug-in user without an id.</summary>
    public string? UserRef { get; set; }
}

/// <summary>A message.</summary>
public sealed record MessagingMessage : GraphObject
{
    /// <summary>Id of the message.</summary>
    public string Mid { get; set; } = "";

    /// <summary>Text of the message.</summary>
    public string? Text { get; set; }

    /// <summary>Attachments of the message.</summary>
    public IReadOnlyList<MessagingAttachment>? Attachments { get; set; }

    /// <summary>The quick reply that the user tapped.</summary>
    public MessagingQuickReply? QuickReply { get; set; }

    /// <summary>The message or story that it replies to.</summary>
    public MessagingReplyTo? ReplyTo { get; set; }

    /// <summary>The ad or product that the message came from.</summary>
    public MessagingReferral? Referral { get; set; }

    /// <summary>Whether the user deleted the message.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? IsDeleted { get; set; }

    /// <summary>Whether the business sent the message.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? IsEcho { get; set; }

    /// <summary>Whether the account wrote to itself.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? IsSelf { get; set; }

    /// <summary>Whether the message cannot be shown.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? IsUnsupported { get; set; }

    /// <summary>Id of the app that sent an echo.</summary>
    /// <remarks>Ignore the echoes of your own app.</remarks>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AppId { get; set; }

    /// <summary>Metadata given when sending.</summary>
    public string? Metadata { get; set; }
}

/// <summary>An attachment.</summary>
public sealed record MessagingAttachment : GraphObject
{
    /// <summary>
    /// Kind of attachment: image, video, audio, file, location, share, reel, ig_reel, story_mention, template, fallback
    /// and so on.
    /// </summary>
    public string? Type { get; set; }

    /// <summary>URL and details of the attachment.</summary>
    public MessagingAttachmentPayload? Payload { get; set; }
}

/// <summary>The URL and details of an attachment.</summary>
public sealed record MessagingAttachmentPayload : GraphObject
{
    /// <summary>URL of the attachment, which expires.</summary>
    public string? Url { get; set; }

    /// <summary>Title, for links and shared posts.</summary>
    public string? Title { get; set; }

    /// <summary>Id of the sticker.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? StickerId { get; set; }

    /// <summary>Id of the reel.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ReelVideoId { get; set; }

    /// <summary>The location.</summary>
    public MessagingCoordinates? Coordinates { get; set; }
}

/// <summary>A location.</summary>
public sealed record MessagingCoordinates : GraphObject
{
    /// <summary>Latitude in degrees.</summary>
    public double? Lat { get; set; }

    /// <summary>Longitude in degrees.</summary>
    public double? Long { get; set; }
}

/// <summary>A tapped quick reply.</summary>
public sealed record MessagingQuickReply : GraphObject
{
    /// <summary>Payload given when sending.</summary>
    public string? Payload { get; set; }
}

/// <summary>The message or story that a message replies to.</summary>
public sealed record MessagingReplyTo : GraphObject
{
    /// <summary>Id of the message.</summary>
    public string? Mid { get; set; }

    /// <summary>Whether the user replies to their own message.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? IsSelfReply { get; set; }

    /// <summary>The story.</summary>
    public MessagingStory? Story { get; set; }
}

/// <summary>A story.</summary>
public sealed record MessagingStory : GraphObject
{
    /// <summary>Id of the story.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>URL of the story, while it exists.</summary>
    public string? Url { get; set; }
}
