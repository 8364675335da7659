using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;

namespace Patchbay.Emulator.Identity;

/// <summary>The app as a node, and its webhook subscriptions.</summary>
internal static class AppOperations
{
    public static readonly NodeType<App> Type = new("Application")
    {
        { "name", Show.Always, app => app.Name },
        { "link", Show.Always, (app, world) => $"https://www.facebook.com/games/?app_id={app.Id}" },
        { "category", Show.Always, _ => "Business and pages" },
    };

    public static readonly NodeType<User> UserType = new("User")
    {
        { "name", Show.Always, user => user.Name },
        { "email", user => user.Email },
        { "first_name", user => user.Name.Split(' ')[0] },
        { "last_name", user => user.Name.Split(' ')[^1] },
    };

    public static readonly Operation[] Table =
    [
        Operation.Of<User>("readUser", "GET", "", ReadUser, P.Text("fields"), P.Any("metadata")) with
        {
            Scope = null,
        },
        Operation.Of<App>("listAppSubscriptions", "GET", "subscriptions", List),
        Operation.Of<App>(
            "createAppSubscription",
            "POST",
            "subscriptions",
            Subscribe,
            P.OneOf("object", [.. WebhookFields.Objects]).Must(),
            P.Text("callback_url"),
            P.Text("verify_token"),
            P.Any("fields"),
            P.Flag("include_values")
        ) with
        {
            Prepare = CheckCallbackAsync,
        },
        Operation.Of<App>(
            "deleteAppSubscription",
            "DELETE",
            "subscriptions",
            Unsubscribe,
            P.Text("object"),
            P.Any("fields")
        ),
    ];

    /// <summary>A user may read itself. Tokens that manage the business may read its users.</summary>
    private static Answer ReadUser(User user, Call call)
    {
        var token = call.Caller;
        if (
            token.UserId != user.Id
            && !(
                token.Has(Scopes.Business)
                && user.Businesses.Exists(b => AccessRules.ReachesBusiness(call.World, token, b))
            )
        )
            throw Refusals.NoAccess();
        return Answer.Read(user, call);
    }

    private static Answer List(App app, Call call)
    {
        RequireAppToken(call);
        return Answer.Ok(
            new JsonObject
            {
                ["data"] = new JsonArray([.. app.Subscriptions.Where(s => s.CallbackUrl is not null).Select(Write)]),
            }
        );
    }

    private static JsonNode Write(AppSubscription subscription) =>
        new JsonObject
        {
            ["object"] = subscription.Object,
            ["callback_url"] = subscription.CallbackUrl,
            ["active"] = true,
            ["fields"] = new JsonArray([
                .. subscription.Fields.Select(f =>
                    (JsonNode)new JsonObject { ["name"] = f, ["version"] = EmulatorDefaults.GraphVersion }
                ),
            ]),
        };

    private static async Task CheckCallbackAsync(Call call, CancellationToken cancel)
    {
        RequireAppToken(call);
        var url = call.Input.Required("callback_url");
        CallbackRules.CheckUrl(url, "callback_url");
        Fields(call);
        await Callbacks.VerifyAsync(call.World, url, call.Input.Required("verify_token"), cancel);
    }

    private static Answer Subscribe(App app, Call call)
    {
        var kind = call.Input.Required("object");
        var fields = Fields(call);
        var known = app.Subscriptions.Find(s => s.Object == kind);
        app.Subscriptions.RemoveAll(s => s.Object == kind);
        // The given fields replace the old fields. Without a list the old fields stay.
        app.Subscriptions.Add(
            new AppSubscription(kind, fields.Count > 0 ? fields : known?.Fields ?? [.. WebhookFields.Of(kind)])
            {
                CallbackUrl = call.Input.Text("callback_url"),
                VerifyToken = call.Input.Text("verify_token"),
            }
        );
        call.World.Save(app);
        return Answer.Success();
    }

    private static Answer Unsubscribe(App app, Call call)
    {
        RequireAppToken(call);
        var kind = call.Input.Text("object");
        app.Subscriptions.RemoveAll(s => kind is null || s.Object == kind);
        call.World.Save(app);
        return Answer.Success();
    }

    private static List<string> Fields(Call call)
    {
        var kind = call.Input.Required("object");
        List<string> fields = call.Input.Element("fields") is { ValueKind: System.Text.Json.JsonValueKind.Array }
            ? [.. call.Input.Texts("fields")]
            :
            [
                .. (call.Input.Text("fields") ?? "").Split(
                    ',',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                ),
            ];
        foreach (var field in fields)
            if (!WebhookFields.Of(kind).Contains(field))
                throw Refusals.Invalid($"Param fields has an unknown field for object {kind}: {field}");
        return fields;
    }

    private static void RequireAppToken(Call call)
    {
        if (!call.Caller.IsApp())
            throw new GraphRefusal(15, "(#15) This method must be called with an app access_token.", 403);
    }
}
