using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Direct;

/// <summary>The apps that get webhooks of a Page or an Instagram account, and their fields.</summary>
internal static class SubscriptionOperations
{
    private static readonly Param[] Fields = [P.Any("subscribed_fields")];

    public static readonly Operation[] Table =
    [
        Operation.Of<FacebookPage>(
            "listPageSubscriptions",
            "GET",
            "subscribed_apps",
            (p, c) => List(p.SubscribedApps, c, p),
            P.Text("fields")
        ) with
        {
            Scope = null,
        },
        Operation.Of<FacebookPage>(
            "subscribePage",
            "POST",
            "subscribed_apps",
            (p, c) => Subscribe(p.SubscribedApps, "page", c, p),
            Fields
        ) with
        {
            Scope = null,
        },
        Operation.Of<FacebookPage>(
            "unsubscribePage",
            "DELETE",
            "subscribed_apps",
            (p, c) => Unsubscribe(p.SubscribedApps, c, p),
            Fields
        ) with
        {
            Scope = null,
        },
        Operation.Of<InstagramAccount>(
            "listInstagramSubscriptions",
            "GET",
            "subscribed_apps",
            (a, c) => List(a.SubscribedApps, c, a),
            P.Text("fields")
        ) with
        {
            Scope = null,
        },
        Operation.Of<InstagramAccount>(
            "subscribeInstagram",
            "POST",
            "subscribed_apps",
            (a, c) => Subscribe(a.SubscribedApps, "instagram", c, a),
            Fields
        ) with
        {
            Scope = null,
        },
        Operation.Of<InstagramAccount>(
            "unsubscribeInstagram",
            "DELETE",
            "subscribed_apps",
            (a, c) => Unsubscribe(a.SubscribedApps, c, a),
            Fields
        ) with
        {
            Scope = null,
        },
    ];

    private static Answer List(Dictionary<string, List<string>> apps, Call call, Node profile)
    {
        CheckManage(call, profile);
        return Answer.Ok(
            new JsonObject
            {
                ["data"] = new JsonArray([.. apps.Select(a => (JsonNode)Write(call.World, a.Key, a.Value))]),
            }
        );
    }

    private static JsonObject Write(World world, string app, List<string> fields) =>
        new()
        {
            ["category"] = "Business",
            ["link"] = $"https://www.facebook.com/games/?app_id={app}",
            ["name"] = world.Find<App>(app)?.Name,
            ["id"] = app,
            ["subscribed_fields"] = new JsonArray([.. fields.Select(f => (JsonNode)f)]),
        };

    /// <summary>The given fields replace the earlier fields.</summary>
    private static Answer Subscribe(Dictionary<string, List<string>> apps, string kind, Call call, Node profile)
    {
        CheckManage(call, profile);
        var fields = Asked(call);
        if (fields.Count == 0)
            throw Refusals.Missing("subscribed_fields");
        foreach (var field in fields)
            CheckField(call, kind, field);
        apps[call.Caller.AppId] = fields;
        call.World.Save(profile);
        return Answer.Success();
    }

    private static List<string> Asked(Call call) =>
        call.Input.Element("subscribed_fields") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(v => v.AsText())]
            :
            [
                .. (call.Input.Text("subscribed_fields") ?? "").Split(
                    ',',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                ),
            ];

    private static void CheckField(Call call, string kind, string field)
    {
        var known = WebhookFields.Of(kind);
        if (!known.Contains(field))
            throw Refusals.Invalid(
                $"Param subscribed_fields[0] must be one of {{{string.Join(", ", known)}}} - got "
                    + $"\"{(field.Length > 40 ? field[..40] : field)}\"."
            );
        if (
            kind == "page"
            && field.StartsWith("messag", StringComparison.Ordinal)
            && !call.Caller.Has("pages_messaging")
        )
            throw new GraphRefusal(
                200,
                $"(#200) To subscribe to the {field} field, one of these permissions is needed: pages_messaging.",
                403
            );
    }

    private static Answer Unsubscribe(Dictionary<string, List<string>> apps, Call call, Node profile)
    {
        CheckManage(call, profile);
        apps.Remove(call.Caller.AppId);
        call.World.Save(profile);
        return Answer.Success();
    }

    private static void CheckManage(Call call, Node profile) =>
        DirectAccess.Check(
            call,
            profile,
            profile is InstagramAccount ? "instagram_manage_messages" : "pages_manage_metadata",
            "instagram_business_manage_messages"
        );
}
