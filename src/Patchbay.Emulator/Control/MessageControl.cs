using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Templates;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Control;

/// <summary>The customer's side of conversations.</summary>
internal static class MessageControl
{
    private const int Shown = 200;

    /// <summary>Members of an inbound message that the emulator writes itself, or that only control it.</summary>
    private static readonly string[] OwnMembers =
    [
        "phone_number_id",
        "from",
        "name",
        "type",
        "reply_to",
        "group_id",
        "media_base64",
        "context",
        "id",
    ];

    public static JsonNode Inbound(ControlCall call)
    {
        var body = call.Body;
        var type = body.TextOf("type") ?? "text";
        var message = InboundMessages.Receive(
            call.World,
            new InboundDraft(
                body.Need("phone_number_id"),
                body.Need("from"),
                body.TextOf("name"),
                type,
                Content(body, type)
            )
            {
                ReplyTo = body.TextOf("reply_to"),
                GroupId = body.TextOf("group_id"),
                MediaContent = Bytes(body.TextOf("media_base64")),
                Context = body.Member("context") is { ValueKind: System.Text.Json.JsonValueKind.Object } context
                    ? JsonObject.Create(context)
                    : null,
                More = MoreOf(body, type),
            }
        );
        return new JsonObject { ["id"] = message.Id };
    }

    /// <summary>Returns every other member, which the message carries as it was given, such as a referral.</summary>
    private static JsonObject MoreOf(JsonElement body, string type)
    {
        var more = new JsonObject();
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name != type && !OwnMembers.Contains(member.Name))
                more[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }
        return more;
    }

    /// <summary>Returns the content under the type's name. A text may also be given as a plain string.</summary>
    private static JsonNode Content(JsonElement body, string type)
    {
        if (body.Member(type) is not { } given)
            return type == "text" ? throw Refusals.Missing("text") : new JsonObject();
        return type == "text" && given.ValueKind != JsonValueKind.Object && given.ValueKind != JsonValueKind.Array
            ? new JsonObject { ["body"] = JsonNode.Parse(given.GetRawText()) }
            : JsonNode.Parse(given.GetRawText()) ?? new JsonObject();
    }

    public static JsonNode SetStatus(ControlCall call)
    {
        Shortcuts.SetStatus(
            call.World,
            call.Body.Need("message_id"),
            call.Body.Need("status"),
            (int?)call.Body.WholeOf("code")
        );
        return JsonHttp.Done();
    }

    /// <summary>Returns the chats of a business number or of a customer, newest first.</summary>
    public static JsonNode Chats(ControlCall call)
    {
        var customer = call.Query["customer"].ToString();
        var chats =
            customer.Length > 0
                ? call.World.Chats.With(customer)
                : call.World.Chats.Of(call.Query["phone_number_id"].ToString());
        return new JsonObject
        {
            ["data"] = new JsonArray([
                .. chats
                    .Where(c => c.Messages.Count > 0)
                    .OrderByDescending(c => c.Messages[^1].CreatedAt)
                    .Select(c => (JsonNode)Describe(call.World, c)),
            ]),
        };
    }

    private static JsonObject Describe(World world, Chat chat) =>
        new()
        {
            ["phone_number_id"] = chat.PhoneId,
            ["customer"] = chat.Customer,
            ["name"] = NameOf(world, chat.Customer),
            ["last"] = Write(world, chat.Messages[^1]),
            ["unread"] = chat.Messages.Count(m =>
                m is { Inbound: false, Status: MessageStatus.Sent or MessageStatus.Delivered }
            ),
        };

    public static JsonNode Chat(ControlCall call)
    {
        var chat = call.World.Chats.Of(call.Query["phone_number_id"].ToString(), call.Query["customer"].ToString());
        return new JsonObject
        {
            ["typing"] = chat.TypingUntil > call.World.Clock.Milliseconds,
            ["window_open"] = SendRules.IsWindowOpen(call.World, chat, call.World.Clock.Milliseconds),
            ["data"] = new JsonArray([.. chat.Messages.TakeLast(Shown).Select(m => (JsonNode)Write(call.World, m))]),
        };
    }

    /// <summary>Opens the chat on behalf of the customer, which marks every delivered message as read.</summary>
    public static JsonNode Read(ControlCall call)
    {
        var chat = call.World.Chats.Of(call.Body.Need("phone_number_id"), call.Body.Need("customer"));
        foreach (
            var message in chat
                .Messages.TakeLast(Shown)
                .Where(m => m is { Inbound: false, Status: MessageStatus.Delivered } && m.Type != "reaction")
                .ToList()
        )
        {
            message.DueAt = null;
            StatusLadder.Set(call.World, message, MessageStatus.Read);
        }
        return JsonHttp.Done();
    }

    public static JsonObject Write(World world, Message message)
    {
        var json = new JsonObject
        {
            ["id"] = message.Id,
            ["phone_number_id"] = message.PhoneId,
            ["customer"] = message.Customer,
            ["inbound"] = message.Inbound,
            ["type"] = message.Type,
            ["content"] = JsonNode.Parse(message.Content),
            ["status"] = message.Status.ToString().ToLowerInvariant(),
            ["at"] = message.CreatedAt,
            ["reply_to"] = message.ReplyTo,
            ["error"] = message.Status == MessageStatus.Failed ? message.FailsWith : null,
        };
        if (message.Type == "template")
            json["rendered"] = TemplateRendering.Render(world, message);
        return json;
    }

    /// <summary>Sends files to the phone page, which has no Graph token.</summary>
    public static async Task WriteMediaAsync(HttpContext context, World world, string id)
    {
        var media =
            world.Read(() => world.Find<MediaFile>(id)) ?? throw new GraphRefusal(100, "There is no such media", 404);
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await AnswerWriter.WriteAsync(
            context.Response,
            Answer.Bytes(media.Content, media.MimeType),
            context.RequestAborted
        );
    }

    private static string NameOf(World world, string digits) =>
        world.Find<Customer>(Customer.IdOf(digits))?.Name ?? PhoneFormat.Display(digits);

    private static byte[]? Bytes(string? base64)
    {
        if (base64 is null)
            return null;
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            throw Refusals.Invalid("Param media_base64 must be base64.");
        }
    }
}
