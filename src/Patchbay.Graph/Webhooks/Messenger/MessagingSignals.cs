using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks.Messenger;

/// <summary>A tap.</summary>
public sealed record MessagingPostback : GraphObject
{
    /// <summary>Its id.</summary>
    public string? Mid { get; set; }

    /// <summary>The label.</summary>
    public string? Title { get; set; }

    /// <summary>What the button gave.</summary>
    public string? Payload { get; set; }

    /// <summary>Where the user came from.</summary>
    public MessagingReferral? Referral { get; set; }
}

/// <summary>A reaction.</summary>
public sealed record MessagingReaction : GraphObject
{
    /// <summary>To which message.</summary>
    public string? Mid { get; set; }

    /// <summary><c>react</c> or <c>unreact</c>.</summary>
    public string? Action { get; set; }

    /// <summary>Its kind.</summary>
    public string? Reaction { get; set; }

    /// <summary>The emoji.</summary>
    public string? Emoji { get; set; }
}

/// <summary>The user has read.</summary>
public sealed record MessagingRead : GraphObject
{
    /// <summary>Up to this message, Instagram.</summary>
    public string? Mid { get; set; }

    /// <summary>Up to this time, Messenger, in milliseconds since 1970.</summary>
    public long? Watermark { get; set; }
}

/// <summary>Messages have arrived.</summary>
public sealed record MessagingDelivery : GraphObject
{
    /// <summary>Which; absent for some users.</summary>
    public IReadOnlyList<string>? Mids { get; set; }

    /// <summary>All up to this time, in milliseconds since 1970.</summary>
    public long? Watermark { get; set; }
}

/// <summary>Where a user came from.</summary>
public sealed record MessagingReferral : GraphObject
{
    /// <summary>What the link gave.</summary>
    public string? Ref { get; set; }

    /// <summary>SHORTLINK, ADS and so on.</summary>
    public string? Source { get; set; }

    /// <summary>OPEN_THREAD.</summary>
    public string? Type { get; set; }

    /// <summary>The advertisement.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AdId { get; set; }

    /// <summary>The page.</summary>
    public string? RefererUri { get; set; }

    /// <summary>The advertisement's contents.</summary>
    public AdsContextData? AdsContextData { get; set; }

    /// <summary>The product.</summary>
    public ReferralProduct? Product { get; set; }
}

/// <summary>An advertisement's contents.</summary>
public sealed record AdsContextData : GraphObject
{
    /// <summary>Its title.</summary>
    public string? AdTitle { get; set; }

    /// <summary>Its picture.</summary>
    public string? PhotoUrl { get; set; }

    /// <summary>Its video's picture.</summary>
    public string? VideoUrl { get; set; }

    /// <summary>Its post.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PostId { get; set; }

    /// <summary>Its product.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ProductId { get; set; }
}

/// <summary>A product.</summary>
public sealed record ReferralProduct : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }
}

/// <summary>What a user has agreed to.</summary>
public sealed record MessagingOptin : GraphObject
{
    /// <summary><c>notification_messages</c>, or absent for plug-ins.</summary>
    public string? Type { get; set; }

    /// <summary>What the plug-in gave.</summary>
    public string? Ref { get; set; }

    /// <summary>A user of a plug-in without an id.</summary>
    public string? UserRef { get; set; }

    /// <summary>What the request gave.</summary>
    public string? Payload { get; set; }

    /// <summary>Title of the request.</summary>
    public string? Title { get; set; }

    /// <summary>The token to send with, for this user and subject. Keep it secret.</summary>
    public string? NotificationMessagesToken { get; set; }

    /// <summary><c>STOP_NOTIFICATIONS</c> or <c>RESUME_NOTIFICATIONS</c>.</summary>
    public string? NotificationMessagesStatus { get; set; }

    /// <summary>When the token ends, in milliseconds since 1970.</summary>
    public long? TokenExpiryTimestamp { get; set; }

    /// <summary><c>REFRESHED</c> or <c>NOT_REFRESHED</c>.</summary>
    public string? UserTokenStatus { get; set; }
}

/// <summary>A change of an earlier message.</summary>
public sealed record MessagingEdit : GraphObject
{
    /// <summary>Which.</summary>
    public string? Mid { get; set; }

    /// <summary>Its text now.</summary>
    public string? Text { get; set; }

    /// <summary>How often it was changed.</summary>
    public int? NumEdit { get; set; }
}

/// <summary>Who has a conversation.</summary>
public sealed record ThreadControl : GraphObject
{
    /// <summary>Who has it now.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? NewOwnerAppId { get; set; }

    /// <summary>Who had it.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PreviousOwnerAppId { get; set; }

    /// <summary>Who wants it.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? RequestedOwnerAppId { get; set; }

    /// <summary>What the other app gave.</summary>
    public string? Metadata { get; set; }
}

/// <summary>Meta has enforced a policy.</summary>
public sealed record PolicyEnforcement : GraphObject
{
    /// <summary>What Meta did.</summary>
    public string? Action { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }
}

/// <summary>A user has linked an account, or no longer.</summary>
public sealed record AccountLinking : GraphObject
{
    /// <summary><c>linked</c> or <c>unlinked</c>.</summary>
    public string? Status { get; set; }

    /// <summary>What the log-in page gave.</summary>
    public string? AuthorizationCode { get; set; }
}
