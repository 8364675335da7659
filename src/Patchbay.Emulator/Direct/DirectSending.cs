using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Direct;

/// <summary>Sends messages to people on Messenger and Instagram within their windows.</summary>
internal static class DirectSending
{
    private static readonly long Window = (long)TimeSpan.FromHours(24).TotalMilliseconds;
    private static readonly long AgentWindow = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    private static readonly Param[] Params =
    [
        P.Object(
                "recipient",
                P.Text("id"),
                P.Text("comment_id"),
                P.Text("user_ref"),
                P.Text("post_id"),
                P.Text("notification_messages_token")
            )
            .Must(),
        P.OneOf("messaging_type", "RESPONSE", "UPDATE", "MESSAGE_TAG"),
        P.Text("tag"),
        P.OneOf("notification_type", "REGULAR", "SILENT_PUSH", "NO_PUSH"),
        P.Object("reply_to", P.Text("mid").Must()),
        P.Object(
            "message",
            P.Text("text", 2000),
            P.Object(
                "attachment",
                P.OneOf("type", "image", "audio", "video", "file", "template", "like_heart", "MEDIA_SHARE").Must(),
                P.OpenObject("payload")
            ),
            P.List("attachments", P.OpenObject(""), 30),
            P.List("quick_replies", P.OpenObject(""), 13),
            P.Text("metadata", 1000)
        ),
        P.OneOf("sender_action", "typing_on", "typing_off", "mark_seen", "react", "unreact"),
        P.Object("payload", P.Text("message_id").Must(), P.Text("reaction")),
    ];

    public static readonly Operation[] Table =
    [
        Operation.Of<FacebookPage>("sendPageMessage", "POST", "messages", Send, Params) with
        {
            Scope = null,
            IsSend = true,
        },
        Operation.Of<InstagramAccount>("sendInstagramMessage", "POST", "messages", Send, Params) with
        {
            Scope = null,
            IsSend = true,
        },
    ];

    private static Answer Send(Node asked, Call call)
    {
        var recipient = call.Input.Element("recipient")!.Value;
        return recipient.TextOf("comment_id") is { } comment
            ? Reply(asked, comment, call)
            : Write(asked, recipient.TextOf("id") ?? throw Refusals.Missing("recipient['id']"), call);
    }

    private static Answer Write(Node asked, string id, Call call)
    {
        var person = call.World.Find<Person>(id);
        var profile = Speaker(asked, person is InstagramPerson, call);
        DirectAccess.CheckMessaging(call, profile);
        if (person is null || !person.WroteAt.TryGetValue(profile.Id, out var last))
            throw Refuse(profile is InstagramAccount, 100, 2018001, "(#100) No matching user found");
        if (call.Input.Has("sender_action"))
            return Act(call, id);
        CheckWindow(call, profile is InstagramAccount, last);
        return Send(call, profile, () => id);
    }

    /// <summary>A private reply to a comment needs no open window.</summary>
    private static Answer Reply(Node asked, string comment, Call call)
    {
        var profile = Speaker(
            asked,
            call.World.Find<Comment>(comment) is { } known && known.ProfileId != asked.Id,
            call
        );
        DirectAccess.CheckMessaging(call, profile);
        return Send(call, profile, () => CommentRules.Answer(call, profile, comment));
    }

    /// <param name="recipient">Called after all checks, because it may use up the right to reply.</param>
    private static Answer Send(Call call, Node profile, Func<string> recipient)
    {
        var message = call.Input.Element("message") ?? throw Refusals.Missing("message");
        CheckMessage(message, profile is InstagramAccount);
        var attachment = message.Member("attachment");
        var reusable = AttachmentOperations.Use(call, profile, attachment);
        DirectLimits.CountSend(call, profile, attachment?.TextOf("type") is "audio" or "video");
        var sent = call.World.Add(
            new DirectMessage
            {
                Id = DirectNews.NewMid(call.World),
                ProfileId = profile.Id,
                Person = recipient(),
                Content = message.GetRawText(),
                AppId = call.Caller.AppId,
            }
        );
        DirectNews.Echo(call.World, profile, sent);
        PlanStatuses(call, sent);
        return Answer.Ok(Receipt(sent, reusable));
    }

    private static JsonObject Receipt(DirectMessage sent, string? attachment)
    {
        var receipt = new JsonObject { ["recipient_id"] = sent.Person, ["message_id"] = sent.Id };
        if (attachment is not null)
            receipt["attachment_id"] = attachment;
        return receipt;
    }

    private static void PlanStatuses(Call call, DirectMessage sent)
    {
        if (call.World.Options.StatusDelay is not { } delay)
            return;
        sent.DueAt = call.Now + (long)delay.TotalMilliseconds;
        call.World.Save(sent);
    }

    /// <summary>Returns the profile that sends. A Page can send for its Instagram account.</summary>
    private static Node Speaker(Node asked, bool isOnInstagram, Call call) =>
        asked is FacebookPage page
        && isOnInstagram
        && call.World.Find<InstagramAccount>(page.InstagramAccountId) is { } account
            ? account
            : asked;

    /// <summary>Handles typing, seen and reactions. A reaction names its message.</summary>
    private static Answer Act(Call call, string person)
    {
        if (call.Input.Required("sender_action") is "react" or "unreact")
        {
            var message =
                call.Input.Element("payload")?.TextOf("message_id") ?? throw Refusals.Missing("payload['message_id']");
            if (call.World.Find<DirectMessage>(message)?.Person != person)
                throw Refusals.Invalid("Param payload['message_id'] must be a message of this conversation.");
        }
        return Answer.Ok(new JsonObject { ["recipient_id"] = person });
    }

    private static void CheckWindow(Call call, bool isInstagram, long last)
    {
        var tag = call.Input.Text("tag");
        if (tag is not null && tag != "HUMAN_AGENT")
            throw Refuse(isInstagram, 100, null, "(#100) Param tag must be one of {HUMAN_AGENT}");
        var limit = tag == "HUMAN_AGENT" && call.Input.Text("messaging_type") == "MESSAGE_TAG" ? AgentWindow : Window;
        if (call.World.Options.EnforceCustomerWindow && last <= call.Now - limit)
            throw Refuse(
                isInstagram,
                10,
                isInstagram ? 2534022 : 2018278,
                "(#10) This message is sent outside of allowed window.",
                403
            );
    }

    private static void CheckMessage(JsonElement message, bool isInstagram)
    {
        var text = message.TextOf("text");
        if (text is null && message.Member("attachment") is null && !message.ListOf("attachments").Any())
            throw Refusals.Missing("message['text']");
        if (text is { Length: 0 })
            throw Refusals.Invalid("Param message['text'] must not be empty.");
        if (isInstagram && text is not null && Encoding.UTF8.GetByteCount(text) > 1000)
            throw Refuse(true, 100, null, "(#100) Length of param message[text] must be less than or equal to 1000");
        if (isInstagram && message.ListOf("attachments").Count() > 10)
            throw Refuse(true, 100, null, "(#100) Param message[attachments] must have at most 10 entries");
        foreach (var reply in message.ListOf("quick_replies"))
            if (reply.TextOf("content_type") is "text" && reply.TextOf("title") is not { Length: > 0 and <= 20 })
                throw Refusals.Invalid("Titles of quick replies must be 1 to 20 characters long.");
    }

    private static GraphRefusal Refuse(bool isInstagram, int code, int? subcode, string message, int status = 400) =>
        new(code, message, status) { Kind = isInstagram ? "IGApiException" : "OAuthException", Subcode = subcode };
}
