using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Direct;

/// <summary>The messenger_profile of a Page or Instagram account: greeting, menu, ice breakers.</summary>
internal static class ProfileSettings
{
    private static readonly string[] Properties =
    [
        "get_started",
        "greeting",
        "ice_breakers",
        "persistent_menu",
        "whitelisted_domains",
        "account_linking_url",
        "commands",
        "subject_to_new_eu_privacy_rules",
    ];

    private static readonly Param[] Reading = [P.Text("fields"), P.OneOf("platform", "messenger", "instagram")];
    private static readonly Param[] Setting =
    [
        P.OneOf("platform", "messenger", "instagram"),
        .. Properties.Select(P.Any),
    ];
    private static readonly Param[] Deleting = [P.Any("fields"), P.OneOf("platform", "messenger", "instagram")];

    public static readonly Operation[] Table =
    [
        Operation.Of<FacebookPage>(
            "getMessengerProfile",
            "GET",
            "messenger_profile",
            (p, c) => Read(Open(p, c), c),
            Reading
        ) with
        {
            Scope = null,
        },
        Operation.Of<FacebookPage>(
            "setMessengerProfile",
            "POST",
            "messenger_profile",
            (p, c) => Set(Open(p, c), c),
            Setting
        ) with
        {
            Scope = null,
        },
        Operation.Of<FacebookPage>(
            "deleteMessengerProfile",
            "DELETE",
            "messenger_profile",
            (p, c) => Delete(Open(p, c), c),
            Deleting
        ) with
        {
            Scope = null,
        },
        Operation.Of<InstagramAccount>(
            "getInstagramMessagingProfile",
            "GET",
            "messenger_profile",
            (a, c) => Read(Open(a, c), c),
            Reading
        ) with
        {
            Scope = null,
        },
        Operation.Of<InstagramAccount>(
            "setInstagramMessagingProfile",
            "POST",
            "messenger_profile",
            (a, c) => Set(Open(a, c), c),
            Setting
        ) with
        {
            Scope = null,
        },
        Operation.Of<InstagramAccount>(
            "deleteInstagramMessagingProfile",
            "DELETE",
            "messenger_profile",
            (a, c) => Delete(Open(a, c), c),
            Deleting
        ) with
        {
            Scope = null,
        },
    ];

    /// <summary>
    /// Returns the settings of the requested profile. With <c>platform=instagram</c> a Page stands for its Instagram
    /// account.
    /// </summary>
    private static Settings Open(Node node, Call call)
    {
        if (node is FacebookPage page && call.Input.Text("platform") == "instagram")
            node =
                call.World.Find<InstagramAccount>(page.InstagramAccountId)
                ?? throw Refusals.Invalid("The Page has no Instagram account.");
        DirectAccess.CheckMessaging(call, node);
        return node is InstagramAccount account
            ? new Settings(node, account.MessengerProfile, account.ProfileCalls)
            : new Settings(node, ((FacebookPage)node).MessengerProfile, ((FacebookPage)node).ProfileCalls);
    }

    private sealed record Settings(Node Node, Dictionary<string, string> Profile, List<long> Calls)
    {
        public Answer Change(Call call, Action change)
        {
            DirectLimits.CountSetting(call, Calls);
            change();
            call.World.Save(Node);
            return Answer.Ok(new JsonObject { ["result"] = "success" });
        }
    }

    private static Answer Read(Settings settings, Call call)
    {
        var wanted = (call.Input.Text("fields") ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (wanted.Length == 0)
            throw Refusals.Missing("fields");
        var entry = new JsonObject();
        foreach (var name in wanted)
        {
            if (!Properties.Contains(name))
                throw Refusals.Invalid($"Param fields[0] must be one of {{{string.Join(", ", Properties)}}}.");
            if (settings.Profile.TryGetValue(name, out var value))
                entry[name] = JsonNode.Parse(value);
        }
        return Answer.Ok(new JsonObject { ["data"] = entry.Count == 0 ? new JsonArray() : new JsonArray(entry) });
    }

    private static Answer Set(Settings settings, Call call)
    {
        var given = Properties.Where(call.Input.Has).ToList();
        if (given.Count == 0)
            throw Refusals.Missing("get_started");
        if (call.Input.Element("persistent_menu") is { } menu)
            CheckNewMenu(settings, menu, hasButton: given.Contains("get_started"));
        if (call.Input.Element("greeting") is { } greeting)
            CheckGreeting(greeting);
        return settings.Change(
            call,
            () =>
            {
                foreach (var name in given)
                    if (call.Input.Element(name) is { } value)
                        settings.Profile[name] = value.GetRawText();
            }
        );
    }

    private static void CheckNewMenu(Settings settings, JsonElement menu, bool hasButton)
    {
        if (settings.Node is FacebookPage && !settings.Profile.ContainsKey("get_started") && !hasButton)
            throw Refusals.Invalid(
                "You must set a Get Started button if you also wish to use persistent menu",
                2018145
            );
        CheckMenu(menu);
    }

    private static void CheckGreeting(JsonElement greeting)
    {
        if (
            greeting.ValueKind != JsonValueKind.Array
            || greeting.EnumerateArray().Any(g => g.TextOf("text") is not { Length: > 0 and <= 160 })
        )
            throw Refusals.Invalid("Param greeting must be a list with texts of at most 160 characters.");
    }

    private static Answer Delete(Settings settings, Call call)
    {
        var names = Names(call.Input);
        if (names.Count == 0)
            throw Refusals.Missing("fields");
        if (names.Find(n => !Properties.Contains(n)) is not null)
            throw Refusals.Invalid($"Param fields[0] must be one of {{{string.Join(", ", Properties)}}}.");
        if (
            names.Contains("get_started")
            && settings.Profile.ContainsKey("persistent_menu")
            && !names.Contains("persistent_menu")
        )
            throw Refusals.Invalid("The Get Started button cannot be removed while a persistent menu is set", 2018144);
        return settings.Change(call, () => names.ForEach(name => settings.Profile.Remove(name)));
    }

    /// <summary>The names come as a JSON list in a body, and as text in a query.</summary>
    private static List<string> Names(Input input) =>
        input.Element("fields") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(v => v.AsText())]
            :
            [
                .. (input.Text("fields") ?? "")
                    .Trim('[', ']')
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(n => n.Trim('"')),
            ];

    public static void CheckMenu(JsonElement menu)
    {
        if (menu.ValueKind != JsonValueKind.Array || !menu.EnumerateArray().Any(m => m.TextOf("locale") == "default"))
            throw Refusals.Invalid("Param persistent_menu must have an entry for the default locale.");
        foreach (var item in menu.EnumerateArray().SelectMany(m => m.ListOf("call_to_actions")))
        {
            if (item.TextOf("title") is not { Length: > 0 and <= 30 })
                throw Refusals.Invalid("Menu titles must be 1 to 30 characters long.");
            if (item.TextOf("type") is not ("postback" or "web_url"))
                throw Refusals.Invalid("Menu entries must be of type postback or web_url.");
        }
    }
}
