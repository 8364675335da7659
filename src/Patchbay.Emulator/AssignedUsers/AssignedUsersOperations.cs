using System.Text.Json.Nodes;
using Patchbay.Emulator.Activities;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.AssignedUsers;

/// <summary>Users of an account and their tasks.</summary>
internal static class AssignedUsersOperations
{
    private static readonly string[] Tasks =
    [
        "MANAGE",
        "DEVELOP",
        "MANAGE_TEMPLATES",
        "MANAGE_PHONE",
        "VIEW_COST",
        "MANAGE_EXTENSIONS",
        "VIEW_PHONE_ASSETS",
        "MANAGE_PHONE_ASSETS",
        "VIEW_TEMPLATES",
        "VIEW_INSIGHTS",
        "RECEIVE_INCOMING_MESSAGES",
        "MANAGE_BILLING",
        "MANAGE_USERS",
        "MESSAGING",
        "FULL_CONTROL",
    ];

    public static readonly Operation[] Table =
    [
        Operation.Of<Waba>(
            "getAssignedUsers",
            "GET",
            "assigned_users",
            List,
            [.. Paging.Params, P.Text("business").Must()]
        ),
        Operation.Of<Waba>(
            "addAssignedUser",
            "POST",
            "assigned_users",
            Add,
            P.Text("user").Must(),
            P.List("tasks", P.OneOf("", Tasks), 16).Must()
        ),
        Operation.Of<Waba>("removeAssignedUser", "DELETE", "assigned_users", Remove, P.Text("user").Must()),
        Operation.Of<User>(
            "getAssignedWhatsAppBusinessAccounts",
            "GET",
            "assigned_whatsapp_business_accounts",
            ListAccounts,
            [.. Paging.Params]
        ),
    ];

    private static Answer List(Waba waba, Call call)
    {
        var business =
            call.World.Find<Business>(call.Input.Text("business"))
            ?? throw Refusals.Invalid("Param business must be the id of a business portfolio.");
        var users = call
            .World.All<Assignment>()
            .Where(a => a.Waba == waba.Id)
            .Select(a => call.World.Find<User>(a.UserId))
            .OfType<User>()
            .Where(u => u.Businesses.Contains(business.Id))
            .ToList();
        var page = Paging.Page(users, u => u.Id, u => Write(u, business), call, 25, 100);
        page["summary"] = new JsonObject { ["total_count"] = users.Count };
        return Answer.Ok(page);
    }

    private static JsonObject Write(User user, Business business) =>
        new()
        {
            ["id"] = user.Id,
            ["name"] = user.Name,
            ["business"] = new JsonObject { ["id"] = business.Id, ["name"] = business.Name },
            ["user_type"] = user.IsSystem ? "SYSTEM_USER" : "BUSINESS_USER",
        };

    private static Answer Add(Waba waba, Call call)
    {
        var user = Find(call);
        var tasks = call.Input.Texts("tasks").Distinct().ToList();
        var id = Assignment.IdOf(waba.Id, user.Id);
        var known = call.World.Find<Assignment>(id);
        if (known is null)
        {
            call.World.Add(
                new Assignment
                {
                    Id = id,
                    Waba = waba.Id,
                    UserId = user.Id,
                    Tasks = tasks,
                }
            );
        }
        else
        {
            known.Tasks = tasks;
            call.World.Save(known);
        }
        ActivityOperations.Record(
            call,
            waba.Id,
            known is null ? "USER_ADDED" : "USER_ROLE_CHANGED",
            $"{user.Name}: {string.Join(", ", tasks)}"
        );
        return Answer.Success();
    }

    private static Answer Remove(Waba waba, Call call)
    {
        var user = Find(call);
        if (call.World.Find<Assignment>(Assignment.IdOf(waba.Id, user.Id)) is not { } assignment)
            throw Refusals.Invalid("The user is not assigned to this account.");
        call.World.Remove(assignment);
        ActivityOperations.Record(call, waba.Id, "USER_REMOVED", user.Name);
        return Answer.Success();
    }

    private static Answer ListAccounts(User user, Call call)
    {
        var assigned = call
            .World.All<Assignment>()
            .Where(a =>
                a.UserId == user.Id && AccessRules.ReachesWaba(call.World, call.Caller, Scopes.Management, a.Waba)
            );
        return Answer.Page(assigned, a => a.Waba, a => Write(a, call.World), call, maxLimit: 100);
    }

    private static JsonObject Write(Assignment assignment, World world)
    {
        var waba = world.Get<Waba>(assignment.Waba);
        return new JsonObject
        {
            ["id"] = waba.Id,
            ["name"] = waba.Name,
            ["status"] = "ACTIVE",
            ["assignment_date"] = GraphTime.Iso(assignment.CreatedAt),
            ["permissions"] = new JsonArray([.. assignment.Tasks.Select(t => (JsonNode)t)]),
            ["business_id"] = waba.OwnerBusinessId,
            ["phone_numbers"] = new JsonArray([
                .. PhoneRules
                    .Of(world, waba)
                    .Select(p =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["id"] = p.Id,
                                ["display_phone_number"] = PhoneFormat.Display(p.Digits),
                                ["verified_name"] = p.VerifiedName,
                                ["quality_rating"] = p.QualityRating,
                            }
                    ),
            ]),
        };
    }

    private static User Find(Call call) =>
        call.World.Find<User>(call.Input.Text("user"))
        ?? throw Refusals.Invalid("Param user must be the id of a user of a business.");
}
