using System.Text.Json.Nodes;
using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Solutions;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Migrations;

/// <summary>
/// Hands over accounts that a partner manages on the owner's behalf: offered and confirmed, or requested and approved.
/// </summary>
internal static class MobilityOperations
{
    private static readonly string[] Steps =
    [
        "INITIATE_TRANSFER",
        "CONFIRM_TRANSFER",
        "CANCEL_TRANSFER",
        "REQUEST_HANDOVER",
        "APPROVE_HANDOVER",
        "REJECT_HANDOVER",
    ];

    public static readonly NodeType<MobilityIntent> Type = new("WhatsAppBusinessMobilityIntent")
    {
        { "waba", Show.Always, (i, w) => WabaOperations.Type.Read(w.Get<Waba>(i.Waba), null, w) },
        {
            "solution",
            Show.Always,
            (i, w) => w.Find<Solution>(i.SolutionId) is { } s ? SolutionOperations.Type.Read(s, null, w) : null
        },
        { "status", Show.Always, i => i.Status },
        { "created_time", i => GraphTime.Iso(i.CreatedAt) },
        { "updated_time", i => GraphTime.Iso(i.UpdatedAt) },
    };

    public static readonly Operation[] Table =
    [
        Operation.Read<MobilityIntent>("getOBOMobilityIntent"),
        Operation.Of<Waba>(
            "createOBOMobilityIntent",
            "POST",
            "obo_mobility_intent",
            Step,
            P.Text("solution_id").Must(),
            P.OneOf("intent_type", Steps).Must(),
            P.Text("target_solution_id"),
            P.Text("mobility_reason", 500),
            P.Text("scheduled_execution_time"),
            P.OpenObject("metadata")
        ),
        Operation.Of<Waba>(
            "setOBOMobilityIntent",
            "POST",
            "set_obo_mobility_intent",
            Set,
            P.Text("waba_id").Must(),
            P.Text("solution_id"),
            P.Text("app_id"),
            P.Text("actor_id"),
            P.Text("client_mutation_id", 255)
        ),
        Operation.Of<Waba>(
            "getInProgressOnBehalfRequests",
            "GET",
            "in_progress_onbehalf_request",
            List,
            [.. Paging.Params]
        ),
    ];

    private static Answer Step(Waba waba, Call call)
    {
        var solution = MigrationOperations.FindSolution(call, "solution_id");
        var open = Open(call.World, waba).LastOrDefault();
        return call.Input.Required("intent_type") switch
        {
            "INITIATE_TRANSFER" => Begin(waba, call, solution, open, isHandover: false),
            "REQUEST_HANDOVER" => Begin(waba, call, solution, open, isHandover: true),
            "CONFIRM_TRANSFER" => Decide(call, open, isHandover: false, agrees: true),
            "APPROVE_HANDOVER" => Decide(call, open, isHandover: true, agrees: true),
            "CANCEL_TRANSFER" => Decide(call, open, isHandover: false, agrees: false),
            _ => Decide(call, open, isHandover: true, agrees: false),
        };
    }

    private static Answer Begin(Waba waba, Call call, Solution solution, MobilityIntent? open, bool isHandover)
    {
        if (open is not null)
            throw Refusals.Invalid("A transfer of this account is already in progress.");
        var target =
            isHandover && !call.Input.Has("target_solution_id")
                ? null
                : MigrationOperations.FindSolution(call, "target_solution_id");
        var when = MigrationOperations.Future(call, "scheduled_execution_time");
        var intent = call.World.Add(
            new MobilityIntent
            {
                Id = call.World.Ids.Number(16),
                Waba = waba.Id,
                SolutionId = solution.Id,
                TargetSolutionId = target?.Id,
                IsHandover = isHandover,
                Status = when is null ? "PENDING" : "ACTIVE",
                UpdatedAt = call.Now,
                DueAt = when?.ToUnixTimeMilliseconds(),
            }
        );
        return Write(intent, when is null ? "PENDING" : "SCHEDULED");
    }

