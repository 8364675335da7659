using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks.Messenger;

/// <summary>Something in a conversation of Instagram or Messenger: whichever members are there.</summary>
public sealed record MessagingEvent : GraphObject
{
    /// <summary>Who did it: the user, or the business in echoes.</summary>
    public MessagingParty? Sender { get; set; }

    /// <summary>To whom.</summary>
    public MessagingParty? Recipient { get; set; }

    /// <summary>When, in milliseconds since 1970.</summary>
    public long? Timestamp { get; set; }

    /// <summary>A message.</summary>
    public MessagingMessage? Message { get; set; }

    /// <summary>A tap.</summary>
    public MessagingPostback? Postback { get; set; }

    /// <summary>A reaction.</summary>
    public MessagingReaction? Reaction { get; set; }

    /// <summary>The user has read.</summary>
    public MessagingRead? Read { get; set; }

    /// <summary>Messages have arrived.</summary>
    public MessagingDelivery? Delivery { get; set; }

    /// <summary>The user came by a link or advertisement.</summary>
    public MessagingReferral? Referral { get; set; }

    /// <summary>A change of an earlier message.</summary>
    public MessagingEdit? MessageEdit { get; set; }

    /// <summary>The user has agreed to something.</summary>
    public MessagingOptin? Optin { get; set; }

    /// <summary>Another app was given the conversation.</summary>
    public ThreadControl? PassThreadControl { get; set; }

    /// <summary>Another app has taken the conversation.</summary>
    public ThreadControl? TakeThreadControl { get; set; }

    /// <summary>Another app wants the conversation.</summary>
    public ThreadControl? RequestThreadControl { get; set; }

    /// <summary>The parts that apps have on the page, by app id: <c>primary_receiver</c>, <c>secondary_receiver</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? AppRoles { get; set; }

    /// <summary>Meta has enforced a policy.</summary>
    public PolicyEnforcement? PolicyEnforcement { get; set; }

    /// <summary>The user has linked an account.</summary>
    public AccountLinking? AccountLinking { get; set; }
}

/// <summary>A side of a conversation.</summary>
public sealed record MessagingParty : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>A user of a plug-in without an id.</summary>
    public string? UserRef { get; set; }
}

/// <summary>A message.</summary>
public sealed record MessagingMessage : GraphObject
{
    /// <summary>Its id.</summary>
    public string Mid { get; set; } = "";

    /// <summary>Its text.</summary>
    public string? Text { get; set; }

    /// <summary>What is attached.</summary>
    public IReadOnlyList<MessagingAttachment>? Attachments { get; set; }

    /// <summary>The quick reply it is.</summary>
    public MessagingQuickReply? QuickReply { get; set; }

    /// <summary>What it answers.</summary>
    public MessagingReplyTo? ReplyTo { get; set; }

    /// <summary>The advertisement or product it came from.</summary>
    public MessagingReferral? Referral { get; set; }

    /// <summary>Whether it was taken back.</summary>
    public bool? IsDeleted { get; set; }

    /// <summary>Whether the business wrote it.</summary>
    public bool? IsEcho { get; set; }

    /// <summary>Whether the account wrote to itself.</summary>
    public bool? IsSelf { get; set; }

    /// <summary>Whether it cannot be shown.</summary>
    public bool? IsUnsupported { get; set; }

    /// <summary>The app that sent an echo; drop your own.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AppId { get; set; }

    /// <summary>What the send gave.</summary>
    public string? Metadata { get; set; }
}

/// <summary>Something attached.</summary>
public sealed record MessagingAttachment : GraphObject
{
    /// <summary>image, video, audio, file, location, share, reel, ig_reel, story_mention, template, fallback and so on.</summary>
    public string? Type { get; set; }

    /// <summary>Where it is, and more.</summary>
    public MessagingAttachmentPayload? Payload { get; set; }
}

/// <summary>Where something attached is, and more.</summary>
public sealed record MessagingAttachmentPayload : GraphObject
{
    /// <summary>Its address, which ends.</summary>
    public string? Url { get; set; }

    /// <summary>Its title, for links and shared posts.</summary>
    public string? Title { get; set; }

    /// <summary>The sticker.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? StickerId { get; set; }

    /// <summary>The reel.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ReelVideoId { get; set; }

    /// <summary>The place.</summary>
    public MessagingCoordinates? Coordinates { get; set; }
}

/// <summary>A place.</summary>
public sealed record MessagingCoordinates : GraphObject
{
    /// <summary>Degrees.</summary>
    public double? Lat { get; set; }

    /// <summary>Degrees.</summary>
    public double? Long { get; set; }
}

/// <summary>A quick reply.</summary>
public sealed record MessagingQuickReply : GraphObject
{
    /// <summary>What the send gave.</summary>
    public string? Payload { get; set; }
}

/// <summary>What is answered.</summary>
public sealed record MessagingReplyTo : GraphObject
{
    /// <summary>The message.</summary>
    public string? Mid { get; set; }

    /// <summary>Whether it is one's own.</summary>
    public bool? IsSelfReply { get; set; }

    /// <summary>The story.</summary>
    public MessagingStory? Story { get; set; }
}

/// <summary>A story.</summary>
public sealed record MessagingStory : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>Where it is until it ends.</summary>
    public string? Url { get; set; }
}
