using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Payments;

/// <summary>The webhooks of a merchant: create, list, read, delete, send.</summary>
internal static class AbacatePayWebhooks
{
    private static readonly string[] Events =
    [
        "checkout.completed",
        "checkout.refunded",
        "checkout.disputed",
        "checkout.lost",
        "transparent.completed",
        "transparent.refunded",
        "transparent.disputed",
        "transparent.lost",
        "subscription.completed",
        "subscription.cancelled",
        "subscription.renewed",
        "subscription.trial_started",
        "payout.completed",
        "payout.failed",
        "transfer.completed",
        "transfer.failed",
    ];

    public static Answer Create(ProviderCall call, string key)
    {
        var endpoint = call.Body.Need("endpoint");
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || (uri.Scheme != "https" && !uri.IsLoopback))
            return AbacatePay.Refuse(400, "endpoint must be an https address");
        List<string> events = [.. call.Body.ListOf("events").Select(e => e.AsText())];
        if (events.Count == 0 || events.Exists(e => !Events.Contains(e)))
            return AbacatePay.Refuse(400, "events must name known events");
        return AbacatePay.Ok(
            Write(
                call.World.Add(
                    new ProviderWebhook
                    {
                        Id = "webh_" + call.World.Ids.Text(20),
                        Key = key,
                        Name = call.Body.Need("name"),
                        Endpoint = endpoint,
                        Secret = call.Body.Need("secret"),
                        Events = events,
                    }
                )
            )
        );
    }

    public static Answer List(ProviderCall call, string key) =>
        AbacatePay.Ok(new JsonArray([.. Of(call.World, key).Select(w => (JsonNode)Write(w))]));

    public static Answer Get(ProviderCall call, string key) => With(call, key, w => AbacatePay.Ok(Write(w)));

    public static Answer Delete(ProviderCall call, string key) =>
        With(
            call,
            key,
            w =>
            {
                call.World.Remove(w);
                return AbacatePay.Ok(Write(w));
            }
        );

    public static void Notify(World world, PixCharge charge, string happened)
    {
        foreach (var webhook in Of(world, charge.Key).Where(w => w.Events.Contains(happened)).ToList())
            ProviderDeliveries.Queue(
                world,
                webhook,
                new JsonObject
                {
                    ["id"] = "log_" + world.Ids.Text(20),
                    ["event"] = happened,
                    ["apiVersion"] = 2,
                    ["devMode"] = AbacatePay.IsDev(charge.Key),
                    ["data"] = new JsonObject
                    {
                        ["transparent"] = Describe(charge),
                        ["customer"] = null,
                        ["payerInformation"] = new JsonObject
                        {
                            ["method"] = "PIX",
                            ["PIX"] = new JsonObject
                            {
                                ["name"] = "Emulator payer",
                                ["taxId"] = "***.456.789-**",
                                ["isSameAsCustomer"] = false,
                            },
                        },
                    },
                }
            );
    }

    private static JsonObject Describe(PixCharge c) =>
        new()
        {
            ["id"] = c.Id,
            ["externalId"] = c.ExternalId,
            ["amount"] = c.Amount,
            ["paidAmount"] = c.Amount,
            ["platformFee"] = 80,
            ["status"] = c.Status,
            ["frequency"] = "ONE_TIME",
            ["devMode"] = AbacatePay.IsDev(c.Key),
            ["customerId"] = null,
            ["methods"] = new JsonArray("PIX"),
            ["receiptUrl"] = null,
            ["createdAt"] = AbacatePay.Iso(c.CreatedAt),
            ["updatedAt"] = AbacatePay.Iso(c.UpdatedAt),
        };

    private static Answer With(ProviderCall call, string key, Func<ProviderWebhook, Answer> act) =>
        call.World.Find<ProviderWebhook>(call.Text("id")) is { } webhook && webhook.Key == key
            ? act(webhook)
            : AbacatePay.Refuse(404, "Webhook not found");

    private static IEnumerable<ProviderWebhook> Of(World world, string key) =>
        world.All<ProviderWebhook>().Where(w => w.Key == key);

    private static JsonObject Write(ProviderWebhook w) =>
        new()
        {
            ["id"] = w.Id,
            ["name"] = w.Name,
            ["endpoint"] = w.Endpoint,
            ["events"] = new JsonArray([.. w.Events.Select(e => (JsonNode)e)]),
            ["devMode"] = AbacatePay.IsDev(w.Key),
            ["v2"] = true,
            ["createdAt"] = AbacatePay.Iso(w.CreatedAt),
            ["updatedAt"] = AbacatePay.Iso(w.CreatedAt),
        };
}
