using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Control;

/// <summary>The settings of an app's dashboard, and requests to remove the app or to delete data.</summary>
internal static class AppControl
{
    /// <summary>Changes an app, or creates an app with a portfolio of its own.</summary>
    public static JsonNode Set(ControlCall call)
    {
        var (world, body) = (call.World, call.Body);
        foreach (var name in new[] { "deauthorize_url", "data_deletion_url" })
            if (body.TextOf(name) is { Length: > 0 } url)
                CallbackRules.CheckUrl(url, name);
        var app = body.TextOf("app_id") is { } id ? Find(world, id) : Add(world, body.Need("name"));
        app.Name = body.TextOf("name") ?? app.Name;
        app.DeauthorizeUrl = body.TextOf("deauthorize_url") ?? app.DeauthorizeUrl;
        app.DataDeletionUrl = body.TextOf("data_deletion_url") ?? app.DataDeletionUrl;
        app.RequiresProof = body.FlagOf("requires_proof") ?? app.RequiresProof;
        world.Save(app);
        return new JsonObject
        {
            ["id"] = app.Id,
            ["secret"] = app.Secret,
            ["business_id"] = app.BusinessId,
        };
    }

    /// <summary>Removes the app on behalf of a person or a business.</summary>
    public static JsonNode Deauthorize(ControlCall call)
    {
        var app = Find(call.World, call.Body.TextOf("app_id"));
        if (call.Body.TextOf("business_id") is { } business)
            Deauthorization.Remove(
                call.World,
                app,
                call.World.Find<Business>(business)?.Id
                    ?? throw Refusals.Invalid("Param business_id is not a known portfolio.")
            );
        else
            Deauthorization.Remove(call.World, app, FindUser(call.World, call.Body));
        return JsonHttp.Done();
    }

    /// <summary>
    /// Requests the deletion of a person's data. The app must answer with an address where the person can follow the
    /// request.
    /// </summary>
    public static async Task DeleteDataAsync(HttpContext context, World world, CancellationToken cancel)
    {
        var body = await JsonHttp.ReadAsync(context.Request, cancel);
        var (url, form) = world.Read(() => DeletionRequest(world, body));
        using var client = WebhookClient.Create(world.Options);
        using var content = new StringContent(form, Encoding.ASCII, Delivery.Form);
        try
        {
            using var response = await client.PostAsync(url, content, cancel);
            var answer = await response.Content.ReadAsStringAsync(cancel);
            await JsonHttp.WriteAsync(context.Response, Judge((int)response.StatusCode, answer), cancel);
        }
        catch (HttpRequestException failure)
        {
            throw Refusals.Invalid("The data deletion callback cannot be reached: " + failure.Message);
        }
    }

    private static (string Url, string Form) DeletionRequest(World world, JsonElement body)
    {
        var app = Find(world, body.TextOf("app_id"));
        var url =
            app.DataDeletionUrl
            ?? throw Refusals.Invalid("The app has no data_deletion_url; set it with POST /_emulator/apps.");
        var signed = Deauthorization.SignedRequest(FindUser(world, body).Id, app.Secret, world.Clock.Seconds);
        return (url, "signed_request=" + Uri.EscapeDataString(signed));
    }

    private static JsonObject Judge(int status, string answer)
    {
        try
        {
            var json = JsonElement.Parse(answer);
            if (
                status == 200
                && json.TextOf("url") is { Length: > 0 } url
                && json.TextOf("confirmation_code") is { Length: > 0 } code
            )
                return new JsonObject { ["url"] = url, ["confirmation_code"] = code };
        }
        catch (JsonException)
        {
            // An answer that is not JSON is refused like any other wrong answer.
        }
        throw Refusals.Invalid(
            $"The data deletion callback must answer 200 with url and confirmation_code; it answered {status}."
        );
    }

    private static App Add(World world, string name) =>
        world.Add(
            new App
            {
                Id = world.Ids.Number(),
                Name = name,
                Secret = world.Ids.Hex(32).ToLowerInvariant(),
                BusinessId = world.Add(new Business { Id = world.Ids.Number(), Name = name }).Id,
                Configurations = [new LoginConfiguration(world.Ids.Number(), Scopes.All, NeverExpires: false)],
                Subscriptions =
                [
                    .. WebhookFields.Objects.Take(3).Select(o => new AppSubscription(o, [.. WebhookFields.Of(o)])),
                ],
            }
        );

    private static App Find(World world, string? id) =>
        id is null
            ? world.All<App>().First()
            : world.Find<App>(id) ?? throw Refusals.Invalid("Param app_id is not an app of this world.");

    private static User FindUser(World world, JsonElement body) =>
        world.Find<User>(body.Need("user_id")) ?? throw Refusals.Invalid("Param user_id is not a known person.");
}
