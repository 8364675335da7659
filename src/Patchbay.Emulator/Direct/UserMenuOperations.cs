using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Direct;

/// <summary>The menu of one person, which replaces the Page's menu.</summary>
internal static class UserMenuOperations
{
    private const string Menu = "persistent_menu";

    public static readonly Operation[] Table =
    [
        Operation.Of<FacebookPage>(
            "getUserMenu",
            "GET",
            "custom_user_settings",
            Read,
            P.Text("psid").Must(),
            P.Text("fields")
        ) with
        {
            Scope = null,
        },
        Operation.Of<FacebookPage>(
            "setUserMenu",
            "POST",
            "custom_user_settings",
            Set,
            P.Text("psid").Must(),
            P.List(Menu, P.OpenObject(""), 20).Must()
        ) with
        {
            Scope = null,
        },
        Operation.Of<FacebookPage>(
            "deleteUserMenu",
            "DELETE",
            "custom_user_settings",
            Delete,
            P.Text("psid").Must(),
            P.List("params", P.OneOf("", Menu), 1).Must()
        ) with
        {
            Scope = null,
        },
    ];

    private static Answer Read(FacebookPage page, Call call)
    {
        var person = Find(page, call);
        var entry = new JsonObject();
        if (person.Menus.TryGetValue(page.Id, out var own))
            entry["user_level_persistent_menu"] = JsonNode.Parse(own);
        if (page.MessengerProfile.TryGetValue(Menu, out var shared))
            entry["page_level_persistent_menu"] = JsonNode.Parse(shared);
        return Answer.Ok(new JsonObject { ["data"] = entry.Count == 0 ? new JsonArray() : new JsonArray(entry) });
    }

    private static Answer Set(FacebookPage page, Call call)
    {
        var person = Find(page, call);
        if (!page.MessengerProfile.ContainsKey("get_started"))
            throw Refusals.Invalid(
                "You must set a Get Started button if you also wish to use persistent menu",
                2018145
            );
        var menu = call.Input.Element(Menu)!.Value;
        ProfileSettings.CheckMenu(menu);
        DirectLimits.CountSetting(call, person.MenuCalls);
        person.Menus[page.Id] = menu.GetRawText();
        call.World.Save(person);
        return Done();
    }

    private static Answer Delete(FacebookPage page, Call call)
    {
        var person = Find(page, call);
        DirectLimits.CountSetting(call, person.MenuCalls);
        person.Menus.Remove(page.Id);
        call.World.Save(person);
        return Done();
    }

    private static MessengerPerson Find(FacebookPage page, Call call)
    {
        DirectAccess.CheckMessaging(call, page);
        return
            call.World.Find<MessengerPerson>(call.Input.Text("psid")) is { } person
            && person.WroteAt.ContainsKey(page.Id)
            ? person
            : throw Refusals.Invalid("No matching user found", 2018001);
    }

    private static Answer Done() => Answer.Ok(new JsonObject { ["result"] = "success" });
}
