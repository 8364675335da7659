using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Groups;

/// <summary>Groups: create, read, change, delete, and manage participants.</summary>
internal static class GroupOperations
{
    private static readonly Param Participants = P.List("participants", P.Object("", P.Text("user").Must()), 8).Must();

    public static readonly NodeType<Group> Type = new("WhatsAppGroup")
    {
        { "messaging_product", Show.Always, _ => "whatsapp" },
        { "subject", g => g.Subject },
        { "description", g => g.Description },
        { "join_approval_mode", g => g.JoinApprovalMode },
        { "suspended", g => g.Suspended },
        { "creation_timestamp", g => g.CreatedAt / 1000 },
        {
            "participants",
            g => new JsonArray([.. g.Participants.Select(p => (JsonNode)new JsonObject { ["wa_id"] = p })])
        },
        { "total_participant_count", g => g.Participants.Count },
    };

    public static readonly Operation[] Table =
    [
        Operation.Read<Group>("getGroupInfo", Scopes.Messaging),
        Operation.Of<PhoneNumber>("getActiveGroups", "GET", "groups", List, [.. Paging.Params]) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<PhoneNumber>(
            "createGroup",
            "POST",
            "groups",
            Create,
            P.Product,
            P.Text("subject", 128).Must(),
            P.Text("description", 2048),
            P.OneOf("join_approval_mode", "approval_required", "auto_approve")
        ) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<Group>(
            "updateGroupSettings",
            "POST",
            "",
            Update,
            P.Product with
            {
                Required = false,
            },
            P.Text("subject", 128),
            P.Text("description", 2048),
            P.Text("profile_picture_file")
        ) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<Group>("deleteGroup", "DELETE", "", Delete, P.Text("messaging_product")) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<Group>("createGroupInviteLink", "POST", "invite_link", NewLink, P.Product) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<Group>("deleteGroupInviteLink", "DELETE", "invite_link", RevokeLink, P.Product) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<Group>("addGroupParticipants", "POST", "participants", Invite, P.Product, Participants) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<Group>("removeGroupParticipants", "DELETE", "participants", Expel, P.Product, Participants) with
        {
            Scope = Scopes.Messaging,
        },
    ];

