using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Groups;

/// <summary>The requests of customers to join a group.</summary>
internal static class JoinRequestOperations
{
    private static readonly Param[] Params = [P.Product, P.Texts("join_requests", 100).Must()];

    public static readonly Operation[] Table =
    [
        Operation.Of<Group>(
            "getJoinRequests",
            "GET",
            "join_requests",
            (group, call) => Answer.Page(group.JoinRequests, r => r.Id, Write, call),
            [.. Paging.Params]
        ) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<Group>(
            "approveJoinRequests",
            "POST",
            "join_requests",
            (group, call) => Decide(group, call, "approved_join_requests", approve: true),
            Params
        ) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<Group>(
            "rejectJoinRequests",
            "DELETE",
            "join_requests",
            (group, call) => Decide(group, call, "rejected_join_requests", approve: false),
            Params
        ) with
        {
            Scope = Scopes.Messaging,
        },
    ];

    private static JsonNode Write(JoinRequest request) =>
        new JsonObject
        {
            ["join_request_id"] = request.Id,
            ["wa_id"] = request.Customer,
            ["creation_timestamp"] = request.At / 1000,
        };

    private static Answer Decide(Group group, Call call, string done, bool approve)
    {
        JsonArray decided = [],
            failed = [];
        foreach (var id in call.Input.Texts("join_requests"))
        {
            if (Problem(group, id, approve) is { } code)
            {
                failed.Add(
                    new JsonObject { ["join_request_id"] = id, ["errors"] = new JsonArray(MessageValues.Error(code)) }
                );
                continue;
            }
            Decide(call.World, group, id, approve);
            decided.Add((JsonNode)id);
        }
        call.World.Save(group);
        var answer = new JsonObject { ["messaging_product"] = "whatsapp", [done] = decided };
        if (failed.Count > 0)
        {
            answer["failed_join_requests"] = failed;
            answer["errors"] = new JsonArray(MessageValues.Error(131201));
        }
        return new Answer(failed.Count > 0 ? 206 : 200, answer);
    }

    private static void Decide(World world, Group group, string id, bool approve)
    {
        var request = group.JoinRequests.First(r => r.Id == id);
        group.JoinRequests.Remove(request);
        if (approve)
            GroupRules.Admit(world, group, request.Customer);
    }

    /// <summary>Returns Meta's code for a request that cannot be decided, or null when it can.</summary>
    private static int? Problem(Group group, string id, bool approve) =>
        !group.JoinRequests.Exists(r => r.Id == id) ? 131213
        : approve && group.Participants.Count >= GroupRules.MostParticipants ? 131204
        : null;
}
