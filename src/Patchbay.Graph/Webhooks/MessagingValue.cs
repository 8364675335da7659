using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>Fields messages, calls, history, groups, echoes, contacts sync, preferences and automatic events: whichever members are there.</summary>
public sealed record MessagingValue : ChangeValue
{
    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; set; }

    /// <summary>The business's number.</summary>
    public NumberMetadata? Metadata { get; set; }

    /// <summary>Users in this change; match by id, not by position. May be absent.</summary>
    public IReadOnlyList<WebhookContact>? Contacts { get; set; }

    /// <summary>Received messages.</summary>
    public IReadOnlyList<InboundMessage>? Messages { get; set; }

    /// <summary>What became of sent messages, and of calls.</summary>
    public IReadOnlyList<MessageStatus>? Statuses { get; set; }

    /// <summary>Problems of the app, the account or the number.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }

    /// <summary>Calls.</summary>
    public IReadOnlyList<CallEvent>? Calls { get; set; }

    /// <summary>Earlier messages of a number that is also in the app.</summary>
    public IReadOnlyList<HistoryChunk>? History { get; set; }

    /// <summary>What the business wrote in the app itself. Not received messages.</summary>
    public IReadOnlyList<InboundMessage>? MessageEchoes { get; set; }

    /// <summary>Changes of the app's address book.</summary>
    public IReadOnlyList<StateSync>? StateSync { get; set; }

    /// <summary>Users' choices on marketing.</summary>
    public IReadOnlyList<UserPreference>? UserPreferences { get; set; }

    /// <summary>Leads and purchases that Meta found in chats.</summary>
    public IReadOnlyList<AutomaticEvent>? AutomaticEvents { get; set; }

    /// <summary>Groups.</summary>
    public IReadOnlyList<GroupEvent>? Groups { get; set; }

    /// <summary>Who changed a group's members, where some of Meta's samples have it outside the group.</summary>
    public string? InitiatedBy { get; set; }
}

/// <summary>The business's number.</summary>
public sealed record NumberMetadata : GraphObject
{
    /// <summary>Digits only. Never key by this: in Brazil a digit may be missing.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PhoneNumberId { get; set; }
}

/// <summary>A user.</summary>
public sealed record WebhookContact : GraphObject
{
    /// <summary>The name they chose.</summary>
    public ContactProfile? Profile { get; set; }

    /// <summary>The WhatsApp id; absent, null or empty for users known by id only.</summary>
    public string? WaId { get; set; }

    /// <summary>The business-scoped id.</summary>
    public string? UserId { get; set; }

    /// <summary>The id over several portfolios.</summary>
    public string? ParentUserId { get; set; }

    /// <summary>Hash of their identity, when the check is on.</summary>
    public string? IdentityKeyHash { get; set; }

    /// <summary>The user name, where it stands here.</summary>
    public string? Username { get; set; }
}

/// <summary>What a user chose to show.</summary>
public sealed record ContactProfile : GraphObject
{
    /// <summary>Their name.</summary>
    public string? Name { get; set; }

    /// <summary>Their user name, with an at sign.</summary>
    public string? Username { get; set; }
}

/// <summary>A problem.</summary>
public sealed record WebhookError : GraphObject
{
    /// <summary>Meta's code.</summary>
    public int? Code { get; set; }

    /// <summary>Meta's title.</summary>
    public string? Title { get; set; }

    /// <summary>Meta's words.</summary>
    public string? Message { get; set; }

    /// <summary>More.</summary>
    public WebhookErrorData? ErrorData { get; set; }

    /// <summary>Meta's page, absolute or within its site.</summary>
    public string? Href { get; set; }

    /// <summary>A class name, in the description's shape.</summary>
    public string? Type { get; set; }
}

/// <summary>More on a problem.</summary>
public sealed record WebhookErrorData : GraphObject
{
    /// <summary>What was wrong.</summary>
    public string? Details { get; set; }

    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; set; }
}
