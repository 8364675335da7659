using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Solutions;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Migrations;

/// <summary>The wish to move an account from one solution to another.</summary>
internal sealed class MigrationIntent : Node
{
    public required string Waba { get; set; }
    public required string SolutionId { get; set; }
    public string? TargetSolutionId { get; set; }

    /// <summary>INITIATED, ACCEPTED, COMPLETED or REJECTED.</summary>
    public string Status { get; set; } = "INITIATED";

    public override string WabaId => Waba;
}

/// <summary>The wish to hand over an account that somebody runs on its owner's behalf.</summary>
internal sealed class MobilityIntent : Node
{
    public required string Waba { get; set; }
    public required string SolutionId { get; set; }

    /// <summary>PENDING, ACTIVE, COMPLETED, CANCELLED or FAILED.</summary>
    public string Status { get; set; } = "PENDING";
    public long UpdatedAt { get; set; }

    public override string WabaId => Waba;
}

internal static class MigrationOperations
{
    private static readonly string[] MobilityTypes = ["INITIATE_TRANSFER", "CONFIRM_TRANSFER", "CANCEL_TRANSFER", "REQUEST_HANDOVER", "APPROVE_HANDOVER", "REJECT_HANDOVER"];

    public static readonly NodeType<MigrationIntent> MigrationType = new("WhatsAppBusinessSolutionMigrationIntent") { { "status", Show.Always, i => i.Status } };

    public static readonly NodeType<MobilityIntent> MobilityType = new("WhatsAppBusinessMobilityIntent")
    {
        { "waba", Show.Always, (i, w) => WabaOperations.Type.Read(w.Find<Waba>(i.Waba)!, null, w) },
        { "solution", Show.Always, (i, w) => w.Find<Solution>(i.SolutionId) is { } s ? SolutionOperations.Type.Read(s, null, w) : null },
        { "status", Show.Always, i => i.Status },
        { "created_time", i => GraphTime.Iso(i.CreatedAt) },
        { "updated_time", i => GraphTime.Iso(i.UpdatedAt) },
    };

    public static readonly Operation[] Table =
    [
        Operation.Read<MigrationIntent>("getMigrationIntentDetails"),
        Operation.Read<MobilityIntent>("getOBOMobilityIntent"),
        Operation.Of<Waba>("setSolutionMigrationIntent", "POST", "set_solution_migration_intent", Migrate,
            P.Text("solution_id").Must(), P.OneOf("migration_intent", "INITIATE_MIGRATION", "CANCEL_MIGRATION", "CONFIRM_MIGRATION", "SCHEDULE_MIGRATION").Must(),
            P.Text("target_solution_id"), P.Text("migration_reason", 500), P.Text("scheduled_migration_time")),
        Operation.Of<Waba>("createOBOMobilityIntent", "POST", "obo_mobility_intent", Move,
            P.Text("solution_id").Must(), P.OneOf("intent_type", MobilityTypes).Must(), P.Text("target_solution_id"), P.Text("mobility_reason", 500), P.Text("scheduled_execution_time"), P.OpenObject("metadata")),
        Operation.Of<Waba>("setOBOMobilityIntent", "POST", "set_obo_mobility_intent", SetMobility,
            P.Text("waba_id").Must(), P.Text("solution_id"), P.Text("app_id"), P.Text("actor_id"), P.Text("client_mutation_id", 255)),
        Operation.Of<Waba>("getInProgressOnBehalfRequests", "GET", "in_progress_onbehalf_request", ListRequests, [.. Paging.Params]),
    ];

    private static Answer Migrate(Waba waba, Call call)
    {
        var source = FindSolution(call, "solution_id");
        var step = call.Input.Required("migration_intent");
        var open = call.World.All<MigrationIntent>().LastOrDefault(i => i.Waba == waba.Id && i.Status is "INITIATED" or "ACCEPTED" && i.Waba == waba.Id);
        var when = Time(call, "scheduled_migration_time");
        if (step is "INITIATE_MIGRATION" or "SCHEDULE_MIGRATION")
        {
            if (open is not null) throw Refusals.Invalid("A migration of this account is already in progress.");
            var target = FindSolution(call, "target_solution_id");
            if (target.Id == source.Id) throw Refusals.Invalid("Param target_solution_id must be another solution.");
            if (step == "SCHEDULE_MIGRATION" && (when is null || when <= call.World.Clock.Now)) throw Refusals.Invalid("Param scheduled_migration_time must be a time in the future.");
            var intent = call.World.Add(new MigrationIntent { Id = call.World.Ids.Number(16), Waba = waba.Id, SolutionId = source.Id, TargetSolutionId = target.Id });
            return MigrationAnswer(intent, step == "SCHEDULE_MIGRATION" ? "SCHEDULED" : "PENDING", when);
        }
        if (open is null) throw Refusals.Invalid("No migration of this account is in progress.");
        open.Status = step == "CONFIRM_MIGRATION" ? "COMPLETED" : "REJECTED";
        call.World.Save(open);
        return MigrationAnswer(open, step == "CONFIRM_MIGRATION" ? "APPROVED" : "REJECTED", null);
    }

