using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Payments;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Control;

/// <summary>Merchants at the payment providers, and customers who pay.</summary>
internal static class PaymentControl
{
    /// <summary>Creates or changes a merchant with the given rights.</summary>
    public static JsonNode Merchant(ControlCall call)
    {
        var (world, body) = (call.World, call.Body);
        var permissions = body.ListOf("permissions").Select(p => p.AsText()).ToList();
        if (permissions.Find(p => !AbacatePay.Permissions.Contains(p)) is not null)
            throw Refusals.Invalid(
                "Param permissions must only have " + $"{{{string.Join(", ", AbacatePay.Permissions)}}}."
            );
        if (body.TextOf("webhook_url") is { } url)
            CallbackRules.CheckUrl(url, "webhook_url");
        var merchant = body.TextOf("id") is { } id
            ? world.Find<Merchant>(id) ?? throw Refusals.Invalid("Param id is not a merchant.")
            : Add(world, body.Need("provider"), body.FlagOf("production") ?? false);
        if (body.Member("permissions") is not null)
            merchant.Permissions = permissions;
        Change(merchant, body);
        world.Save(merchant);
        return Write(merchant);
    }

    private static JsonObject Write(Merchant merchant) =>
        new()
        {
            ["id"] = merchant.Id,
            ["credential"] = merchant.Credential,
            ["secret"] = merchant.Secret,
        };

    private static void Change(Merchant merchant, JsonElement body)
    {
        merchant.Name = body.TextOf("name") ?? merchant.Name;
        merchant.HasParticipants = body.FlagOf("participants") ?? merchant.HasParticipants;
        merchant.WebhookUrl = body.TextOf("webhook_url") ?? merchant.WebhookUrl;
        if (body.WholeOf("answers_with") is { } status)
            merchant.AnswersWith =
                status is 0 or 200 ? null
                : status is >= 400 and < 600 ? (int)status
                : throw Refusals.Invalid("Param answers_with must be a status of 400 to 599, or 0.");
    }

    /// <summary>Pays a charge, or moves a payment to a status.</summary>
    public static JsonNode Pay(ControlCall call)
    {
        var id = call.Body.Need("id");
        if (call.World.Find<PixCharge>(id) is { } charge)
            return AbacatePayCharges.Pay(call.World, charge);
        if (call.World.Find<InitiatedPayment>(id) is { } payment)
            return Iniciador.Move(call.World, payment, call.Body.TextOf("status") ?? "PAYMENT_COMPLETED");
        throw Refusals.Invalid("Param id is neither a charge nor a payment.");
    }

    private static Merchant Add(World world, string provider, bool production) =>
        world.Add(
            provider switch
            {
                "abacatepay" => new Merchant
                {
                    Id = world.Ids.Number(),
                    Provider = provider,
                    Name = "Merchant",
                    Credential = (production ? "abc_prod_" : "abc_dev_") + world.Ids.Text(24),
                    Permissions = [.. AbacatePay.Permissions],
                },
                "iniciador" => new Merchant
                {
                    Id = world.Ids.Number(),
                    Provider = provider,
                    Name = "Merchant",
                    Credential = world.Ids.Hex(24).ToLowerInvariant(),
                    Secret = world.Ids.Text(40),
                },
                _ => throw Refusals.Invalid("Param provider must be one of {abacatepay, iniciador}."),
            }
        );
}