    private static Answer Decide(Call call, MobilityIntent? open, bool isHandover, bool agrees)
    {
        if (open is null)
            throw Refusals.Invalid("No transfer of this account is in progress.");
        if (open.IsHandover != isHandover)
            throw Refusals.Invalid(
                open.IsHandover
                    ? "A hand-over can only be approved or rejected."
                    : "A transfer can only be " + "confirmed or cancelled."
            );
        if (
            agrees
            && open.TargetSolutionId is { } target
            && call.World.Find<Solution>(target) is not { Status: "ACTIVE" }
        )
            throw Refusals.Invalid("The solution that the account should move to is not active.");
        open.DueAt = null;
        if (agrees)
        {
            AccountTransfer.Finish(call.World, open);
            return Write(open, "COMPLETED");
        }
        open.Status = "CANCELLED";
        open.UpdatedAt = call.Now;
        call.World.Save(open);
        return Write(open, "REJECTED");
    }

    private static Answer Write(MobilityIntent intent, string status)
    {
        var answer = new JsonObject
        {
            ["success"] = true,
            ["mobility_intent_id"] = intent.Id,
            ["status"] = status,
            ["approval_required"] = status == "PENDING",
        };
        if (intent.DueAt is { } due)
            answer["estimated_completion_time"] = GraphTime.Iso(due);
        return Answer.Ok(answer);
    }

    /// <summary>Problems are part of the answer here, not errors.</summary>
    private static Answer Set(Waba waba, Call call)
    {
        if (call.Input.Required("waba_id") != waba.Id)
            throw Refusals.Invalid("Param waba_id must be the account of the path.");
        var answer = new JsonObject { ["success"] = true };
        if (call.Input.Text("client_mutation_id") is { } mutation)
            answer["client_mutation_id"] = mutation;
        var solution = call.Input.Has("solution_id")
            ? MigrationOperations.FindSolution(call, "solution_id")
            : call.World.All<Solution>().FirstOrDefault(s => s.AdmitsApp(call.App.Id));
        var problem =
            solution is null ? "There is no solution to hand the account over to."
            : Open(call.World, waba).Any() ? "A transfer of this account is already in progress."
            : null;
        if (solution is not null && problem is null)
        {
            answer["intent_id"] = Offer(call, waba, solution).Id;
            return Answer.Ok(answer);
        }
        answer["success"] = false;
        answer["error_msg"] = problem;
        return Answer.Ok(answer);
    }

    private static MobilityIntent Offer(Call call, Waba waba, Solution solution) =>
        call.World.Add(
            new MobilityIntent
            {
                Id = call.World.Ids.Number(16),
                Waba = waba.Id,
                SolutionId = solution.Id,
                IsHandover = true,
                UpdatedAt = call.Now,
            }
        );

    private static Answer List(Waba waba, Call call) =>
        Answer.Page(Open(call.World, waba), i => i.Id, i => Write(call.World, waba, i), call, maxLimit: 100);

    private static JsonNode Write(World world, Waba waba, MobilityIntent intent)
    {
        var owner = world.Get<Business>(waba.OwnerBusinessId);
        var asking = world.Find<Business>(
            world.Find<App>(world.Find<Solution>(intent.SolutionId)?.OwnerAppId)?.BusinessId
        );
        return new JsonObject
        {
            ["id"] = intent.Id,
            ["status"] = "IN_PROGRESS",
            ["business_owned_object"] = waba.Id,
            ["receiving_business"] = new JsonObject { ["id"] = owner.Id, ["name"] = owner.Name },
            ["requesting_business"] = asking is null
                ? null
                : new JsonObject { ["id"] = asking.Id, ["name"] = asking.Name },
        };
    }

    private static IEnumerable<MobilityIntent> Open(World world, Waba waba) =>
        world.All<MobilityIntent>().Where(i => i.Waba == waba.Id && i.IsOpen);
}
