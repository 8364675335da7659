using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Solutions;

/// <summary>Which partner may move a solution to its next status, and the webhooks about it.</summary>
internal static class SolutionRules
{
    /// <summary>The invited partner decides on the partnership.</summary>
    public static void CheckInvited(Solution solution, Call call)
    {
        if (call.Caller.AppId != solution.PartnerAppId)
            throw Refusals.NoAccess();
    }

    /// <summary>The partner that did not ask for the end decides on it.</summary>
    public static void RequireAsked(Solution solution, Call call)
    {
        Require(solution.PendingRequest == "PENDING_DEACTIVATION", solution);
        if (call.Caller.AppId == solution.RequestedBy)
            throw Refusals.NoAccess();
    }

    public static void Require(bool possible, Solution solution)
    {
        if (!possible)
            throw Refusals.Invalid(
                $"This is not possible while the solution is {solution.Status} with {solution.PendingRequest}."
            );
    }

    public static void Move(World world, Solution solution, string status, string pending)
    {
        solution.Status = status;
        solution.PendingRequest = pending;
        if (pending == "NONE")
            solution.RequestedBy = null;
        world.Save(solution);
        Notify(world, solution, "SOLUTION_UPDATED");
    }

    public static void Notify(World world, Solution solution, string what)
    {
        foreach (var app in new[] { solution.OwnerAppId, solution.PartnerAppId }.Select(world.Find<App>).OfType<App>())
            Outbox.EmitToPartner(
                world,
                app,
                "partner_solutions",
                new JsonObject
                {
                    ["event"] = what,
                    ["solution_id"] = solution.Id,
                    ["solution_status"] =
                        solution.PendingRequest == "PENDING_DEACTIVATION" ? "PENDING_DEACTIVATION" : solution.Status,
                }
            );
    }
}
