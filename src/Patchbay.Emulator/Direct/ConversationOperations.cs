using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Direct;

/// <summary>The conversations of a Page or an Instagram account, newest first.</summary>
internal static class ConversationOperations
{
    /// <summary>Only the newest messages of a conversation come with their content.</summary>
    private const int MessagesShown = 20;

    private static readonly Param[] Params =
    [
        .. Paging.Params,
        P.OneOf("platform", "messenger", "instagram"),
        P.Text("user_id"),
        P.OneOf("folder", "inbox", "page_done", "other", "pending", "spam"),
    ];

    public static readonly Operation[] Table =
    [
        Operation.Of<FacebookPage>("listPageConversations", "GET", "conversations", OfPage, Params) with
        {
            Scope = null,
        },
        Operation.Of<InstagramAccount>("listInstagramConversations", "GET", "conversations", List, Params) with
        {
            Scope = null,
        },
    ];

    private static Answer OfPage(FacebookPage page, Call call)
    {
        if (call.Input.Text("platform") != "instagram")
            return List(page, call);
        return call.World.Find<InstagramAccount>(page.InstagramAccountId) is { } account
            ? List(account, call)
            : throw Refusals.Invalid("The Page has no Instagram account.");
    }

    private static Answer List(Node profile, Call call)
    {
        DirectAccess.CheckMessaging(call, profile);
        DirectLimits.CountConversations(call, profile);
        // Every message is in the inbox; the other folders are empty.
        var conversations = call.Input.Text("folder") is null or "inbox" ? Conversations(call, profile) : [];
        return Answer.Ok(Paging.Page(conversations, c => c.Id, c => Write(c, call), call, 25, 500));
    }

    /// <summary>Returns the conversations of a profile, the latest first.</summary>
    private static List<Conversation> Conversations(Call call, Node profile)
    {
        var person = call.Input.Text("user_id");
        return call
            .World.All<DirectMessage>()
            .Where(m => m.ProfileId == profile.Id && (person is null || m.Person == person))
            .GroupBy(m => m.Person)
            .Select(g => new Conversation(
                IdOf(profile.Id, g.Key),
                profile,
                g.Key,
                [.. g.OrderByDescending(m => m.CreatedAt)]
            ))
            .OrderByDescending(c => c.Messages[0].CreatedAt)
            .ToList();
    }

    private static JsonNode Write(Conversation conversation, Call call)
    {
        var fields = call.Fields ?? FieldSet.Parse("id,updated_time");
        var answer = new JsonObject();
        foreach (var field in fields.Fields)
            answer[field.Name] = field.Name switch
            {
                "id" => conversation.Id,
                "updated_time" => GraphTime.Iso(conversation.Messages[0].CreatedAt),
                "link" => $"/emulator/inbox/{conversation.Id}",
                "message_count" => conversation.Messages.Count,
                "unread_count" => 0,
                "can_reply" => true,
                "participants" => new JsonObject
                {
                    ["data"] = new JsonArray(
                        Participant(call.World, conversation.Profile, conversation.Person),
                        Self(conversation.Profile)
                    ),
                },
                "messages" => Messages(conversation, call.World, field.Inner),
                _ => throw Refusals.UnknownField(field.Name, "UnifiedThread"),
            };
        answer["id"] = conversation.Id;
        return answer;
    }

    private static JsonObject Messages(Conversation conversation, World world, FieldSet? fields) =>
        new()
        {
            ["data"] = new JsonArray([
                .. conversation.Messages.Select(
                    (m, index) =>
                        (JsonNode)Write(
                            m,
                            conversation,
                            world,
                            index < MessagesShown
                                ? fields ?? FieldSet.Parse("id,created_time")
                                : FieldSet.Parse("id,created_time")
                        )
                ),
            ]),
        };

    private static JsonObject Write(DirectMessage message, Conversation conversation, World world, FieldSet fields)
    {
        var answer = new JsonObject();
        foreach (var field in fields.Fields)
            if (field.Name is not "id")
                answer[field.Name] = Of(message, conversation, world, field.Name);
        answer["id"] = message.Id;
        return answer;
    }

    private static JsonNode? Of(DirectMessage message, Conversation conversation, World world, string field)
    {
        var person = Participant(world, conversation.Profile, conversation.Person);
        var self = Self(conversation.Profile);
        return field switch
        {
            "created_time" => GraphTime.Iso(message.CreatedAt),
            "message" => (string?)JsonNode.Parse(message.Content)?["text"] ?? "",
            "from" => message.Inbound ? person : self,
            "to" => new JsonObject { ["data"] = new JsonArray(message.Inbound ? self : person) },
            "attachments" => JsonNode.Parse(message.Content)?["attachment"] is { } attachment
                ? new JsonObject { ["data"] = new JsonArray(attachment.DeepClone()) }
                : null,
            _ => throw Refusals.UnknownField(field, "UnifiedMessage"),
        };
    }

    private static JsonObject Participant(World world, Node profile, string id) =>
        profile is InstagramAccount
            ? new JsonObject
            {
                ["username"] = world.Find<InstagramPerson>(id) is { } person ? PersonOperations.UsernameOf(person) : id,
                ["id"] = id,
            }
            : new JsonObject
            {
                ["name"] = world.Find<MessengerPerson>(id)?.Name ?? id,
                ["email"] = $"{id}@facebook.com",
                ["id"] = id,
            };

    private static JsonObject Self(Node profile) =>
        profile is InstagramAccount account
            ? new JsonObject { ["username"] = account.Username, ["id"] = account.Id }
            : new JsonObject
            {
                ["name"] = ((FacebookPage)profile).Name,
                ["email"] = $"{profile.Id}@facebook.com",
                ["id"] = profile.Id,
            };

    private static string IdOf(string profile, string person) =>
        "t_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{profile}:{person}")).AsSpan(0, 12));

    private sealed record Conversation(string Id, Node Profile, string Person, List<DirectMessage> Messages);
}
