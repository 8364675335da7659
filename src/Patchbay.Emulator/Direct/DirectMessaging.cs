using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Direct;

/// <summary>Messages to and from people on Messenger and Instagram, and the webhooks about them.</summary>
internal static class DirectMessaging
{
    private static readonly long Window = (long)TimeSpan.FromHours(24).TotalMilliseconds;
    private static readonly long AgentWindow = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    public static readonly Param[] SendParams =
    [
        P.Object("recipient", P.Text("id"), P.Text("comment_id"), P.Text("user_ref"), P.Text("post_id"), P.Text("notification_messages_token")).Must(),
        P.OneOf("messaging_type", "RESPONSE", "UPDATE", "MESSAGE_TAG"), P.Text("tag"), P.OneOf("notification_type", "REGULAR", "SILENT_PUSH", "NO_PUSH"), P.Object("reply_to", P.Text("mid").Must()),
        P.Object("message", P.Text("text", 2000), P.Object("attachment", P.OneOf("type", "image", "audio", "video", "file", "template", "like_heart", "MEDIA_SHARE").Must(), P.OpenObject("payload")),
            P.List("attachments", P.OpenObject(""), 30), P.List("quick_replies", P.OpenObject(""), 13), P.Text("metadata", 1000)),
        P.OneOf("sender_action", "typing_on", "typing_off", "mark_seen", "react", "unreact"), P.OpenObject("payload"),
    ];

    public static Answer Send(Node profile, Call call)
    {
        var isInstagram = profile is InstagramAccount;
        DirectAccess.Check(call, profile, isInstagram ? "instagram_manage_messages" : "pages_messaging", "instagram_business_manage_messages");
        var person = call.Input.Element("recipient")?.TextOf("id") ?? throw Refusals.Missing("recipient['id']");
        var last = LastInbound(call.World, profile.Id, person);
        if (last == 0) throw Refuse(isInstagram, 100, 2018001, "(#100) No matching user found");
        if (call.Input.Has("sender_action")) return Answer.Ok(new JsonObject { ["recipient_id"] = person });
        CheckWindow(call, isInstagram, last);
        var message = call.Input.Element("message") ?? throw Refusals.Missing("message");
        CheckMessage(message, isInstagram);
        var sent = call.World.Add(new DirectMessage
        {
            Id = NewMid(call.World), ProfileId = profile.Id, Person = person, Content = message.GetRawText(), AppId = call.Token!.AppId,
            DueAt = call.World.Options.StatusDelay is { } delay ? call.Now + (long)delay.TotalMilliseconds : null,
        });
        Emit(call.World, profile, "message_echoes", person, fromProfile: true, Echo(sent, isInstagram));
        return Answer.Ok(new JsonObject { ["recipient_id"] = person, ["message_id"] = sent.Id });
    }

    public static DirectMessage Receive(World world, Node profile, string person, JsonObject message)
    {
        var received = world.Add(new DirectMessage { Id = NewMid(world), ProfileId = profile.Id, Person = person, Inbound = true, Content = message.ToJsonString() });
        var value = new JsonObject { ["mid"] = received.Id };
        foreach (var (name, part) in message) value[name] = part?.DeepClone();
        Emit(world, profile, "messages", person, fromProfile: false, new JsonObject { ["message"] = value });
        return received;
    }

    /// <summary>Delivered after one step, read after the next.</summary>
    public static void Climb(World world, DirectMessage message)
    {
        if (!world.TryFind(message.ProfileId, out var profile)) return;
        var isInstagram = profile is InstagramAccount;
        message.Status = message.Status == "sent" ? "delivered" : "read";
        if (message.Status == "delivered" && world.Options is { AutoRead: true, StatusDelay: { } delay }) message.DueAt = world.Clock.Milliseconds + (long)delay.TotalMilliseconds;
        world.Save(message);
        if (message.Status == "delivered" && !isInstagram)
            Emit(world, profile, "message_deliveries", message.Person, false, new JsonObject { ["delivery"] = new JsonObject { ["mids"] = new JsonArray(message.Id), ["watermark"] = world.Clock.Milliseconds } });
        else if (message.Status == "read")
            Emit(world, profile, isInstagram ? "messaging_seen" : "message_reads", message.Person, false,
                new JsonObject { ["read"] = isInstagram ? new JsonObject { ["mid"] = message.Id } : new JsonObject { ["watermark"] = world.Clock.Milliseconds } });
    }

