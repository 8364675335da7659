using System.Text.Json;

namespace Patchbay.Graph.Messenger;

/// <summary>The Messenger profile of a page, or the messaging profile of an Instagram account.</summary>
public sealed record MessengerProfile : GraphObject
{
    /// <summary>The get-started button.</summary>
    public GetStarted? GetStarted { get; init; }

    /// <summary>Greetings, shown before a chat starts.</summary>
    public IReadOnlyList<Greeting>? Greeting { get; init; }

    /// <summary>Suggested questions.</summary>
    public JsonElement? IceBreakers { get; init; }

    /// <summary>The persistent menus.</summary>
    public IReadOnlyList<PersistentMenu>? PersistentMenu { get; init; }

    /// <summary>Domains whose pages may open in the chat.</summary>
    public IReadOnlyList<string>? WhitelistedDomains { get; init; }

    /// <summary>URL of the login page.</summary>
    public string? AccountLinkingUrl { get; init; }

    /// <summary>Commands.</summary>
    public JsonElement? Commands { get; init; }

    /// <summary>Whether the European privacy rules apply.</summary>
    public bool? SubjectToNewEuPrivacyRules { get; init; }
}

/// <summary>The get-started button.</summary>
public sealed record GetStarted : GraphObject
{
    /// <summary>Returned when the button is tapped; at most 1,000 characters.</summary>
    public required string Payload { get; init; }
}

/// <summary>A greeting, shown before a chat starts.</summary>
public sealed record Greeting : GraphObject
{
    /// <summary>Locale of the greeting, or <c>default</c>.</summary>
    public required string Locale { get; init; }

    /// <summary>Text, at most 160 characters.</summary>
    public required string Text { get; init; }
}

/// <summary>A persistent menu.</summary>
/// <remarks>It needs the get-started button.</remarks>
public sealed record PersistentMenu : GraphObject
{
    /// <summary>Locale of the menu.</summary>
    /// <remarks>One menu must have <c>default</c>.</remarks>
    public required string Locale { get; init; }

    /// <summary>Whether the user can only use the menu, and cannot write.</summary>
    public bool? ComposerInputDisabled { get; init; }

    /// <summary>Items of the menu, at most 20.</summary>
    /// <remarks>Meta recommends five.</remarks>
    public IReadOnlyList<MenuItem>? CallToActions { get; init; }

    /// <summary>Surfaces where the menu is not shown.</summary>
    public IReadOnlyList<string>? DisabledSurfaces { get; init; }
}

/// <summary>An item of a menu.</summary>
public sealed record MenuItem : GraphObject
{
    /// <summary><c>postback</c> or <c>web_url</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Title of the item, at most 30 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Returned when the item is tapped; at most 1,000 characters.</summary>
    public string? Payload { get; init; }

    /// <summary>URL that the item opens.</summary>
    public string? Url { get; init; }

    /// <summary>Height of the page: compact, tall or full.</summary>
    public string? WebviewHeightRatio { get; init; }

    /// <summary>Whether the page may use Messenger's extensions.</summary>
    public bool? MessengerExtensions { get; init; }

    /// <summary>URL that opens where extensions are not available.</summary>
    public string? FallbackUrl { get; init; }

    /// <summary><c>hide</c> hides the share button.</summary>
    public string? WebviewShareButton { get; init; }
}

/// <summary>Names of profile fields to read.</summary>
public sealed record ProfileFields
{
    /// <summary>Comma-separated names of the fields.</summary>
    public required string Fields { get; init; }

    /// <summary><c>instagram</c> for an Instagram account behind a page.</summary>
    public string? Platform { get; init; }
}

/// <summary>Names of profile fields to delete.</summary>
public sealed record DeleteProfileFields
{
    /// <summary>Names of the fields.</summary>
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
    /// <summary>Page-scoped id of the user.</summary>
    public required string Psid { get; init; }

    /// <summary>The menus.</summary>
    public IReadOnlyList<PersistentMenu>? PersistentMenu { get; init; }
}

/// <summary>Selects the user whose menu is read.</summary>
public sealed record UserMenuQuery
{
    /// <summary>Page-scoped id of the user.</summary>
    public required string Psid { get; init; }
}

/// <summary>The menus of a user.</summary>
public sealed record UserMenuAnswer : GraphObject
{
    /// <summary>The user's own menus.</summary>
    public IReadOnlyList<PersistentMenu>? UserLevelPersistentMenu { get; init; }

    /// <summary>The page's menus.</summary>
    public IReadOnlyList<PersistentMenu>? PageLevelPersistentMenu { get; init; }
}

/// <summary>Selects the user whose menu is deleted.</summary>
public sealed record DeleteUserMenu
{
    /// <summary>Page-scoped id of the user.</summary>
    public required string Psid { get; init; }

    /// <summary>Names of the parts to delete: <c>persistent_menu</c>.</summary>
    public required IReadOnlyList<string> Params { get; init; }
}

/// <summary>A conversation.</summary>
public sealed record PageConversation : GraphObject
{
    /// <summary>Id of the conversation.</summary>
    public required string Id { get; init; }

    /// <summary>When the conversation last changed, in ISO 8601.</summary>
    public string? UpdatedTime { get; init; }

    /// <summary>Messages of the conversation.</summary>
    /// <remarks>Only the newest 20 have contents.</remarks>
    public JsonElement? Messages { get; init; }

    /// <summary>Participants of the conversation.</summary>
    public JsonElement? Participants { get; init; }
}

/// <summary>Selects conversations.</summary>
public sealed record ConversationQuery
{
    /// <summary><c>messenger</c> or <c>instagram</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>Returns only conversations with this user.</summary>
    public string? UserId { get; init; }

    /// <summary>
    /// Comma-separated names of the fields to return, such as <c>id,updated_time,messages{id,from,message}</c>.
    /// </summary>
    public string? Fields { get; init; }

    /// <summary>Folder of the conversations.</summary>
    public string? Folder { get; init; }

    /// <summary>Number of items on a page.</summary>
    public int? Limit { get; init; }

    /// <summary>Cursor that returns the page after it.</summary>
    public string? After { get; init; }
}