    private static Answer List(PhoneNumber phone, Call call)
    {
        var page = Paging.Page(
            call.World.All<Group>().Where(g => g.PhoneId == phone.Id).ToList(),
            g => g.Id,
            g => new JsonObject
            {
                ["id"] = g.Id,
                ["subject"] = g.Subject,
                ["created_at"] = (g.CreatedAt / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
            call,
            25,
            1024
        );
        // Meta nests the list of groups one level deeper than other lists.
        page["data"] = new JsonObject { ["groups"] = page["data"]!.DeepClone() };
        return Answer.Ok(page);
    }

    private static Answer Create(PhoneNumber phone, Call call)
    {
        if (!phone.Registered)
            throw Refusals.Product(133010, "The phone number is not registered on the platform.");
        if (call.World.All<Group>().Count(g => g.PhoneId == phone.Id) >= GroupRules.MostGroups)
            throw Refusals.Product(131211, $"A phone number can have at most {GroupRules.MostGroups} groups.");
        var group = call.World.Add(
            new Group
            {
                Id = "Y2FwaV9ncm91cDo" + call.World.Ids.Text(24),
                PhoneId = phone.Id,
                Waba = phone.Waba,
                Subject = call.Input.Required("subject"),
                Description = call.Input.Text("description"),
                JoinApprovalMode = call.Input.Text("join_approval_mode") ?? "auto_approve",
                InviteCode = call.World.Ids.Text(22),
            }
        );
        var request = call.World.Ids.Text(24);
        GroupRules.Emit(call.World, group, "group_lifecycle_update", Created(group, request));
        return Accepted(request);
    }

    private static JsonObject Created(Group group, string request)
    {
        var news = new JsonObject
        {
            ["type"] = "group_create",
            ["request_id"] = request,
            ["subject"] = group.Subject,
            ["invite_link"] = group.InviteLink,
            ["join_approval_mode"] = group.JoinApprovalMode,
        };
        if (group.Description is not null)
            news["description"] = group.Description;
        return news;
    }

    private static Answer Update(Group group, Call call)
    {
        var input = call.Input;
        if (
            !input.Has("subject")
            && !input.Has("description")
            && input.File is null
            && !input.Has("profile_picture_file")
        )
            throw Refusals.Missing("subject");
        if (input.Text("subject") is { Length: 0 })
            throw Refusals.Invalid("Param subject must not be empty.");
        var request = call.World.Ids.Text(24);
        var news = new JsonObject { ["type"] = "group_settings_update", ["request_id"] = request };
        Change(group, input, news);
        call.World.Save(group);
        GroupRules.Emit(call.World, group, "group_settings_update", news);
        return Accepted(request);
    }

    /// <summary>Changes the given settings, and adds each change to the webhook.</summary>
    private static void Change(Group group, Input input, JsonObject news)
    {
        if (input.Text("subject") is { } subject)
        {
            group.Subject = subject;
            news["group_subject"] = new JsonObject { ["text"] = subject, ["update_successful"] = true };
        }
        if (input.Text("description") is { } description)
        {
            group.Description = description;
            news["group_description"] = new JsonObject { ["text"] = description, ["update_successful"] = true };
        }
        if (input.File is { } file)
            news["profile_picture"] = new JsonObject
            {
                ["mime_type"] = file.ContentType,
                ["sha256"] = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(file.Content)),
                ["update_successful"] = true,
            };
    }

    private static Answer Delete(Group group, Call call)
    {
        GroupRules.Emit(
            call.World,
            group,
            "group_lifecycle_update",
            new JsonObject { ["type"] = "group_delete", ["request_id"] = call.World.Ids.Text(24) }
        );
        call.World.Remove(group);
        return Answer.Success();
    }

    private static Answer NewLink(Group group, Call call)
    {
        group.InviteCode = call.World.Ids.Text(22);
        call.World.Save(group);
        return Answer.Ok(new JsonObject { ["messaging_product"] = "whatsapp", ["invite_link"] = group.InviteLink });
    }

    private static Answer RevokeLink(Group group, Call call)
    {
        group.InviteCode = call.World.Ids.Text(22);
        call.World.Save(group);
        return Answer.Ok(new JsonObject { ["messaging_product"] = "whatsapp", ["success"] = "true" });
    }

    /// <summary>Customers are invited to a group. The emulator's customers accept at once.</summary>
    private static Answer Invite(Group group, Call call)
    {
        var customers = Users(group, call);
        if (customers.Find(group.Participants.Contains) is not null)
            throw Refusals.Product(131202, "A customer is already a participant.");
        if (group.Participants.Count + customers.Count > GroupRules.MostParticipants)
            throw Refusals.Product(131204, $"A group has at most {GroupRules.MostParticipants} participants.");
        customers.ForEach(customer => GroupRules.Admit(call.World, group, customer));
        call.World.Save(group);
        return Accepted(call.World.Ids.Text(24));
    }

    private static Answer Expel(Group group, Call call)
    {
        var customers = Users(group, call);
        var present = customers.FindAll(group.Participants.Contains);
        if (present.Count == 0)
            throw Refusals.Product(131212, "None of the customers is a participant.");
        group.Participants.RemoveAll(present.Contains);
        call.World.Save(group);
        var request = call.World.Ids.Text(24);
        var news = new JsonObject
        {
            ["type"] = "group_participants_remove",
            ["request_id"] = request,
            ["initiated_by"] = "business",
            ["removed_participants"] = new JsonArray([.. present.Select(Participant)]),
        };
        var absent = customers.Except(present).ToList();
        if (absent.Count > 0)
            news["failed_participants"] = new JsonArray([.. absent.Select(NotAParticipant)]);
        GroupRules.Emit(call.World, group, "group_participants_update", news);
        return Accepted(request);
    }

    private static JsonNode Participant(string customer) => new JsonObject { ["input"] = customer };

    private static JsonNode NotAParticipant(string customer) =>
        new JsonObject { ["input"] = customer, ["errors"] = new JsonArray(MessageValues.Error(131212)) };

    private static List<string> Users(Group group, Call call)
    {
        var home = PhoneFormat.DialCode(call.World.Get<PhoneNumber>(group.PhoneId).Digits);
        var users = call
            .Input.Element("participants")!
            .Value.EnumerateArray()
            .Select(p =>
                NumberSpelling.WaId(
                    call.World,
                    PhoneFormat.Parse(p.TextOf("user")!, home)
                        ?? throw Refusals.Product(131009, "A participant is not a phone number.")
                )
            )
            .ToList();
        return users.Distinct().Count() == users.Count
            ? users
            : throw Refusals.Product(131202, "A participant is named twice.");
    }

    private static Answer Accepted(string request) =>
        Answer.Ok(new JsonObject { ["messaging_product"] = "whatsapp", ["request_id"] = request });
}
