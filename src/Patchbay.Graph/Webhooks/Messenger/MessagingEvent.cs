using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks.Messenger;

/// <summary>Something in a conversation of Instagram or Messenger: whichever members are there.</summary>
public sealed record MessagingEvent : GraphObject
{
    /// <summary>Who did it: the user, or the business in echoes.</summary>
    public MessagingParty? Sender { get; init; }

    /// <summary>To whom.</summary>
    public MessagingParty? Recipient { get; init; }

    /// <summary>When, in milliseconds since 1970.</summary>
    public long? Timestamp { get; init; }

    /// <summary>A message.</summary>
    public MessagingMessage? Message { get; init; }

    /// <summary>A tap.</summary>
    public MessagingPostback? Postback { get; init; }

    /// <summary>A reaction.</summary>
    public MessagingReaction? Reaction { get; init; }

    /// <summary>The user has read.</summary>
    public MessagingRead? Read { get; init; }

    /// <summary>Messages have arrived.</summary>
    public MessagingDelivery? Delivery { get; init; }

    /// <summary>The user came by a link or advertisement.</summary>
    public MessagingReferral? Referral { get; init; }

    /// <summary>A change of an earlier message.</summary>
    public MessagingEdit? MessageEdit { get; init; }

    /// <summary>The user has agreed to something.</summary>
    public JsonElement? Optin { get; init; }

    /// <summary>Another app was given the conversation.</summary>
    public ThreadControl? PassThreadControl { get; init; }

    /// <summary>Another app has taken the conversation.</summary>
    public ThreadControl? TakeThreadControl { get; init; }

    /// <summary>Another app wants the conversation.</summary>
    public ThreadControl? RequestThreadControl { get; init; }

    /// <summary>The app's parts.</summary>
    public JsonElement? AppRoles { get; init; }

    /// <summary>Meta has enforced a policy.</summary>
    public PolicyEnforcement? PolicyEnforcement { get; init; }

    /// <summary>The user has linked an account.</summary>
    public AccountLinking? AccountLinking { get; init; }
}

/// <summary>A side of a conversation.</summary>
public sealed record MessagingParty : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>A user of a plug-in without an id.</summary>
    public string? UserRef { get; init; }
}

/// <summary>A message.</summary>
public sealed record MessagingMessage : GraphObject
{
    /// <summary>Its id.</summary>
    public required string Mid { get; init; }

    /// <summary>Its text.</summary>
    public string? Text { get; init; }

    /// <summary>What is attached.</summary>
    public IReadOnlyList<MessagingAttachment>? Attachments { get; init; }

    /// <summary>The quick reply it is.</summary>
    public MessagingQuickReply? QuickReply { get; init; }

    /// <summary>What it answers.</summary>
    public MessagingReplyTo? ReplyTo { get; init; }

    /// <summary>The advertisement or product it came from.</summary>
    public MessagingReferral? Referral { get; init; }

    /// <summary>Whether it was taken back.</summary>
    public bool? IsDeleted { get; init; }

    /// <summary>Whether the business wrote it.</summary>
    public bool? IsEcho { get; init; }

    /// <summary>Whether the account wrote to itself.</summary>
    public bool? IsSelf { get; init; }

    /// <summary>Whether it cannot be shown.</summary>
    public bool? IsUnsupported { get; init; }

    /// <summary>The app that sent an echo; drop your own.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AppId { get; init; }

    /// <summary>What the send gave.</summary>
    public string? Metadata { get; init; }
}

/// <summary>Something attached.</summary>
public sealed record MessagingAttachment : GraphObject
{
    /// <summary>image, video, audio, file, location, share, reel, ig_reel, story_mention, template, fallback and so on.</summary>
    public string? Type { get; init; }

    /// <summary>Where it is, and more.</summary>
    public JsonElement? Payload { get; init; }
}

/// <summary>A quick reply.</summary>
public sealed record MessagingQuickReply : GraphObject
{
    /// <summary>What the send gave.</summary>
    public string? Payload { get; init; }
}

