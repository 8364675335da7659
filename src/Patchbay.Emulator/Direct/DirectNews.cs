using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Direct;

/// <summary>Events in conversations of Messenger and Instagram, and their webhooks.</summary>
internal static class DirectNews
{
    /// <summary>The fields of a Page and of an Instagram account, by the member that holds the event.</summary>
    private static readonly Dictionary<string, (string Page, string Instagram)> Fields = new(StringComparer.Ordinal)
    {
        ["message"] = ("messages", "messages"),
        ["postback"] = ("messaging_postbacks", "messaging_postbacks"),
        ["reaction"] = ("message_reactions", "message_reactions"),
        ["referral"] = ("messaging_referrals", "messaging_referral"),
        ["optin"] = ("messaging_optins", "messaging_optins"),
        ["message_edit"] = ("message_edits", "message_edit"),
    };

    public static IReadOnlyCollection<string> Kinds => Fields.Keys;

    public static DirectMessage Receive(
        World world,
        Node profile,
        string person,
        JsonObject message,
        string? name = null
    )
    {
        PersonOperations.Meet(world, profile, person, name);
        var received = world.Add(
            new DirectMessage
            {
                Id = NewMid(world),
                ProfileId = profile.Id,
                Person = person,
                Inbound = true,
                Content = message.ToJsonString(),
            }
        );
        var value = new JsonObject { ["mid"] = received.Id };
        foreach (var (member, part) in message)
            value[member] = part?.DeepClone();
        Emit(world, profile, "messages", person, fromProfile: false, new JsonObject { ["message"] = value });
        return received;
    }

    /// <summary>
    /// Records that a person taps, reacts, edits or follows a link. A tap opens the window like a message.
    /// </summary>
    public static void Happen(
        World world,
        Node profile,
        string person,
        string kind,
        JsonObject value,
        string? name = null
    )
    {
        PersonOperations.Meet(world, profile, person, name);
        if (kind is "postback" && !value.ContainsKey("mid"))
            value["mid"] = NewMid(world);
        Emit(
            world,
            profile,
            profile is InstagramAccount ? Fields[kind].Instagram : Fields[kind].Page,
            person,
            fromProfile: false,
            new JsonObject { [kind] = value }
        );
    }

    public static void Echo(World world, Node profile, DirectMessage sent)
    {
        var message = new JsonObject { ["mid"] = sent.Id, ["is_echo"] = true };
        if (profile is FacebookPage && long.TryParse(sent.AppId, out var app))
            message["app_id"] = app;
        foreach (var (name, part) in JsonNode.Parse(sent.Content)!.AsObject())
            if (name is "text" or "metadata")
                message[name] = part?.DeepClone();
            else if (name == "attachment")
                message["attachments"] = new JsonArray(part?.DeepClone());
        Emit(
            world,
            profile,
            "message_echoes",
            sent.Person,
            fromProfile: true,
            new JsonObject { ["message"] = message }
        );
    }

    /// <summary>Marks a message as delivered in the first step and as read in the second.</summary>
    public static void Climb(World world, DirectMessage message)
    {
        if (!world.TryFind(message.ProfileId, out var profile))
            return;
        var isInstagram = profile is InstagramAccount;
        message.Status = message.Status == "sent" ? "delivered" : "read";
        if (message.Status == "delivered" && !isInstagram)
            Emit(world, profile, "message_deliveries", message.Person, fromProfile: false, Delivered(world, message));
        else if (message.Status == "read")
            Emit(
                world,
                profile,
                isInstagram ? "messaging_seen" : "message_reads",
                message.Person,
                fromProfile: false,
                Seen(world, message, isInstagram)
            );
        // Send the webhook before saving, because without a delay saving takes the next step at once.
        if (message.Status == "delivered" && world.Options is { AutoRead: true, StatusDelay: { } delay })
            message.DueAt = world.Clock.Milliseconds + (long)delay.TotalMilliseconds;
        world.Save(message);
    }

    private static JsonObject Delivered(World world, DirectMessage message) =>
        new()
        {
            ["delivery"] = new JsonObject
            {
                ["mids"] = new JsonArray(message.Id),
                ["watermark"] = world.Clock.Milliseconds,
            },
        };

    /// <summary>
    /// Instagram names the seen message; Messenger names the time up to which all messages were read.
    /// </summary>
    private static JsonObject Seen(World world, DirectMessage message, bool isInstagram) =>
        new()
        {
            ["read"] = isInstagram
                ? new JsonObject { ["mid"] = message.Id }
                : new JsonObject { ["watermark"] = world.Clock.Milliseconds },
        };

    public static string NewMid(World world) => "m_" + world.Ids.Text(60);

    /// <summary>Sends an event that is not part of a conversation, such as a comment.</summary>
    public static void EmitChange(World world, Node profile, string field, JsonObject value) =>
        Queue(
            world,
            profile,
            field,
            value["id"]?.ToString() ?? "",
            () =>
                new JsonObject
                {
                    ["id"] = profile.Id,
                    ["time"] = world.Clock.Seconds,
                    ["changes"] = new JsonArray(new JsonObject { ["field"] = field, ["value"] = value.DeepClone() }),
                }
        );

    private static void Emit(
        World world,
        Node profile,
        string field,
        string person,
        bool fromProfile,
        JsonObject what
    ) =>
        Queue(
            world,
            profile,
            field,
            person,
            () =>
            {
                var entry = new JsonObject
                {
                    ["sender"] = new JsonObject { ["id"] = fromProfile ? profile.Id : person },
                    ["recipient"] = new JsonObject { ["id"] = fromProfile ? person : profile.Id },
                    ["timestamp"] = world.Clock.Milliseconds,
                };
                foreach (var (name, part) in what)
                    entry[name] = part?.DeepClone();
                return new JsonObject
                {
                    ["time"] = world.Clock.Milliseconds,
                    ["id"] = profile.Id,
                    ["messaging"] = new JsonArray(entry),
                };
            }
        );

    /// <summary>Sends to every app that subscribed to the field for the object type and for this profile.</summary>
    private static void Queue(World world, Node profile, string field, string order, Func<JsonObject> write)
    {
        var (kind, subscribers) = profile switch
        {
            FacebookPage page => ("page", page.SubscribedApps),
            InstagramAccount account => ("instagram", account.SubscribedApps),
            _ => throw new InvalidOperationException("Only Pages and Instagram accounts have conversations."),
        };
        // Instagram has no echo field of its own: echoes come with the messages.
        var subscribed = kind == "instagram" && field == "message_echoes" ? "messages" : field;
        foreach (var (appId, fields) in subscribers)
            if (
                fields.Contains(subscribed)
                && world.Find<App>(appId) is { } app
                && Outbox.Subscribed(app, kind, subscribed) is { } appLevel
            )
                Outbox.Queue(
                    world,
                    app,
                    appLevel.CallbackUrl,
                    field,
                    new JsonObject { ["object"] = kind, ["entry"] = new JsonArray(write()) },
                    $"{profile.Id}:{order}"
                );
    }
}
