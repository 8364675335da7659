using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Payments;

/// <summary>Pix charges: create, pay, refund, expire.</summary>
internal static class AbacatePayCharges
{
    public static Answer Create(ProviderCall call, string key)
    {
        var data = call.Body.Member("data") ?? call.Body;
        var amount = data.WholeOf("amount") ?? throw Refusals.Missing("amount");
        if (amount is < 100 or > 100_000_000_00)
            return AbacatePay.Refuse(400, "amount must be at least 100 cents");
        var seconds = data.WholeOf("expiresIn") ?? 86_400;
        if (seconds is < 1 or > 31_536_000)
            return AbacatePay.Refuse(400, "expiresIn must be at most a year");
        if (call.Body.TextOf("method") is { } method && method != "PIX")
            return AbacatePay.Refuse(400, "Only PIX charges are emulated");
        // A repeated call with the merchant's own id returns the first charge.
        if (FindKnown(call.World, key, data.TextOf("externalId")) is { } known)
            return AbacatePay.Ok(Write(call.World, known));
        return AbacatePay.Ok(Write(call.World, Add(call.World, key, data, amount, seconds)));
    }

    private static PixCharge? FindKnown(World world, string key, string? external) =>
        external is null ? null : world.All<PixCharge>().FirstOrDefault(c => c.Key == key && c.ExternalId == external);

    private static PixCharge Add(World world, string key, JsonElement data, long amount, long seconds) =>
        world.Add(
            new PixCharge
            {
                Id = "pix_char_" + world.Ids.Text(24),
                Key = key,
                Amount = amount,
                Description = data.TextOf("description"),
                ExternalId = data.TextOf("externalId"),
                ExpiresAt = world.Clock.Milliseconds + seconds * 1000,
                UpdatedAt = world.Clock.Milliseconds,
            }
        );

    public static Answer Check(ProviderCall call, string key) =>
        With(
            call,
            key,
            c =>
                AbacatePay.Ok(
                    new JsonObject
                    {
                        ["id"] = c.Id,
                        ["status"] = StatusOf(call.World, c),
                        ["expiresAt"] = AbacatePay.Iso(c.ExpiresAt),
                    }
                )
        );

    public static Answer List(ProviderCall call, string key) =>
        AbacatePay.Ok(
            new JsonArray([
                .. call.World.All<PixCharge>().Where(c => c.Key == key).Select(c => (JsonNode)Write(call.World, c)),
            ])
        );

    public static Answer Simulate(ProviderCall call, string key) =>
        With(
            call,
            key,
            c =>
                !AbacatePay.IsDev(key) ? AbacatePay.Refuse(400, "Only charges of the dev mode can be simulated")
                : StatusOf(call.World, c) != "PENDING" ? AbacatePay.Refuse(400, "The charge is not pending")
                : AbacatePay.Ok(Change(call.World, c, "PAID", "transparent.completed"))
        );

    public static Answer Refund(ProviderCall call, string key) =>
        With(
            call,
            key,
            c =>
                c.Status == "PAID"
                    ? AbacatePay.Ok(Change(call.World, c, "REFUNDED", "transparent.refunded"))
                    : AbacatePay.Refuse(400, "Only paid charges can be refunded")
        );

    /// <summary>Pays a charge on behalf of the customer. Works for test and production keys.</summary>
    public static JsonNode Pay(World world, PixCharge charge) =>
        StatusOf(world, charge) == "PENDING"
            ? Change(world, charge, "PAID", "transparent.completed")
            : throw Refusals.Invalid("The charge is not pending.");

    private static Answer With(ProviderCall call, string key, Func<PixCharge, Answer> act) =>
        call.World.Find<PixCharge>(call.Text("id")) is { } charge && charge.Key == key
            ? act(charge)
            : AbacatePay.Refuse(404, "Charge not found");

    private static JsonObject Change(World world, PixCharge charge, string status, string happened)
    {
        charge.Status = status;
        charge.UpdatedAt = world.Clock.Milliseconds;
        world.Save(charge);
        AbacatePayWebhooks.Notify(world, charge, happened);
        return Write(world, charge);
    }

    private static string StatusOf(World world, PixCharge c) =>
        c.Status == "PENDING" && c.ExpiresAt <= world.Clock.Milliseconds ? "EXPIRED" : c.Status;

    private static JsonObject Write(World world, PixCharge c) =>
        new()
        {
            ["id"] = c.Id,
            ["externalId"] = c.ExternalId,
            ["amount"] = c.Amount,
            ["status"] = StatusOf(world, c),
            ["devMode"] = AbacatePay.IsDev(c.Key),
            ["method"] = c.Method,
            ["brCode"] = $"00020101021226580014br.gov.bcb.pix0136{c.Id}5204000053039865802BR6304ABCD",
            ["brCodeBase64"] = "data:image/png;base64,iVBORw0KGgo=",
            ["platformFee"] = 80,
            ["expiresAt"] = AbacatePay.Iso(c.ExpiresAt),
            ["createdAt"] = AbacatePay.Iso(c.CreatedAt),
            ["updatedAt"] = AbacatePay.Iso(c.UpdatedAt),
        };
}
