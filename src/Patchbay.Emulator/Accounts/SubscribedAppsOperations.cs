using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Accounts;

/// <summary>The apps that get webhooks of an account, and their addresses.</summary>
internal static class SubscribedAppsOperations
{
    public static readonly Operation[] Table =
    [
        Operation.Of<Waba>(
            "getAllSubscriptionsForAWaba",
            "GET",
            "subscribed_apps",
            (waba, call) => Answer.Ok(Write(waba, call.World)),
            P.Text("fields")
        ),
        Operation.Of<Waba>(
            "subscribeToWabaWebhooks",
            "POST",
            "subscribed_apps",
            Subscribe,
            P.Text("override_callback_uri"),
            P.Text("verify_token"),
            P.Any("subscribed_fields")
        ) with
        {
            Prepare = CheckOverrideAsync,
        },
        Operation.Of<Waba>("unsubscribeFromWabaWebhooks", "DELETE", "subscribed_apps", Unsubscribe),
    ];

    public static JsonObject Write(Waba waba, World world) =>
        new() { ["data"] = new JsonArray([.. waba.Subscriptions.Select(s => (JsonNode)Write(s, world))]) };

    private static JsonObject Write(WabaSubscription subscription, World world)
    {
        var entry = new JsonObject();
        if (subscription.OverrideUri is not null)
            entry["override_callback_uri"] = subscription.OverrideUri;
        entry["whatsapp_business_api_data"] = new JsonObject
        {
            ["id"] = subscription.AppId,
            ["link"] = $"https://www.facebook.com/games/?app_id={subscription.AppId}",
            ["name"] = world.Find<App>(subscription.AppId)?.Name,
        };
        return entry;
    }

    private static async Task CheckOverrideAsync(Call call, CancellationToken cancel)
    {
        if (call.Input.Text("override_callback_uri") is not { Length: > 0 } url)
            return;
        CallbackRules.CheckUrl(url, "override_callback_uri");
        var token = call.Input.Required("verify_token");
        await Callbacks.VerifyAsync(call.World, url, token, cancel);
    }

    private static Answer Subscribe(Waba waba, Call call)
    {
        var app = call.App.Id;
        var uri = call.Input.Text("override_callback_uri") is { Length: > 0 } url ? url : null;
        waba.Subscriptions.RemoveAll(s => s.AppId == app);
        waba.Subscriptions.Add(new WabaSubscription(app, uri, uri is null ? null : call.Input.Text("verify_token")));
        call.World.Save(waba);
        Activities.ActivityOperations.Record(
            call,
            waba.Id,
            "WEBHOOK_CONFIGURED",
            uri is null ? "The app was subscribed." : "The app was subscribed with an address of its own."
        );
        return Answer.Success();
    }

    private static Answer Unsubscribe(Waba waba, Call call)
    {
        waba.Subscriptions.RemoveAll(s => s.AppId == call.App.Id);
        call.World.Save(waba);
        return Answer.Success();
    }
}
