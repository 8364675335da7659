using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Flows;

/// <summary>Copies flows to another account of the same business.</summary>
internal static class FlowMigration
{
    public static Answer Migrate(Waba target, Call call)
    {
        var source = Source(target, call);
        var flows = call.World.All<Flow>().Where(f => f.Waba == source.Id).ToList();
        var names = Names(call, flows);
        JsonArray migrated = [],
            failed = [];
        foreach (var name in names)
        {
            if (flows.Find(f => f.Name == name) is not { } flow)
                failed.Add(Failure(name, "4233041", "The source account has no flow with this name."));
            else if (call.World.All<Flow>().Any(f => f.Waba == target.Id && f.Name == name))
                failed.Add(Failure(name, "4233042", "The target account already has a flow with this name."));
            else
                migrated.Add(Migrated(flow, Copy(call.World, flow, target)));
        }
        return Answer.Ok(new JsonObject { ["migrated_flows"] = migrated, ["failed_flows"] = failed });
    }

    private static Waba Source(Waba target, Call call)
    {
        var source =
            call.World.Find<Waba>(call.Input.Required("source_waba_id"))
            ?? throw Refusals.Invalid("Param source_waba_id must be the id of an account.");
        if (!AccessRules.ReachesWaba(call.World, call.Caller, Scopes.Management, source.Id))
            throw Refusals.NoAccess();
        if (source.OwnerBusinessId != target.OwnerBusinessId)
            throw Refusals.Invalid("Flows can be migrated only between accounts of the same business.");
        return source;
    }

    private static Flow Copy(World world, Flow flow, Waba target) =>
        world.Add(
            new Flow
            {
                Id = world.Ids.Number(16),
                Waba = target.Id,
                Name = flow.Name,
                Categories = [.. flow.Categories],
                Json = flow.Json,
                EndpointUri = flow.EndpointUri,
                AppId = flow.AppId,
            }
        );

    private static JsonObject Failure(string name, string code, string why) =>
        new()
        {
            ["source_name"] = name,
            ["error_code"] = code,
            ["error_message"] = why,
        };

    private static JsonObject Migrated(Flow source, Flow copy) =>
        new()
        {
            ["source_name"] = source.Name,
            ["source_id"] = source.Id,
            ["migrated_id"] = copy.Id,
        };

    private static List<string> Names(Call call, List<Flow> flows)
    {
        var names = FlowOperations.List(call, "source_flow_names") ?? flows.ConvertAll(f => f.Name);
        return names.Count is 0 or > 100
            ? throw Refusals.Invalid("Param source_flow_names must have 1 to 100 entries.")
            : names;
    }
}
