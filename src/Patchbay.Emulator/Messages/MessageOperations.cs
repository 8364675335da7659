using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Templates;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Messages;

/// <summary>Sends messages, and takes read receipts at the same path.</summary>
internal static class MessageOperations
{
    private static readonly long TypingShown = (long)TimeSpan.FromSeconds(25).TotalMilliseconds;

    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>("sendMessage", "POST", "messages", Post, MessageParams.Any) with
        {
            Scope = Scopes.Messaging,
            IsSend = true,
        },
    ];

    private static Answer Post(PhoneNumber phone, Call call) =>
        call.Input.Has("status") || call.Input.Has("typing_indicator") ? MarkRead(phone, call) : Send(phone, call);

    private static Answer MarkRead(PhoneNumber phone, Call call)
    {
        var id = call.Input.Required("message_id");
        if (call.World.Find<Message>(id) is not { Inbound: true } message || message.PhoneId != phone.Id)
            throw Refusals.Product(
                131009,
                "The message to mark as read does not exist or was not received by this number."
            );
        var chat = call.World.Chats.Of(phone.Id, message.Customer);
        foreach (
            var earlier in chat.Messages.Where(m =>
                m.Inbound && m.CreatedAt <= message.CreatedAt && m.Status != MessageStatus.Read
            )
        )
        {
            earlier.Status = MessageStatus.Read;
            call.World.Save(earlier);
        }
        if (call.Input.Has("typing_indicator"))
        {
            chat.TypingUntil = call.Now + TypingShown;
            call.World.Save(message);
        }
        return Answer.Success();
    }

    private static Answer Send(PhoneNumber phone, Call call)
    {
        var input = call.Input;
        SendRules.CheckSender(phone);
        var isGroup = input.Text("recipient_type") == "group";
        var (asked, customer) = isGroup ? Group(phone, call) : Recipient(phone, call);
        var type = MessageTypes.Find(input.Text("type") ?? "text");
        var content = input.Element(type) ?? throw Refusals.Missing(type);
        var category = CheckContent(phone, call, type, content);
        var direct = DirectSendMessages.Check(phone, call, type, content);
        var draft = Draft(input, customer, isGroup, type, content) with { Category = category };
        return Accept(phone, call, direct is null ? draft : AsDirectSend(phone, call, draft, direct), asked);
    }

    private static MessageDraft Draft(Input input, string customer, bool isGroup, string type, JsonElement content) =>
        new(customer, type, Bytes(content))
        {
            GroupId = isGroup ? customer : null,
            ReplyTo = input.Element("context")?.TextOf("message_id"),
            CallbackData = input.Text("biz_opaque_callback_data"),
        };

    /// <summary>A message of Direct Send, with the template that Meta matches to it.</summary>
    private static MessageDraft AsDirectSend(PhoneNumber phone, Call call, MessageDraft draft, string category)
    {
        var name = call.Input.Element("direct_send_config")?.TextOf("template_name");
        if (DirectSendMessages.Clash(call.World, phone, name) is { } code)
            return draft with { Category = category, FailsWith = code };
        var template = DirectSendMessages.TemplateOf(call.World, phone, category, draft.Content, name);
        return draft with { Category = category, TemplateId = template.Id };
    }

    private static (string Asked, string Customer) Group(PhoneNumber phone, Call call)
    {
        var asked = call.Input.Required("to");
        return (asked, GroupSending.Check(call.World, phone, asked));
    }

    /// <summary>
    /// Returns the recipient of a message: the phone number in <c>to</c>, or else the user id in <c>recipient</c>.
    /// </summary>
    public static (string Asked, string Customer) Recipient(PhoneNumber phone, Call call)
    {
        if (call.Input.Text("to") is { Length: > 0 } asked)
            return (asked, NumberSpelling.WaId(call.World, Recipient(phone, asked)));
        return call.Input.Text("recipient") is { Length: > 0 } id
            ? (id, ScopedUsers.Resolve(call.World, phone, id))
            : throw Refusals.Missing("to");
    }

    private static bool IsToNumber(Call call) => call.Input.Text("to") is { Length: > 0 };

    /// <summary>Ends every send: checks the limits, then stores the message with its first due time.</summary>
    public static Answer Accept(PhoneNumber phone, Call call, MessageDraft draft, string asked)
    {
        var world = call.World;
        var chat = world.Chats.Of(phone.Id, draft.Customer);
        SendRules.CheckRates(world, phone, chat, call.Now);
        if (draft.Type == "interactive" && draft.Content.AsSpan().IndexOf("\"call_permission_request\""u8) >= 0)
            Calls.PermissionRules.Ask(world, phone, draft.Customer);
        var message = NewMessage(phone, call, chat, draft);
        chat.TypingUntil = 0;
        if (draft.GroupId is null && IsToNumber(call))
            ScopedUsers.NotePhoneUsed(world, phone, draft.Customer);
        world.Add(message);
        return Answer.Bytes(Receipt(message, Contact(phone, call, message, asked)), AnswerWriter.Json);
    }

    private static Message NewMessage(PhoneNumber phone, Call call, Chat chat, MessageDraft draft) =>
        new()
        {
            Id = call.World.Ids.Wamid(draft.Customer),
            PhoneId = phone.Id,
            Customer = chat.Customer,
            Type = draft.Type,
            Content = draft.Content,
            GroupId = draft.GroupId,
            ReplyTo = draft.ReplyTo,
            CallbackData = draft.CallbackData,
            Category = draft.Category,
            TemplateId = draft.TemplateId,
            FailsWith = SendRules.Failure(call.World, phone, chat, draft, call.Now),
            DueAt = call.World.Options.StatusDelay is { } delay ? call.Now + (long)delay.TotalMilliseconds : null,
        };

    private static string Contact(PhoneNumber phone, Call call, Message message, string asked)
    {
        var input = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(asked);
        if (message.GroupId is not null)
            return $"\"input\":\"{input}\"";
        if (IsToNumber(call))
            return $"\"input\":\"{input}\",\"wa_id\":\"{message.Customer}\"";
        var number = ScopedUsers.ShowsPhone(call.World, phone, message.Customer)
            ? $"\"wa_id\":\"{message.Customer}\","
            : "";
        return $"\"input\":\"{input}\",{number}\"user_id\":\"{input}\"";
    }

    private static byte[] Receipt(Message message, string contact)
    {
        var more =
            message.GroupId is not null ? $",\"group_id\":\"{message.GroupId}\""
            : message.Type == "template" ? ",\"message_status\":\"accepted\""
            : "";
        return Encoding.UTF8.GetBytes(
            $"{{\"messaging_product\":\"whatsapp\",\"contacts\":[{{{contact}}}],"
                + $"\"messages\":[{{\"id\":\"{message.Id}\"{more}}}]}}"
        );
    }

    public static string Recipient(PhoneNumber phone, string asked)
    {
        var digits =
            PhoneFormat.Parse(asked, PhoneFormat.DialCode(phone.Digits))
            ?? throw Refusals.Product(
                131009,
                $"to is not a valid phone number: {(asked.Length > 40 ? asked[..40] : asked)}"
            );
        return digits != phone.Digits
            ? digits
            : throw Refusals.Product(131021, "Sender and recipient are the same number.");
    }

    /// <summary>Checks the typed object and returns the billing category.</summary>
    private static string CheckContent(PhoneNumber phone, Call call, string type, JsonElement content)
    {
        var world = call.World;
        if (MessageTypes.Media.Contains(type))
            MediaRules.CheckReference(world, phone, type, content);
        else if (type == "interactive")
            InteractiveRules.Check(content, call.Input.Has("category"));
        else if (type == "template")
            return CheckTemplate(phone, call, content);
        else if (type == "location")
            CheckLocation(content);
        return "service";
    }

    private static string CheckTemplate(PhoneNumber phone, Call call, JsonElement content)
    {
        var category = TemplateSending.Check(call.World, phone, content);
        if (category == "authentication" && !IsToNumber(call))
            throw Refusals.Product(131062, "Authentication templates need the recipient's phone number.");
        return category;
    }

    private static void CheckLocation(JsonElement location)
    {
        var latitude = Number(location, "latitude");
        var longitude = Number(location, "longitude");
        if (Math.Abs(latitude) > 90 || Math.Abs(longitude) > 180)
            throw Refusals.Product(131009, "The coordinates are outside the globe.");
    }

    private static double Number(JsonElement parent, string name) =>
        double.Parse(parent.TextOf(name)!, System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Bytes(JsonElement content) =>
        System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(content).ToArray();
}