/// <summary>What is answered.</summary>
public sealed record MessagingReplyTo : GraphObject
{
    /// <summary>The message.</summary>
    public string? Mid { get; init; }

    /// <summary>Whether it is one's own.</summary>
    public bool? IsSelfReply { get; init; }

    /// <summary>The story.</summary>
    public MessagingStory? Story { get; init; }
}

/// <summary>A story.</summary>
public sealed record MessagingStory : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Where it is until it ends.</summary>
    public string? Url { get; init; }
}

/// <summary>A tap.</summary>
public sealed record MessagingPostback : GraphObject
{
    /// <summary>Its id.</summary>
    public string? Mid { get; init; }

    /// <summary>The label.</summary>
    public string? Title { get; init; }

    /// <summary>What the button gave.</summary>
    public string? Payload { get; init; }

    /// <summary>Where the user came from.</summary>
    public MessagingReferral? Referral { get; init; }
}

/// <summary>A reaction.</summary>
public sealed record MessagingReaction : GraphObject
{
    /// <summary>To which message.</summary>
    public string? Mid { get; init; }

    /// <summary><c>react</c> or <c>unreact</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Its kind.</summary>
    public string? Reaction { get; init; }

    /// <summary>The emoji.</summary>
    public string? Emoji { get; init; }
}

/// <summary>The user has read.</summary>
public sealed record MessagingRead : GraphObject
{
    /// <summary>Up to this message, Instagram.</summary>
    public string? Mid { get; init; }

    /// <summary>Up to this time, Messenger, in milliseconds since 1970.</summary>
    public long? Watermark { get; init; }
}

/// <summary>Messages have arrived.</summary>
public sealed record MessagingDelivery : GraphObject
{
    /// <summary>Which; absent for some users.</summary>
    public IReadOnlyList<string>? Mids { get; init; }

    /// <summary>All up to this time, in milliseconds since 1970.</summary>
    public long? Watermark { get; init; }
}

/// <summary>Where a user came from.</summary>
public sealed record MessagingReferral : GraphObject
{
    /// <summary>What the link gave.</summary>
    public string? Ref { get; init; }

    /// <summary>SHORTLINK, ADS and so on.</summary>
    public string? Source { get; init; }

    /// <summary>OPEN_THREAD.</summary>
    public string? Type { get; init; }

    /// <summary>The advertisement.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AdId { get; init; }

    /// <summary>The page.</summary>
    public string? RefererUri { get; init; }

    /// <summary>The advertisement's contents.</summary>
    public JsonElement? AdsContextData { get; init; }

    /// <summary>The product.</summary>
    public JsonElement? Product { get; init; }
}

/// <summary>A change of an earlier message.</summary>
public sealed record MessagingEdit : GraphObject
{
    /// <summary>Which.</summary>
    public string? Mid { get; init; }

    /// <summary>Its text now.</summary>
    public string? Text { get; init; }

    /// <summary>How often it was changed.</summary>
    public int? NumEdit { get; init; }
}

/// <summary>Who has a conversation.</summary>
public sealed record ThreadControl : GraphObject
{
    /// <summary>Who has it now.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? NewOwnerAppId { get; init; }

    /// <summary>Who had it.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PreviousOwnerAppId { get; init; }

    /// <summary>Who wants it.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? RequestedOwnerAppId { get; init; }

    /// <summary>What the other app gave.</summary>
    public string? Metadata { get; init; }
}

/// <summary>Meta has enforced a policy.</summary>
public sealed record PolicyEnforcement : GraphObject
{
    /// <summary>What Meta did.</summary>
    public string? Action { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}

/// <summary>A user has linked an account, or no longer.</summary>
public sealed record AccountLinking : GraphObject
{
    /// <summary><c>linked</c> or <c>unlinked</c>.</summary>
    public string? Status { get; init; }

    /// <summary>What the log-in page gave.</summary>
    public string? AuthorizationCode { get; init; }
}
