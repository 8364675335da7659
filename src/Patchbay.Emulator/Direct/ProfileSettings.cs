using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Direct;

/// <summary>The messenger_profile of a Page or Instagram account: greeting, menu, ice breakers.</summary>
internal static class ProfileSettings
{
    private static readonly string[] Properties = ["get_started", "greeting", "ice_breakers", "persistent_menu", "whitelisted_domains", "account_linking_url", "commands", "subject_to_new_eu_privacy_rules"];

    public static readonly Param[] SetParams = [P.Text("platform"), .. Properties.Select(P.Any)];

    public static Answer Read(Dictionary<string, string> profile, Call call)
    {
        var wanted = (call.Input.Text("fields") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (wanted.Length == 0) throw Refusals.Missing("fields");
        var entry = new JsonObject();
        foreach (var name in wanted)
        {
            if (!Properties.Contains(name)) throw Refusals.Invalid($"Param fields[0] must be one of {{{string.Join(", ", Properties)}}}.");
            if (profile.TryGetValue(name, out var value)) entry[name] = JsonNode.Parse(value);
        }
        return Answer.Ok(new JsonObject { ["data"] = entry.Count == 0 ? new JsonArray() : new JsonArray(entry) });
    }

    public static Answer Set(Dictionary<string, string> profile, Call call)
    {
        var given = Properties.Where(call.Input.Has).ToList();
        if (given.Count == 0) throw Refusals.Missing("get_started");
        if (given.Contains("persistent_menu"))
        {
            if (!profile.ContainsKey("get_started") && !given.Contains("get_started")) throw Refusals.Invalid("You must set a Get Started button if you also wish to use persistent menu", 2018145);
            CheckMenu(call.Input.Element("persistent_menu")!.Value);
        }
        if (given.Contains("greeting") && (call.Input.Element("greeting") is not { ValueKind: JsonValueKind.Array } greetings || greetings.EnumerateArray().Any(g => g.TextOf("text") is not { Length: > 0 and <= 160 })))
            throw Refusals.Invalid("Param greeting must be a list with texts of at most 160 characters.");
        foreach (var name in given) profile[name] = call.Input.Element(name)!.Value.GetRawText();
        call.World.Save(call.Node!);
        return Answer.Ok(new JsonObject { ["result"] = "success" });
    }

    public static Answer Delete(Dictionary<string, string> profile, Call call)
    {
        var names = call.Input.Element("fields") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(v => v.AsText())]
            : (call.Input.Text("fields") ?? "").Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(n => n.Trim('"')).ToList();
        if (names.Count == 0) throw Refusals.Missing("fields");
        if (names.Find(n => !Properties.Contains(n)) is not null) throw Refusals.Invalid($"Param fields[0] must be one of {{{string.Join(", ", Properties)}}}.");
        if (names.Contains("get_started") && profile.ContainsKey("persistent_menu") && !names.Contains("persistent_menu"))
            throw Refusals.Invalid("The Get Started button cannot be removed while a persistent menu is set", 2018144);
        names.ForEach(name => profile.Remove(name));
        call.World.Save(call.Node!);
        return Answer.Ok(new JsonObject { ["result"] = "success" });
    }

    private static void CheckMenu(JsonElement menu)
    {
        if (menu.ValueKind != JsonValueKind.Array || !menu.EnumerateArray().Any(m => m.TextOf("locale") == "default")) throw Refusals.Invalid("Param persistent_menu must have an entry for the default locale.");
        foreach (var item in menu.EnumerateArray().SelectMany(m => m.ListOf("call_to_actions")))
        {
            if (item.TextOf("title") is not { Length: > 0 and <= 30 }) throw Refusals.Invalid("Menu titles must be 1 to 30 characters long.");
            if (item.TextOf("type") is not ("postback" or "web_url")) throw Refusals.Invalid("Menu entries must be of type postback or web_url.");
        }
    }
}
