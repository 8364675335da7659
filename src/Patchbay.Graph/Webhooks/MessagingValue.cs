using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>Fields messages, calls, history, groups, echoes, contacts sync, preferences and automatic events: whichever members are there.</summary>
public sealed record MessagingValue : ChangeValue
{
    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The business's number.</summary>
    public NumberMetadata? Metadata { get; init; }

    /// <summary>Users in this change; match by id, not by position. May be absent.</summary>
    public IReadOnlyList<WebhookContact>? Contacts { get; init; }

    /// <summary>Received messages.</summary>
    public IReadOnlyList<InboundMessage>? Messages { get; init; }

    /// <summary>What became of sent messages, and of calls.</summary>
    public IReadOnlyList<MessageStatus>? Statuses { get; init; }

    /// <summary>Problems of the app, the account or the number.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; init; }

    /// <summary>Calls.</summary>
    public IReadOnlyList<CallEvent>? Calls { get; init; }

    /// <summary>Earlier messages of a number that is also in the app.</summary>
    public IReadOnlyList<HistoryChunk>? History { get; init; }

    /// <summary>What the business wrote in the app itself. Not received messages.</summary>
    public IReadOnlyList<InboundMessage>? MessageEchoes { get; init; }

    /// <summary>Changes of the app's address book.</summary>
    public IReadOnlyList<StateSync>? StateSync { get; init; }

    /// <summary>Users' choices on marketing.</summary>
    public IReadOnlyList<UserPreference>? UserPreferences { get; init; }

    /// <summary>Leads and purchases that Meta found in chats.</summary>
    public IReadOnlyList<AutomaticEvent>? AutomaticEvents { get; init; }

    /// <summary>Groups.</summary>
    public IReadOnlyList<GroupEvent>? Groups { get; init; }
}

/// <summary>The business's number.</summary>
public sealed record NumberMetadata : GraphObject
{
    /// <summary>Digits only. Never key by this: in Brazil a digit may be missing.</summary>
    public string? DisplayPhoneNumber { get; init; }

    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PhoneNumberId { get; init; }
}

/// <summary>A user.</summary>
public sealed record WebhookContact : GraphObject
{
    /// <summary>The name they chose.</summary>
    public ContactProfile? Profile { get; init; }

    /// <summary>The WhatsApp id; absent, null or empty for users known by id only.</summary>
    public string? WaId { get; init; }

    /// <summary>The business-scoped id.</summary>
    public string? UserId { get; init; }

    /// <summary>The id over several portfolios.</summary>
    public string? ParentUserId { get; init; }

    /// <summary>Hash of their identity, when the check is on.</summary>
    public string? IdentityKeyHash { get; init; }

    /// <summary>The user name, where it stands here.</summary>
    public string? Username { get; init; }
}

/// <summary>What a user chose to show.</summary>
public sealed record ContactProfile : GraphObject
{
    /// <summary>Their name.</summary>
    public string? Name { get; init; }

    /// <summary>Their user name, with an at sign.</summary>
    public string? Username { get; init; }
}

/// <summary>A problem.</summary>
public sealed record WebhookError : GraphObject
{
    /// <summary>Meta's code.</summary>
    public int? Code { get; init; }

    /// <summary>Meta's title.</summary>
    public string? Title { get; init; }

    /// <summary>Meta's words.</summary>
    public string? Message { get; init; }

    /// <summary>More.</summary>
    public WebhookErrorData? ErrorData { get; init; }

    /// <summary>Meta's page, absolute or within its site.</summary>
    public string? Href { get; init; }

    /// <summary>A class name, in the description's shape.</summary>
    public string? Type { get; init; }
}

/// <summary>More on a problem.</summary>
public sealed record WebhookErrorData : GraphObject
{
    /// <summary>What was wrong.</summary>
    public string? Details { get; init; }

    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }
}
