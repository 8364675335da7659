using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Groups;

/// <summary>Customers join and leave groups, and the business gets webhooks about it.</summary>
internal static class GroupRules
{
    public const int MostParticipants = 8;
    public const int MostGroups = 10_000;

    public static Group Find(World world, PhoneNumber phone, string id) =>
        world.Find<Group>(id) is { } group && group.PhoneId == phone.Id
            ? group
            : throw Refusals.Product(
                131041,
                $"The group {(id.Length > 40 ? id[..40] : id)} does not exist for this phone number."
            );

    /// <summary>A customer opens the invite link and joins, or asks to join when the group approves members.</summary>
    public static void Join(World world, Group group, string customer)
    {
        if (group.Participants.Contains(customer))
            throw Refusals.Product(131202, "The customer is already a participant.");
        if (group.JoinApprovalMode == "approval_required")
        {
            var request = new JoinRequest(world.Ids.Text(24), customer, world.Clock.Milliseconds);
            group.JoinRequests.RemoveAll(r => r.Customer == customer);
            group.JoinRequests.Add(request);
            Emit(
                world,
                group,
                "group_participants_update",
                new JsonObject
                {
                    ["type"] = "group_join_request_created",
                    ["reason"] = "invite_link",
                    ["join_request_id"] = request.Id,
                    ["wa_id"] = customer,
                }
            );
        }
        else
        {
            Admit(world, group, customer);
        }
        world.Save(group);
    }

    public static void Admit(World world, Group group, string customer)
    {
        if (group.Participants.Count >= MostParticipants)
            throw Refusals.Product(131204, $"A group has at most {MostParticipants} participants.");
        group.Participants.Add(customer);
        group.JoinRequests.RemoveAll(r => r.Customer == customer);
        Emit(
            world,
            group,
            "group_participants_update",
            new JsonObject
            {
                ["type"] = "group_participants_add",
                ["reason"] = "invite_link",
                ["added_participants"] = new JsonArray(new JsonObject { ["wa_id"] = customer, ["input"] = customer }),
            }
        );
    }

    public static void Leave(World world, Group group, string customer)
    {
        if (!group.Participants.Remove(customer))
            throw Refusals.Product(131212, "The customer is not a participant.");
        world.Save(group);
        Emit(
            world,
            group,
            "group_participants_update",
            new JsonObject
            {
                ["type"] = "group_participants_remove",
                ["initiated_by"] = "participant",
                ["removed_participants"] = new JsonArray(new JsonObject { ["wa_id"] = customer }),
            }
        );
    }

    public static void Emit(World world, Group group, string field, JsonObject news)
    {
        var phone = world.Get<PhoneNumber>(group.PhoneId);
        var entry = new JsonObject
        {
            ["timestamp"] = world.Clock.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["group_id"] = group.Id,
        };
        foreach (var (name, value) in news)
            entry[name] = value?.DeepClone();
        var frame = MessageValues.Frame(phone);
        frame["groups"] = new JsonArray(entry);
        Outbox.Emit(world, phone, field, frame, group.Id);
    }
}
