using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Hosting;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Payments;

/// <summary>AbacatePay as far as connecting a merchant and charging by Pix needs it.</summary>
internal static class AbacatePay
{
    /// <summary>Keys that start so are valid; one that contains "readonly" lacks STORE:READ, "revoked" works no more.</summary>
    private static readonly string[] KeyPrefixes = ["abc_dev_", "abc_prod_"];

    public static Answer Run(ProviderCall call, string version)
    {
        if (version is not ("v1" or "v2")) return Refuse(404, "Not found");
        if (call.Credential is not { } key || !KeyPrefixes.Any(p => key.StartsWith(p, StringComparison.Ordinal)) || key.Contains("revoked", StringComparison.Ordinal))
            return Refuse(401, "Token de autenticação inválido ou ausente.");
        if (version == "v1" && !call.Path.StartsWith("pixQrCode/", StringComparison.Ordinal)) return Refuse(404, "Not found");
        return (call.Method, call.Path) switch
        {
            ("GET", "store/get") => key.Contains("readonly", StringComparison.Ordinal) ? Refuse(403, "Missing permission STORE:READ") : Ok(Store()),
            ("POST", "transparents/create") or ("POST", "pixQrCode/create") => Create(call, key),
            ("GET", "transparents/check") or ("GET", "pixQrCode/check") => With(call, key, c => Ok(new JsonObject { ["id"] = c.Id, ["status"] = StatusOf(call.World, c), ["expiresAt"] = Iso(c.ExpiresAt) })),
            ("GET", "transparents/list") => Ok(new JsonArray([.. call.World.All<PixCharge>().Where(c => c.Key == key).Select(c => (JsonNode)Write(call.World, c))])),
            ("POST", "transparents/simulate-payment") or ("POST", "pixQrCode/simulate-payment") => With(call, key, c => Pay(call, c)),
            ("POST", "transparents/refund") => With(call, key, c => Refund(call, c)),
            ("POST", "webhooks/create") => CreateWebhook(call, key),
            ("GET", "webhooks/list") => Ok(new JsonArray([.. call.World.All<ProviderWebhook>().Where(w => w.Key == key).Select(w => (JsonNode)Write(w))])),
            ("POST", "webhooks/delete") => DeleteWebhook(call, key),
            _ => Refuse(404, "Not found"),
        };
    }

    public static Answer Refuse(int status, string why) => new(status, new JsonObject { ["data"] = null, ["success"] = false, ["error"] = why });

    private static Answer Ok(JsonNode data) => Answer.Ok(new JsonObject { ["data"] = data, ["success"] = true, ["error"] = null });

    private static JsonObject Store() => new()
    {
        ["id"] = "store_emulator", ["name"] = "Emulator store", ["balance"] = new JsonObject { ["available"] = 15000, ["pending"] = 5000, ["blocked"] = 0 },
    };

    private static Answer Create(ProviderCall call, string key)
    {
        var data = call.Body.Member("data") ?? call.Body;
        var amount = data.WholeOf("amount") ?? throw Refusals.Missing("amount");
        if (amount is < 100 or > 100_000_000_00) return Refuse(400, "amount must be at least 100 cents");
        var seconds = data.WholeOf("expiresIn") ?? 86_400;
        if (seconds is < 1 or > 31_536_000) return Refuse(400, "expiresIn must be at most a year");
        if (data.TextOf("externalId") is { } external && call.World.All<PixCharge>().FirstOrDefault(c => c.Key == key && c.ExternalId == external) is { } known) return Ok(Write(call.World, known));
        return Ok(Write(call.World, call.World.Add(new PixCharge
        {
            Id = "pix_char_" + call.World.Ids.Text(24), Key = key, Amount = amount, Description = data.TextOf("description"), ExternalId = data.TextOf("externalId"), Method = call.Body.TextOf("method") ?? "PIX",
            ExpiresAt = call.World.Clock.Milliseconds + seconds * 1000, UpdatedAt = call.World.Clock.Milliseconds,
        })));
    }