    private static void Emit(World world, Node profile, string field, string person, bool fromProfile, JsonObject what)
    {
        var (kind, subscribers) = profile switch
        {
            FacebookPage page => ("page", page.SubscribedApps),
            InstagramAccount account => ("instagram", account.SubscribedApps),
            _ => throw new InvalidOperationException("Only Pages and Instagram accounts have conversations."),
        };
        foreach (var (appId, fields) in subscribers)
        {
            // Instagram has no echo field of its own: echoes come with the messages.
            var subscribed = kind == "instagram" && field == "message_echoes" ? "messages" : field;
            if (!fields.Contains(subscribed) || world.Find<App>(appId) is not { } app || Outbox.Subscribed(app, kind, subscribed) is not { } appLevel) continue;
            var entry = new JsonObject
            {
                ["sender"] = new JsonObject { ["id"] = fromProfile ? profile.Id : person }, ["recipient"] = new JsonObject { ["id"] = fromProfile ? person : profile.Id }, ["timestamp"] = world.Clock.Milliseconds,
            };
            foreach (var (name, part) in what) entry[name] = part?.DeepClone();
            var body = new JsonObject { ["object"] = kind, ["entry"] = new JsonArray(new JsonObject { ["time"] = world.Clock.Milliseconds, ["id"] = profile.Id, ["messaging"] = new JsonArray(entry) }) };
            Outbox.Queue(world, app, appLevel.CallbackUrl, field, body, $"{profile.Id}:{person}");
        }
    }

    private static JsonObject Echo(DirectMessage sent, bool isInstagram)
    {
        var message = new JsonObject { ["mid"] = sent.Id, ["is_echo"] = true };
        if (!isInstagram && long.TryParse(sent.AppId, out var app)) message["app_id"] = app;
        foreach (var (name, part) in JsonNode.Parse(sent.Content)!.AsObject())
            if (name is "text" or "metadata") message[name] = part?.DeepClone();
            else if (name == "attachment") message["attachments"] = new JsonArray(part?.DeepClone());
        return new JsonObject { ["message"] = message };
    }

    private static void CheckWindow(Call call, bool isInstagram, long last)
    {
        var tag = call.Input.Text("tag");
        if (tag is not null && tag != "HUMAN_AGENT") throw Refuse(isInstagram, 100, null, "(#100) Param tag must be one of {HUMAN_AGENT}");
        var limit = tag == "HUMAN_AGENT" && call.Input.Text("messaging_type") == "MESSAGE_TAG" ? AgentWindow : Window;
        if (call.World.Options.EnforceCustomerWindow && last <= call.Now - limit)
            throw Refuse(isInstagram, 10, isInstagram ? 2534022 : 2018278, "(#10) This message is sent outside of allowed window.", 403);
    }

    private static void CheckMessage(JsonElement message, bool isInstagram)
    {
        var text = message.TextOf("text");
        if (text is null && message.Member("attachment") is null && !message.ListOf("attachments").Any()) throw Refusals.Missing("message['text']");
        if (text is { Length: 0 }) throw Refusals.Invalid("Param message['text'] must not be empty.");
        if (isInstagram && text is not null && Encoding.UTF8.GetByteCount(text) > 1000) throw Refuse(true, 100, null, "(#100) Length of param message[text] must be less than or equal to 1000");
    }

    private static long LastInbound(World world, string profile, string person) =>
        world.All<DirectMessage>().Where(m => m.ProfileId == profile && m.Person == person && m.Inbound).Select(m => m.CreatedAt).DefaultIfEmpty(0).Max();

    private static string NewMid(World world) => "m_" + world.Ids.Text(60);

    private static GraphRefusal Refuse(bool isInstagram, int code, int? subcode, string message, int status = 400) =>
        new(code, message, status) { Kind = isInstagram ? "IGApiException" : "OAuthException", Subcode = subcode };
}
