using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks.Messenger;

/// <summary>A tapped button.</summary>
public sealed record MessagingPostback : GraphObject
{
    /// <summary>Id of the message.</summary>
    public string? Mid { get; set; }

    /// <summary>Label of the button.</summary>
    public string? Title { get; set; }

    /// <summary>Payload of the button.</summary>
    public string? Payload { get; set; }

    /// <summary>Where the user came from.</summary>
    public MessagingReferral? Referral { get; set; }
}

/// <summary>A reaction.</summary>
public sealed record MessagingReaction : GraphObject
{
    /// <summary>Id of the message.</summary>
    public string? Mid { get; set; }

    /// <summary><c>react</c> or <c>unreact</c>.</summary>
    public string? Action { get; set; }

    /// <summary>Kind of reaction.</summary>
    public string? Reaction { get; set; }

    /// <summary>The emoji.</summary>
    public string? Emoji { get; set; }
}

/// <summary>The user has read messages.</summary>
public sealed record MessagingRead : GraphObject
{
    /// <summary>Id of the last read message; Instagram.</summary>
    public string? Mid { get; set; }

    /// <summary>Time up to which messages were read, in milliseconds since 1970; Messenger.</summary>
    public long? Watermark { get; set; }
}

/// <summary>Messages were delivered.</summary>
public sealed record MessagingDelivery : GraphObject
{
    /// <summary>Ids of the messages; absent for some users.</summary>
    public IReadOnlyList<string>? Mids { get; set; }

    /// <summary>Time up to which messages were delivered, in milliseconds since 1970.</summary>
    public long? Watermark { get; set; }
}

/// <summary>Where a user came from.</summary>
public sealed record MessagingReferral : GraphObject
{
    /// <summary>Parameter of the link.</summary>
    public string? Ref { get; set; }

    /// <summary>Source: SHORTLINK, ADS and so on.</summary>
    public string? Source { get; set; }

    /// <summary>Always <c>OPEN_THREAD</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Id of the ad.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AdId { get; set; }

    /// <summary>URL of the referring page.</summary>
    public string? RefererUri { get; set; }

    /// <summary>Contents of the ad.</summary>
    public AdsContextData? AdsContextData { get; set; }

    /// <summary>The product.</summary>
    public ReferralProduct? Product { get; set; }
}

/// <summary>The contents of an ad.</summary>
public sealed record AdsContextData : GraphObject
{
    /// <summary>Title of the ad.</summary>
    public string? AdTitle { get; set; }

    /// <summary>URL of the image.</summary>
    public string? PhotoUrl { get; set; }

    /// <summary>URL of the video's thumbnail.</summary>
    public string? VideoUrl { get; set; }

    /// <summary>Id of the post.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PostId { get; set; }

    /// <summary>Id of the product.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ProductId { get; set; }
}

/// <summary>A product.</summary>
public sealed record ReferralProduct : GraphObject
{
    /// <summary>Id of the product.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }
}

/// <summary>An opt-in of a user.</summary>
public sealed record MessagingOptin : GraphObject
{
    /// <summary><c>notification_messages</c>; absent for plug-ins.</summary>
    public string? Type { get; set; }

    /// <summary>Parameter of the plug-in.</summary>
    public string? Ref { get; set; }

    /// <summary>Reference of a plug-in user without an id.</summary>
    public string? UserRef { get; set; }

    /// <summary>Payload of the request.</summary>
    public string? Payload { get; set; }

    /// <summary>Title of the request.</summary>
    public string? Title { get; set; }

    /// <summary>Token to send with, for this user and topic.</summary>
    /// <remarks>Keep it secret.</remarks>
    public string? NotificationMessagesToken { get; set; }

    /// <summary><c>STOP_NOTIFICATIONS</c> or <c>RESUME_NOTIFICATIONS</c>.</summary>
    public string? NotificationMessagesStatus { get; set; }

    /// <summary>When the token expires, in milliseconds since 1970.</summary>
    public long? TokenExpiryTimestamp { get; set; }

    /// <summary><c>REFRESHED</c> or <c>NOT_REFRESHED</c>.</summary>
    public string? UserTokenStatus { get; set; }
}

/// <summary>An edit of an earlier message.</summary>
public sealed record MessagingEdit : GraphObject
{
    /// <summary>Id of the edited message.</summary>
    public string? Mid { get; set; }

    /// <summary>Text after the edit.</summary>
    public string? Text { get; set; }

    /// <summary>Number of edits.</summary>
    public int? NumEdit { get; set; }
}

/// <summary>A change of the app that controls a conversation.</summary>
public sealed record ThreadControl : GraphObject
{
    /// <summary>Id of the app that controls the conversation now.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? NewOwnerAppId { get; set; }

    /// <summary>Id of the app that controlled the conversation before.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PreviousOwnerAppId { get; set; }

    /// <summary>Id of the app that asks for control.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? RequestedOwnerAppId { get; set; }

    /// <summary>Metadata given by the other app.</summary>
    public string? Metadata { get; set; }
}

/// <summary>Meta has enforced a policy.</summary>
public sealed record PolicyEnforcement : GraphObject
{
    /// <summary>The action that Meta took.</summary>
    public string? Action { get; set; }

    /// <summary>Reason of the action.</summary>
    public string? Reason { get; set; }
}

/// <summary>A user has linked or unlinked an account.</summary>
public sealed record AccountLinking : GraphObject
{
    /// <summary><c>linked</c> or <c>unlinked</c>.</summary>
    public string? Status { get; set; }

    /// <summary>Authorization code given by the login page.</summary>
    public string? AuthorizationCode { get; set; }
}
