using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Solutions;

/// <summary>Multi-partner solutions: offered, accepted or rejected, and ended by agreement of both partners.</summary>
internal static class SolutionOperations
{
    public static readonly NodeType<Solution> Type = new("WhatsAppBusinessSolution")
    {
        { "name", Show.Always, s => s.Name },
        { "status", Show.Always, s => s.Status },
        { "status_for_pending_request", Show.Always, s => s.PendingRequest },
        {
            "owner_app",
            (s, w) =>
                new JsonObject { ["id"] = s.OwnerAppId, ["name"] = w.Find<App>(s.OwnerAppId)?.Name }
        },
        { "owner_permissions", s => new JsonArray([.. s.OwnerPermissions.Select(p => (JsonNode)p)]) },
    };

    public static readonly Operation[] Table =
    [
        Operation.Read<Solution>("getSolutionDetails"),
        Operation.Of<App>(
            "createWhatsAppBusinessSolution",
            "POST",
            "whatsapp_business_solution",
            Create,
            P.List("owner_permissions", P.OneOf("", "MESSAGING"), 1),
            P.Text("partner_app_id").Must(),
            P.List("partner_permissions", P.OneOf("", "MESSAGING"), 1),
            P.Text("solution_name", 75).Must()
        ),
        Operation.Of<App>(
            "getApplicationWhatsAppBusinessSolutions",
            "GET",
            "whatsapp_business_solutions",
            List,
            [.. Paging.Params, P.OneOf("role", "OWNER", "PARTNER")]
        ),
        Operation.Of<Waba>(
            "listWabaSolutions",
            "GET",
            "solutions",
            (waba, call) =>
                Answer.Page(
                    call.World.All<Solution>()
                        .Where(s =>
                            s.Status == "ACTIVE"
                            && (
                                waba.SolutionId is { } own
                                    ? s.Id == own
                                    : waba.Subscriptions.Exists(sub => s.AdmitsApp(sub.AppId))
                            )
                        ),
                    call,
                    maxLimit: 100
                ),
            [.. Paging.Params]
        ),
        Operation.Of<Solution>("getSolutionAccessToken", "GET", "access_token", Token, P.Text("business_id").Must()),
        Operation.Of<Solution>(
            "acceptWhatsAppBusinessSolution",
            "POST",
            "accept",
            Accept,
            P.Text("partner_app_id").Must(),
            P.Text("log_session_id")
        ),
        Operation.Of<Solution>(
            "rejectSolutionRequest",
            "POST",
            "reject",
            Reject,
            P.OneOf("request_type", "PARTNERSHIP_REQUEST", "DEACTIVATION_REQUEST").Must(),
            P.Text("rejection_reason", 500),
            P.Text("partner_app_id")
        ),
        Operation.Of<Solution>(
            "sendSolutionDeactivationRequest",
            "POST",
            "send_deactivation_request",
            AskToEnd,
            P.Text("reason", 500)
        ),
        Operation.Of<Solution>(
            "acceptWhatsAppBusinessSolutionDeactivationRequest",
            "POST",
            "accept_deactivation_request",
            End,
            P.Text("fields"),
            P.Any("accept_deactivation_request")
        ),
        Operation.Of<Solution>(
            "rejectSolutionDeactivationRequest",
            "POST",
            "reject_deactivation_request",
            RefuseEnd,
            P.Text("fields"),
            P.Flag("reject_deactivation_request").Must()
        ),
    ];

    private static Answer Create(App app, Call call)
    {
        var owner = call.Input.Texts("owner_permissions");
        var partner = call.Input.Texts("partner_permissions");
        if (owner.Count + partner.Count != 1)
            throw Refusals.Invalid("Exactly one of owner_permissions and partner_permissions must have MESSAGING.");
        var name = call.Input.Required("solution_name");
        if (name.Length < 2)
            throw Refusals.Invalid("Param solution_name must be 2 to 75 characters long.");
        var other = FindPartner(app, call);
        var solution = call.World.Add(
            new Solution
            {
                Id = call.World.Ids.Number(16),
                Name = name,
                OwnerAppId = app.Id,
                PartnerAppId = other.Id,
                OwnerPermissions = [.. owner],
                PartnerPermissions = [.. partner],
            }
        );
        SolutionRules.Notify(call.World, solution, "SOLUTION_CREATED");
        return Answer.Ok(new JsonObject { ["solution_id"] = solution.Id });
    }

    private static App FindPartner(App app, Call call)
    {
        var other =
            call.World.Find<App>(call.Input.Required("partner_app_id"))
            ?? throw Refusals.Invalid("Param partner_app_id must be the id of an app.");
        return other.Id != app.Id ? other : throw Refusals.Invalid("An app cannot be its own partner.");
    }

