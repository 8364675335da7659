using System.Text.Json;
using Patchbay.Graph.Messenger;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>Checks a persistent menu against Meta's limits and reports all faults at once.</summary>
internal static class MenuRules
{
    private const string Root = "persistent_menu",
        Postback = "postback",
        WebUrl = "web_url";

    private const int MaxMenus = 100,
        MaxItems = 20,
        MaxTitle = 30,
        MaxPayload = 1000,
        MaxUrl = 2048;

    private static readonly string[] MenuMembers =
        ["locale", "composer_input_disabled", "call_to_actions", "disabled_surfaces"],
        ItemMembers =

        [
            "type",
            "title",
            "payload",
            "url",
            "webview_height_ratio",
            "messenger_extensions",
            "fallback_url",
            "webview_share_button",
        ];

    public static (IReadOnlyList<PersistentMenu> Menus, IReadOnlyList<Fault> Faults) Read(JsonElement? given)
    {
        var faults = new List<Fault>();
        if (given is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > MaxMenus)
        {
            return ([], [new(Root, $"'{Root}' is required: a list of 1 to {MaxMenus} menus, one per locale.")]);
        }
        var menus = list.EnumerateArray()
            .Select((menu, i) => Menu(menu, $"{Root}[{i}]", faults))
            .OfType<PersistentMenu>()
            .ToList();
        if (!menus.Exists(menu => menu.Locale == "default"))
            faults.Add(new(Root, $"'{Root}' must have a menu with the locale 'default'."));
        if (menus.DistinctBy(menu => menu.Locale).Count() < menus.Count)
            faults.Add(new(Root, $"'{Root}' may have only one menu per locale."));
        return (menus, faults);
    }

    private static PersistentMenu? Menu(JsonElement menu, string at, List<Fault> faults)
    {
        if (!IsObject(menu, at, MenuMembers, faults))
            return null;
        var items =
            menu.TryGetProperty("call_to_actions", out var given) && given.ValueKind == JsonValueKind.Array
                ? given.EnumerateArray().ToList()
                : [];
        if (items.Count is 0 or > MaxItems)
            faults.Add(new($"{at}.call_to_actions", $"'{at}.call_to_actions' must have 1 to {MaxItems} items."));
        return new PersistentMenu
        {
            Locale = Text(menu, at, "locale", 16, faults) ?? "",
            ComposerInputDisabled = Flag(menu, at, "composer_input_disabled", faults),
            CallToActions =
            [
                .. items
                    .Take(MaxItems)
                    .Select((item, i) => Item(item, $"{at}.call_to_actions[{i}]", faults))
                    .OfType<MenuItem>(),
            ],
            DisabledSurfaces = Surfaces(menu, at, faults),
        };
    }

    private static MenuItem? Item(JsonElement item, string at, List<Fault> faults)
    {
        if (!IsObject(item, at, ItemMembers, faults))
            return null;
        var type = OneOf(item, at, "type", [Postback, WebUrl], isNeeded: true, faults);
        var made = ItemOf(type, item, at, faults);
        RefuseMisplaced(type, item, at, faults);
        if (made is { FallbackUrl: not null, MessengerExtensions: not true })
            faults.Add(new($"{at}.fallback_url", $"'{at}.fallback_url' needs 'messenger_extensions': true."));
        return made;
    }

    // Faults are reported in the order in which the members are read.
    private static MenuItem ItemOf(string? type, JsonElement item, string at, List<Fault> faults) =>
        new()
        {
            Type = type ?? "",
            Title = Text(item, at, "title", MaxTitle, faults) ?? "",
            Payload = type == Postback ? Text(item, at, "payload", MaxPayload, faults) : null,
            Url = type == WebUrl ? Https(item, at, "url", isNeeded: true, faults) : null,
            WebviewHeightRatio = OneOf(
                item,
                at,
                "webview_height_ratio",
                ["compact", "tall", "full"],
                isNeeded: false,
                faults
            ),
            MessengerExtensions = Flag(item, at, "messenger_extensions", faults),
            FallbackUrl = Https(item, at, "fallback_url", isNeeded: false, faults),
            WebviewShareButton = OneOf(item, at, "webview_share_button", ["hide"], isNeeded: false, faults),
        };

    private static void RefuseMisplaced(string? type, JsonElement item, string at, List<Fault> faults)
    {
        string[] misplaced = type switch
        {
            WebUrl => ["payload"],
            Postback => ["url", "webview_height_ratio", "messenger_extensions", "fallback_url", "webview_share_button"],
            _ => [],
        };
        foreach (var name in misplaced.Where(name => item.TryGetProperty(name, out _)))
            faults.Add(new($"{at}.{name}", $"'{at}.{name}' is not allowed in an item of type {type}."));
    }

    private static bool IsObject(JsonElement value, string at, string[] members, List<Fault> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new(at, $"'{at}' must be an object."));
            return false;
        }
        if (value.EnumerateObject().Any(member => !members.Contains(member.Name)))
            faults.Add(new(at, $"'{at}' may only have: {string.Join(", ", members)}."));
        return true;
    }

    private static string? Text(JsonElement parent, string at, string name, int most, List<Fault> faults)
    {
        if (
            parent.TryGetProperty(name, out var text)
            && text.ValueKind == JsonValueKind.String
            && text.GetString() is { } found
            && !string.IsNullOrWhiteSpace(found)
            && found.Length <= most
        )
            return found;
        faults.Add(new($"{at}.{name}", $"'{at}.{name}' must have 1 to {most} characters."));
        return null;
    }

    private static bool? Flag(JsonElement parent, string at, string name, List<Fault> faults)
    {
        if (!parent.TryGetProperty(name, out var flag))
            return null;
        if (flag.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return flag.GetBoolean();
        faults.Add(new($"{at}.{name}", $"'{at}.{name}' must be true or false."));
        return null;
    }

    private static string? OneOf(
        JsonElement parent,
        string at,
        string name,
        string[] known,
        bool isNeeded,
        List<Fault> faults
    )
    {
        if (!parent.TryGetProperty(name, out var given) && !isNeeded)
            return null;
        if (given.ValueKind == JsonValueKind.String && known.Contains(given.GetString()))
            return given.GetString();
        faults.Add(new($"{at}.{name}", $"'{at}.{name}' must be one of: {string.Join(", ", known)}."));
        return null;
    }

    private static string? Https(JsonElement parent, string at, string name, bool isNeeded, List<Fault> faults)
    {
        if (!parent.TryGetProperty(name, out var given) && !isNeeded)
            return null;
        if (
            given.ValueKind == JsonValueKind.String
            && given.GetString() is { Length: <= MaxUrl } text
            && GivenAddress.TryRead(text, out var url)
            && url.Scheme == Uri.UriSchemeHttps
        )
            return text;
        faults.Add(new($"{at}.{name}", $"'{at}.{name}' must be an https address of at most {MaxUrl} characters."));
        return null;
    }

    private static string[]? Surfaces(JsonElement menu, string at, List<Fault> faults)
    {
        const string only = "customer_chat_plugin";
        if (!menu.TryGetProperty("disabled_surfaces", out var list))
            return null;
        if (
            list.ValueKind == JsonValueKind.Array
            && list.EnumerateArray()
                .All(surface => surface.ValueKind == JsonValueKind.String && surface.GetString() == only)
        )
            return [only];
        faults.Add(new($"{at}.disabled_surfaces", $"'{at}.disabled_surfaces' may only be ['{only}']."));
        return null;
    }
}
