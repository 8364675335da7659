using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Solutions;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Migrations;

/// <summary>
/// Moves an account: the partners of the old solution lose access, and the partners of the new solution get it.
/// </summary>
internal static class AccountTransfer
{
    /// <summary>Completes a migration that is due.</summary>
    public static void Finish(World world, MigrationIntent intent)
    {
        intent.Status = Move(world, world.Get<Waba>(intent.Waba), intent.SolutionId, intent.TargetSolutionId)
            ? "COMPLETED"
            : "REJECTED";
        world.Save(intent);
    }

    /// <summary>Completes a hand-over that is due and ends the management on the owner's behalf.</summary>
    public static void Finish(World world, MobilityIntent intent)
    {
        var waba = world.Get<Waba>(intent.Waba);
        if (intent.TargetSolutionId is { } target && !Move(world, waba, intent.SolutionId, target))
        {
            intent.Status = "CANCELLED";
        }
        else
        {
            waba.OnBehalfOfBusinessId = null;
            world.Save(waba);
            intent.Status = "COMPLETED";
        }
        intent.UpdatedAt = world.Clock.Milliseconds;
        world.Save(intent);
    }

    /// <returns>False when the target solution is not active.</returns>
    private static bool Move(World world, Waba waba, string from, string to)
    {
        if (world.Find<Solution>(to) is not { Status: "ACTIVE" } target)
            return false;
        var arriving = Apps(world, target);
        foreach (var app in Apps(world, world.Find<Solution>(from)).Where(app => !arriving.Contains(app)))
            Leave(world, waba, app, arriving);
        waba.SolutionId = target.Id;
        foreach (var app in arriving)
            Arrive(world, waba, app, target);
        world.Save(waba);
        return true;
    }

    private static List<App> Apps(World world, Solution? solution) =>
        solution is null
            ? []
            : [.. new[] { solution.OwnerAppId, solution.PartnerAppId }.Select(world.Find<App>).OfType<App>()];

    private static void Leave(World world, Waba waba, App app, List<App> staying)
    {
        waba.Subscriptions.RemoveAll(s => s.AppId == app.Id);
        if (!staying.Exists(s => s.BusinessId == app.BusinessId))
            waba.SharedWith.Remove(app.BusinessId);
        foreach (
            var token in world
                .All<Token>()
                .Where(t => t.AppId == app.Id && t.Targets.Values.Any(targets => targets.Contains(waba.Id)))
                .ToList()
        )
        {
            foreach (var targets in token.Targets.Values)
                targets.Remove(waba.Id);
            world.Save(token);
        }
        Notify(world, app, waba, "PARTNER_REMOVED", []);
    }

    private static void Arrive(World world, Waba waba, App app, Solution solution)
    {
        if (waba.SharedWith.Contains(app.BusinessId))
            return;
        waba.SharedWith.Add(app.BusinessId);
        Notify(
            world,
            app,
            waba,
            "PARTNER_ADDED",
            new JsonObject
            {
                ["solution_id"] = solution.Id,
                ["solution_partner_business_ids"] = new JsonArray([
                    .. Apps(world, solution).Select(a => (JsonNode)a.BusinessId),
                ]),
            }
        );
    }

    private static void Notify(World world, App app, Waba waba, string happened, JsonObject more)
    {
        var info = new JsonObject { ["waba_id"] = waba.Id, ["owner_business_id"] = waba.OwnerBusinessId };
        foreach (var (name, value) in more)
            info[name] = value?.DeepClone();
        Outbox.EmitToPartner(
            world,
            app,
            "account_update",
            new JsonObject { ["event"] = happened, ["waba_info"] = info }
        );
    }
}