    private static Answer List(App app, Call call)
    {
        var role = call.Input.Text("role");
        return Answer.Page(
            call.World.All<Solution>()
                .Where(s =>
                    (role != "PARTNER" && s.OwnerAppId == app.Id) || (role != "OWNER" && s.PartnerAppId == app.Id)
                ),
            call,
            maxLimit: 100
        );
    }

    private static Answer Token(Solution solution, Call call)
    {
        if (solution.Status != "ACTIVE")
            throw Refusals.Invalid("The solution is not active.");
        var business =
            call.World.Find<Business>(call.Input.Text("business_id"))
            ?? throw Refusals.Invalid("Param business_id must be the id of a business portfolio.");
        var wabas = call
            .World.All<Waba>()
            .Where(w => w.OwnerBusinessId == business.Id && w.Subscriptions.Exists(s => solution.AdmitsApp(s.AppId)))
            .Select(w => w.Id)
            .ToList();
        if (wabas.Count == 0)
            throw Refusals.NoAccess();
        var token = call.World.Add(NewToken(call, business, wabas));
        return Answer.Ok(new JsonObject { ["access_token"] = token.Id, ["expires_at"] = token.ExpiresAt });
    }

    private static Token NewToken(Call call, Business business, List<string> wabas) =>
        new()
        {
            Id = OAuthOperations.NewToken(call.World),
            Kind = TokenKind.SystemUser,
            AppId = call.App.Id,
            UserId = call.Caller.UserId,
            BusinessId = business.Id,
            Scopes = [.. Scopes.Whatsapp],
            Targets = Scopes.Whatsapp.ToDictionary(s => s, _ => wabas.ToList()),
            IssuedAt = call.NowSeconds,
            ExpiresAt = call.NowSeconds + OAuthOperations.SixtyDays,
        };

    private static Answer Accept(Solution solution, Call call)
    {
        if (call.Input.Required("partner_app_id") != solution.PartnerAppId)
            throw Refusals.Invalid("Param partner_app_id must be the partner of this solution.");
        SolutionRules.CheckInvited(solution, call);
        SolutionRules.Require(solution.Status == "INITIATED", solution);
        SolutionRules.Move(call.World, solution, "ACTIVE", "NONE");
        return Answer.Ok(
            new JsonObject
            {
                ["solution_id"] = solution.Id,
                ["partner_status"] = "ACCEPTED",
                ["success"] = true,
                ["message"] = "The solution is active.",
                ["update_time"] = GraphTime.Iso(call.Now),
            }
        );
    }

    private static Answer Reject(Solution solution, Call call)
    {
        var request = call.Input.Required("request_type");
        if (request == "PARTNERSHIP_REQUEST")
        {
            SolutionRules.CheckInvited(solution, call);
            SolutionRules.Require(solution.Status == "INITIATED", solution);
            SolutionRules.Move(call.World, solution, "REJECTED", "NONE");
        }
        else
        {
            SolutionRules.RequireAsked(solution, call);
            SolutionRules.Move(call.World, solution, "ACTIVE", "NONE");
        }
        return Answer.Ok(
            new JsonObject
            {
                ["success"] = true,
                ["solution_id"] = solution.Id,
                ["rejected_request_type"] = request,
                ["rejection_timestamp"] = GraphTime.Iso(call.Now),
                ["partner_app_id"] = solution.PartnerAppId,
            }
        );
    }

    private static Answer AskToEnd(Solution solution, Call call)
    {
        SolutionRules.Require(solution is { Status: "ACTIVE", PendingRequest: "NONE" }, solution);
        solution.RequestedBy = call.App.Id;
        SolutionRules.Move(call.World, solution, "ACTIVE", "PENDING_DEACTIVATION");
        return Answer.Ok(
            new JsonObject
            {
                ["success"] = true,
                ["message"] = "The other partner was asked to end the solution.",
                ["request_id"] = call.World.Ids.Number(),
            }
        );
    }

    private static Answer End(Solution solution, Call call)
    {
        SolutionRules.RequireAsked(solution, call);
        SolutionRules.Move(call.World, solution, "DEACTIVATED", "NONE");
        return Answer.Read(solution, call);
    }

    private static Answer RefuseEnd(Solution solution, Call call)
    {
        if (call.Input.Flag("reject_deactivation_request") != true)
            throw Refusals.Invalid("Param reject_deactivation_request must be true.");
        SolutionRules.RequireAsked(solution, call);
        SolutionRules.Move(call.World, solution, "ACTIVE", "NONE");
        return Answer.Read(solution, call);
    }
}
