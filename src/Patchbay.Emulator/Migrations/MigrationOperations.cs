using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Solutions;

namespace Patchbay.Emulator.Migrations;

/// <summary>Moves accounts between solutions: request, then confirm, cancel or wait.</summary>
internal static class MigrationOperations
{
    public static readonly NodeType<MigrationIntent> Type = new("WhatsAppBusinessSolutionMigrationIntent")
    {
        { "status", Show.Always, i => i.Status },
    };

    public static readonly Operation[] Table =
    [
        Operation.Read<MigrationIntent>("getMigrationIntentDetails"),
        Operation.Of<Waba>(
            "setSolutionMigrationIntent",
            "POST",
            "set_solution_migration_intent",
            Migrate,
            P.Text("solution_id").Must(),
            P.OneOf(
                    "migration_intent",
                    "INITIATE_MIGRATION",
                    "CANCEL_MIGRATION",
                    "CONFIRM_MIGRATION",
                    "SCHEDULE_MIGRATION"
                )
                .Must(),
            P.Text("target_solution_id"),
            P.Text("migration_reason", 500),
            P.Text("scheduled_migration_time")
        ),
    ];

    private static Answer Migrate(Waba waba, Call call)
    {
        var source = FindSolution(call, "solution_id");
        var open = call.World.All<MigrationIntent>().LastOrDefault(i => i.Waba == waba.Id && i.IsOpen);
        return call.Input.Required("migration_intent") switch
        {
            "INITIATE_MIGRATION" => Begin(waba, call, source, open, null),
            "SCHEDULE_MIGRATION" => Begin(
                waba,
                call,
                source,
                open,
                Future(call, "scheduled_migration_time") ?? throw Refusals.Missing("scheduled_migration_time")
            ),
            "CONFIRM_MIGRATION" => Confirm(call, open),
            _ => Cancel(call, open),
        };
    }

    private static Answer Begin(Waba waba, Call call, Solution source, MigrationIntent? open, DateTimeOffset? when)
    {
        if (open is not null)
            throw Refusals.Invalid("A migration of this account is already in progress.");
        var target = FindSolution(call, "target_solution_id");
        if (target.Id == source.Id)
            throw Refusals.Invalid("Param target_solution_id must be another solution.");
        var intent = call.World.Add(
            new MigrationIntent
            {
                Id = call.World.Ids.Number(16),
                Waba = waba.Id,
                SolutionId = source.Id,
                TargetSolutionId = target.Id,
                Status = when is null ? "INITIATED" : "ACCEPTED",
                DueAt = when?.ToUnixTimeMilliseconds(),
            }
        );
        return Write(intent, when is null ? "PENDING" : "SCHEDULED");
    }

    private static Answer Confirm(Call call, MigrationIntent? open)
    {
        if (open is null)
            throw NothingOpen();
        if (call.World.Find<Solution>(open.TargetSolutionId) is not { Status: "ACTIVE" })
            throw Refusals.Invalid("The solution that the account should move to is not active.");
        open.DueAt = null;
        AccountTransfer.Finish(call.World, open);
        return Write(open, "APPROVED");
    }

    private static Answer Cancel(Call call, MigrationIntent? open)
    {
        if (open is null)
            throw NothingOpen();
        open.DueAt = null;
        open.Status = "REJECTED";
        call.World.Save(open);
        return Write(open, "REJECTED");
    }

    private static Answer Write(MigrationIntent intent, string status)
    {
        var answer = new JsonObject
        {
            ["success"] = true,
            ["migration_intent_id"] = intent.Id,
            ["status"] = status,
        };
        if (intent.DueAt is { } due)
            answer["estimated_completion_time"] = GraphTime.Iso(due);
        return Answer.Ok(answer);
    }

    private static GraphRefusal NothingOpen() => Refusals.Invalid("No migration of this account is in progress.");

    public static Solution FindSolution(Call call, string parameter) =>
        call.World.Find<Solution>(call.Input.Required(parameter))
        ?? throw Refusals.Invalid($"Param {parameter} must be the id of a solution.");

    /// <summary>Returns the time of the move, or null when the request names no time.</summary>
    public static DateTimeOffset? Future(Call call, string name)
    {
        if (call.Input.Text(name) is not { } text)
            return null;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            throw Refusals.Invalid($"Param {name} must be an ISO 8601 time.");
        return time > call.World.Clock.Now
            ? time
            : throw Refusals.Invalid($"Param {name} must be a time in the future.");
    }
}
