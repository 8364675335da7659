using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>
/// Value of the fields messages, calls, history, groups, echoes, contacts sync, preferences and automatic events.
/// </summary>
/// <remarks>Each webhook sets only some members.</remarks>
public sealed record MessagingValue : ChangeValue
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; set; }

    /// <summary>The business's number.</summary>
    public NumberMetadata? Metadata { get; set; }

    /// <summary>Users of this change.</summary>
    /// <remarks>Match users by id, not by position. The list can be absent.</remarks>
    public IReadOnlyList<WebhookContact>? Contacts { get; set; }

    /// <summary>Received messages.</summary>
    public IReadOnlyList<InboundMessage>? Messages { get; set; }

    /// <summary>Statuses of sent messages and of calls.</summary>
    public IReadOnlyList<MessageStatus>? Statuses { get; set; }

    /// <summary>Problems of the app, the account or the number.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }

    /// <summary>Calls.</summary>
    public IReadOnlyList<CallEvent>? Calls { get; set; }

    /// <summary>Earlier messages of a number that is also in the WhatsApp Business app.</summary>
    public IReadOnlyList<HistoryChunk>? History { get; set; }

    /// <summary>Messages that the business sent in the app itself.</summary>
    /// <remarks>They are not received messages.</remarks>
    public IReadOnlyList<InboundMessage>? MessageEchoes { get; set; }

    /// <summary>Changes of the app's contacts.</summary>
    public IReadOnlyList<StateSync>? StateSync { get; set; }

    /// <summary>Choices of users about marketing messages.</summary>
    public IReadOnlyList<UserPreference>? UserPreferences { get; set; }

    /// <summary>Leads and purchases that Meta detected in chats.</summary>
    public IReadOnlyList<AutomaticEvent>? AutomaticEvents { get; set; }

    /// <summary>Events of groups.</summary>
    public IReadOnlyList<GroupEvent>? Groups { get; set; }

    /// <summary>Who changed a group's participants, where some of Meta's samples write it outside the group.</summary>
    public string? InitiatedBy { get; set; }
}

/// <summary>The number of the business.</summary>
public sealed record NumberMetadata : GraphObject
{
    /// <summary>The number, digits only.</summary>
    /// <remarks>Never use it as a key: in Brazil a digit can be missing.</remarks>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>Id of the number.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PhoneNumberId { get; set; }
}

/// <summary>A user in a webhook.</summary>
public sealed record WebhookContact : GraphObject
{
    /// <summary>The profile that the user shows.</summary>
    public ContactProfile? Profile { get; set; }

    /// <summary>WhatsApp id; absent, null or empty for users known only by id.</summary>
    public string? WaId { get; set; }

    /// <summary>Business-scoped id.</summary>
    public string? UserId { get; set; }

    /// <summary>Id across several portfolios.</summary>
    public string? ParentUserId { get; set; }

    /// <summary>Hash of the user's identity, when the identity check is on.</summary>
    public string? IdentityKeyHash { get; set; }

    /// <summary>The username, where Meta writes it here.</summary>
    public string? Username { get; set; }
}

/// <summary>The profile that a user shows.</summary>
public sealed record ContactProfile : GraphObject
{
    /// <summary>Name of the user.</summary>
    public string? Name { get; set; }

    /// <summary>Username, with an at sign.</summary>
    public string? Username { get; set; }
}

/// <summary>An error in a webhook.</summary>
public sealed record WebhookError : GraphObject
{
    /// <summary>Meta's error code.</summary>
    public int? Code { get; set; }

    /// <summary>Meta's title.</summary>
    public string? Title { get; set; }

    /// <summary>Meta's error text.</summary>
    public string? Message { get; set; }

    /// <summary>Further details.</summary>
    public WebhookErrorData? ErrorData { get; set; }

    /// <summary>Meta's page about the error: an absolute URL, or a path within Meta's site.</summary>
    public string? Href { get; set; }

    /// <summary>Class name of the error, as Meta's description writes it.</summary>
    public string? Type { get; set; }
}

/// <summary>Details of an error.</summary>
public sealed record WebhookErrorData : GraphObject
{
    /// <summary>What was wrong.</summary>
    public string? Details { get; set; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; set; }
}