    private static Answer MigrationAnswer(MigrationIntent intent, string status, DateTimeOffset? when)
    {
        var answer = new JsonObject { ["success"] = true, ["migration_intent_id"] = intent.Id, ["status"] = status };
        if (when is { } time) answer["estimated_completion_time"] = GraphTime.Iso(time.ToUnixTimeMilliseconds());
        return Answer.Ok(answer);
    }

    private static Answer Move(Waba waba, Call call)
    {
        var solution = FindSolution(call, "solution_id");
        var step = call.Input.Required("intent_type");
        var when = Time(call, "scheduled_execution_time");
        var open = call.World.All<MobilityIntent>().LastOrDefault(i => i.Waba == waba.Id && i.Status is "PENDING" or "ACTIVE" && i.Waba == waba.Id);
        if (step is "INITIATE_TRANSFER" or "REQUEST_HANDOVER")
        {
            if (open is not null) throw Refusals.Invalid("A transfer of this account is already in progress.");
            if (step == "INITIATE_TRANSFER") FindSolution(call, "target_solution_id");
            open = call.World.Add(new MobilityIntent { Id = call.World.Ids.Number(16), Waba = waba.Id, SolutionId = solution.Id, UpdatedAt = call.Now });
            return MobilityAnswer(open, when is null ? "PENDING" : "SCHEDULED", when);
        }
        if (open is null) throw Refusals.Invalid("No transfer of this account is in progress.");
        open.Status = step is "CANCEL_TRANSFER" or "REJECT_HANDOVER" ? "CANCELLED" : "COMPLETED";
        open.UpdatedAt = call.Now;
        call.World.Save(open);
        return MobilityAnswer(open, open.Status == "CANCELLED" ? "REJECTED" : "COMPLETED", null);
    }

    private static Answer MobilityAnswer(MobilityIntent intent, string status, DateTimeOffset? when)
    {
        var answer = new JsonObject { ["success"] = true, ["mobility_intent_id"] = intent.Id, ["status"] = status, ["approval_required"] = status == "PENDING" };
        if (when is { } time) answer["estimated_completion_time"] = GraphTime.Iso(time.ToUnixTimeMilliseconds());
        return Answer.Ok(answer);
    }

    private static Answer SetMobility(Waba waba, Call call)
    {
        if (call.Input.Required("waba_id") != waba.Id) throw Refusals.Invalid("Param waba_id must be the account of the path.");
        var mutation = call.Input.Text("client_mutation_id");
        var answer = new JsonObject { ["success"] = true };
        if (mutation is not null) answer["client_mutation_id"] = mutation;
        var solution = call.Input.Has("solution_id") ? FindSolution(call, "solution_id") : call.World.All<Solution>().FirstOrDefault(s => s.AdmitsApp(call.App.Id));
        if (solution is null)
        {
            answer["success"] = false;
            answer["error_msg"] = "There is no solution to hand the account over to.";
            return Answer.Ok(answer);
        }
        answer["intent_id"] = call.World.Add(new MobilityIntent { Id = call.World.Ids.Number(16), Waba = waba.Id, SolutionId = solution.Id, UpdatedAt = call.Now }).Id;
        return Answer.Ok(answer);
    }

    private static Answer ListRequests(Waba waba, Call call)
    {
        var open = call.World.All<MobilityIntent>().Where(i => i.Waba == waba.Id && i.Status is "PENDING" or "ACTIVE").Where(i => i.Waba == waba.Id);
        return Answer.Page(open, i => i.Id, i => Write(call.World, waba, i), call, maxLimit: 100);
    }

    private static JsonNode Write(World world, Waba waba, MobilityIntent intent)
    {
        var owner = world.Find<Business>(waba.OwnerBusinessId)!;
        var asking = world.Find<Business>(world.Find<App>(world.Find<Solution>(intent.SolutionId)?.OwnerAppId)?.BusinessId);
        return new JsonObject
        {
            ["id"] = intent.Id, ["status"] = "IN_PROGRESS", ["business_owned_object"] = waba.Id,
            ["receiving_business"] = new JsonObject { ["id"] = owner.Id, ["name"] = owner.Name },
            ["requesting_business"] = asking is null ? null : new JsonObject { ["id"] = asking.Id, ["name"] = asking.Name },
        };
    }

    private static Solution FindSolution(Call call, string parameter) =>
        call.World.Find<Solution>(call.Input.Required(parameter)) ?? throw Refusals.Invalid($"Param {parameter} must be the id of a solution.");

    private static DateTimeOffset? Time(Call call, string name) => call.Input.Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw Refusals.Invalid($"Param {name} must be an ISO 8601 time.");
}
