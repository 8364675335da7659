using System.Text.Json;

namespace Patchbay.Graph.Messenger;

/// <summary>What a user sees of a page in Messenger, or of an account in Instagram.</summary>
public sealed record MessengerProfile : GraphObject
{
    /// <summary>The button that begins a chat.</summary>
    public GetStarted? GetStarted { get; init; }

    /// <summary>What is shown before a chat.</summary>
    public IReadOnlyList<Greeting>? Greeting { get; init; }

    /// <summary>Questions to begin with.</summary>
    public JsonElement? IceBreakers { get; init; }

    /// <summary>The menu.</summary>
    public IReadOnlyList<PersistentMenu>? PersistentMenu { get; init; }

    /// <summary>Sites that may open in the chat.</summary>
    public IReadOnlyList<string>? WhitelistedDomains { get; init; }

    /// <summary>The log-in page.</summary>
    public string? AccountLinkingUrl { get; init; }

    /// <summary>Commands.</summary>
    public JsonElement? Commands { get; init; }

    /// <summary>Whether the European rules apply.</summary>
    public bool? SubjectToNewEuPrivacyRules { get; init; }
}

/// <summary>The button that begins a chat.</summary>
public sealed record GetStarted : GraphObject
{
    /// <summary>Comes back with the tap; at most 1,000 characters.</summary>
    public required string Payload { get; init; }
}

/// <summary>What is shown before a chat.</summary>
public sealed record Greeting : GraphObject
{
    /// <summary>The language, or <c>default</c>.</summary>
    public required string Locale { get; init; }

    /// <summary>At most 160 characters.</summary>
    public required string Text { get; init; }
}

/// <summary>A menu. It needs the button that begins a chat.</summary>
public sealed record PersistentMenu : GraphObject
{
    /// <summary>The language; one must be <c>default</c>.</summary>
    public required string Locale { get; init; }

    /// <summary>Whether the user cannot write.</summary>
    public bool? ComposerInputDisabled { get; init; }

    /// <summary>The items, at most 20; five are recommended.</summary>
    public IReadOnlyList<MenuItem>? CallToActions { get; init; }

    /// <summary>Where it is not shown.</summary>
    public IReadOnlyList<string>? DisabledSurfaces { get; init; }
}

/// <summary>An item of a menu.</summary>
public sealed record MenuItem : GraphObject
{
    /// <summary><c>postback</c> or <c>web_url</c>.</summary>
    public required string Type { get; init; }

    /// <summary>At most 30 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Comes back with a tap; at most 1,000 characters.</summary>
    public string? Payload { get; init; }

    /// <summary>What it opens.</summary>
    public string? Url { get; init; }

    /// <summary>compact, tall or full.</summary>
    public string? WebviewHeightRatio { get; init; }

    /// <summary>Whether the page may use Messenger's functions.</summary>
    public bool? MessengerExtensions { get; init; }

    /// <summary>What opens where that does not work.</summary>
    public string? FallbackUrl { get; init; }

    /// <summary><c>hide</c> to leave the button out.</summary>
    public string? WebviewShareButton { get; init; }
}

/// <summary>Parts of a profile.</summary>
public sealed record ProfileFields
{
    /// <summary>Comma-separated names.</summary>
    public required string Fields { get; init; }

    /// <summary><c>instagram</c> for an Instagram account behind a page.</summary>
    public string? Platform { get; init; }
}

/// <summary>Parts of a profile to delete.</summary>
public sealed record DeleteProfileFields
{
    /// <summary>Their names.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary><c>instagram</c> for an Instagram account behind a page.</summary>
    public string? Platform { get; init; }
}

/// <summary>The answer to a change of a profile.</summary>
public sealed record ProfileResult : GraphObject
{
    /// <summary><c>success</c>.</summary>
    public string? Result { get; init; }
}

/// <summary>A menu for one user.</summary>
public sealed record UserMenu : GraphObject
{
    /// <summary>The user.</summary>
    public required string Psid { get; init; }

    /// <summary>The menu.</summary>
    public IReadOnlyList<PersistentMenu>? PersistentMenu { get; init; }
}

/// <summary>Whose menu.</summary>
public sealed record UserMenuQuery
{
    /// <summary>The user.</summary>
    public required string Psid { get; init; }
}

/// <summary>The menus of a user.</summary>
public sealed record UserMenuAnswer : GraphObject
{
    /// <summary>Their own.</summary>
    public IReadOnlyList<PersistentMenu>? UserLevelPersistentMenu { get; init; }

    /// <summary>The page's.</summary>
    public IReadOnlyList<PersistentMenu>? PageLevelPersistentMenu { get; init; }
}

/// <summary>Whose menu to delete.</summary>
public sealed record DeleteUserMenu
{
    /// <summary>The user.</summary>
    public required string Psid { get; init; }

    /// <summary>What to delete: <c>persistent_menu</c>.</summary>
    public required IReadOnlyList<string> Params { get; init; }
}

/// <summary>A conversation.</summary>
public sealed record PageConversation : GraphObject
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>When it last changed, ISO 8601.</summary>
    public string? UpdatedTime { get; init; }

    /// <summary>Its messages; only the newest 20 have contents.</summary>
    public JsonElement? Messages { get; init; }

    /// <summary>Who is in it.</summary>
    public JsonElement? Participants { get; init; }
}

/// <summary>Which conversations.</summary>
public sealed record ConversationQuery
{
    /// <summary><c>messenger</c> or <c>instagram</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>Only with this user.</summary>
    public string? UserId { get; init; }

    /// <summary>Comma-separated fields, such as <c>id,updated_time,messages{id,from,message}</c>.</summary>
    public string? Fields { get; init; }

    /// <summary>A folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Items on a page.</summary>
    public int? Limit { get; init; }

    /// <summary>Cursor: the page after this one.</summary>
    public string? After { get; init; }
}