    private static Answer With(ProviderCall call, string key, Func<PixCharge, Answer> act) =>
        call.World.Find<PixCharge>(call.Text("id")) is { } charge && charge.Key == key ? act(charge) : Refuse(404, "Charge not found");

    private static Answer Pay(ProviderCall call, PixCharge charge)
    {
        if (!charge.Key.StartsWith("abc_dev_", StringComparison.Ordinal)) return Refuse(400, "Only charges of the dev mode can be simulated");
        if (StatusOf(call.World, charge) != "PENDING") return Refuse(400, "The charge is not pending");
        return Change(call, charge, "PAID", "transparent.completed");
    }

    private static Answer Refund(ProviderCall call, PixCharge charge) =>
        charge.Status == "PAID" ? Change(call, charge, "REFUNDED", "transparent.refunded") : Refuse(400, "Only paid charges can be refunded");

    private static Answer Change(ProviderCall call, PixCharge charge, string status, string happened)
    {
        charge.Status = status;
        charge.UpdatedAt = call.World.Clock.Milliseconds;
        call.World.Save(charge);
        foreach (var webhook in call.World.All<ProviderWebhook>().Where(w => w.Key == charge.Key && w.Events.Contains(happened))) ProviderDeliveries.Queue(call.World, webhook, Event(call.World, charge, happened));
        return Ok(Write(call.World, charge));
    }

    private static JsonObject Event(World world, PixCharge charge, string happened) => new()
    {
        ["id"] = "log_" + world.Ids.Text(20), ["event"] = happened, ["apiVersion"] = 2, ["devMode"] = true, ["data"] = new JsonObject { ["transparent"] = Write(world, charge) },
    };

    private static Answer CreateWebhook(ProviderCall call, string key)
    {
        var endpoint = call.Body.Need("endpoint");
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || (uri.Scheme != "https" && !uri.IsLoopback)) return Refuse(400, "endpoint must be an https address");
        var webhook = call.World.Add(new ProviderWebhook
        {
            Id = "webh_" + call.World.Ids.Text(20), Key = key, Name = call.Body.TextOf("name") ?? "", Endpoint = endpoint, Secret = call.Body.Need("secret"), Events = [.. call.Body.ListOf("events").Select(e => e.AsText())],
        });
        return Ok(Write(webhook));
    }

    private static Answer DeleteWebhook(ProviderCall call, string key)
    {
        if (call.World.Find<ProviderWebhook>(call.Text("id")) is not { } webhook || webhook.Key != key) return Refuse(404, "Webhook not found");
        call.World.Remove(webhook);
        return Ok(Write(webhook));
    }

    private static JsonObject Write(ProviderWebhook w) => new()
    {
        ["id"] = w.Id, ["name"] = w.Name, ["endpoint"] = w.Endpoint, ["events"] = new JsonArray([.. w.Events.Select(e => (JsonNode)e)]), ["devMode"] = w.Key.StartsWith("abc_dev_", StringComparison.Ordinal), ["v2"] = true,
        ["createdAt"] = Iso(w.CreatedAt), ["updatedAt"] = Iso(w.CreatedAt),
    };

    private static string StatusOf(World world, PixCharge c) => c.Status == "PENDING" && c.ExpiresAt <= world.Clock.Milliseconds ? "EXPIRED" : c.Status;

    private static JsonObject Write(World world, PixCharge c) => new()
    {
        ["id"] = c.Id, ["externalId"] = c.ExternalId, ["amount"] = c.Amount, ["status"] = StatusOf(world, c), ["devMode"] = c.Key.StartsWith("abc_dev_", StringComparison.Ordinal), ["method"] = c.Method,
        ["brCode"] = $"00020101021226580014br.gov.bcb.pix0136{c.Id}5204000053039865802BR6304ABCD", ["brCodeBase64"] = "data:image/png;base64,iVBORw0KGgo=", ["platformFee"] = 80,
        ["expiresAt"] = Iso(c.ExpiresAt), ["createdAt"] = Iso(c.CreatedAt), ["updatedAt"] = Iso(c.UpdatedAt),
    };

    private static string Iso(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
