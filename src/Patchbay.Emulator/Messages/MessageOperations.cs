using System.Buffers;
using System.Text.Json;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Templates;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Messages;

/// <summary>Sending, and the receipts that go to the same address.</summary>
internal static class MessageOperations
{
    private static readonly long TypingShown = (long)TimeSpan.FromSeconds(25).TotalMilliseconds;

    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>("sendMessage", "POST", "messages", Post, MessageParams.Any) with { Scope = Scopes.Messaging, IsSend = true },
    ];

    private static Answer Post(PhoneNumber phone, Call call) => call.Input.Has("status") || call.Input.Has("typing_indicator") ? MarkRead(phone, call) : Send(phone, call);

    private static Answer MarkRead(PhoneNumber phone, Call call)
    {
        var id = call.Input.Required("message_id");
        if (call.World.Find<Message>(id) is not { Inbound: true } message || message.PhoneId != phone.Id)
            throw Refusals.Product(131009, "The message to mark as read does not exist or was not received by this number.");
        var chat = call.World.Chats.Of(phone.Id, message.Customer);
        foreach (var earlier in chat.Messages.Where(m => m.Inbound && m.CreatedAt <= message.CreatedAt && m.Status != MessageStatus.Read))
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
        var asked = input.Text("to") ?? input.Text("recipient") ?? throw Refusals.Missing("to");
        var isGroup = input.Text("recipient_type") == "group";
        var customer = isGroup ? GroupSending.Check(call.World, phone, asked) : Recipient(phone, asked);
        var type = (input.Text("type") ?? "text").ToLowerInvariant();
        var content = input.Element(type) ?? throw Refusals.Missing(type);
        var message = new Message
        {
            Id = "", PhoneId = phone.Id, Customer = customer, Type = type, Content = JsonMarshalBytes(content),
            GroupId = isGroup ? customer : null, ReplyTo = input.Element("context")?.TextOf("message_id"), CallbackData = input.Text("biz_opaque_callback_data"),
            Category = CheckContent(phone, call.World, type, content),
        };
        return Accept(phone, call, message, asked);
    }

    /// <summary>The end of every send: limits, then the message with its way up the ladder.</summary>
    public static Answer Accept(PhoneNumber phone, Call call, Message draft, string asked)
    {
        var world = call.World;
        var chat = world.Chats.Of(phone.Id, draft.Customer);
        SendRules.CheckRates(world, phone, chat, call.Now);
        if (draft.Type == "interactive" && draft.ContentText.Contains("\"call_permission_request\"", StringComparison.Ordinal)) Calls.PermissionRules.Ask(world, phone, draft.Customer);
        var message = new Message
        {
            Id = world.Ids.Wamid(draft.Customer), PhoneId = phone.Id, Customer = chat.Customer, Type = draft.Type, Content = draft.Content, GroupId = draft.GroupId,
            ReplyTo = draft.ReplyTo, CallbackData = draft.CallbackData, Category = draft.Category,
            FailsWith = SendRules.Failure(world, phone, chat, draft, call.Now),
            DueAt = world.Options.StatusDelay is { } delay ? call.Now + (long)delay.TotalMilliseconds : null,
        };
        chat.TypingUntil = 0;
        world.Add(message);
        return Answer.Bytes(Receipt(message, asked), AnswerWriter.Json);
    }

    private static ReadOnlyMemory<byte> Receipt(Message message, string asked)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, AnswerWriter.Options);
        writer.WriteStartObject();
        writer.WriteString("messaging_product"u8, "whatsapp"u8);
        writer.WriteStartArray("contacts"u8);
        writer.WriteStartObject();
        writer.WriteString("input"u8, asked);
        if (message.GroupId is null) writer.WriteString("wa_id"u8, message.Customer);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("messages"u8);
        writer.WriteStartObject();
        writer.WriteString("id"u8, message.Id);
        if (message.GroupId is not null) writer.WriteString("group_id"u8, message.GroupId);
        if (message.Type == "template") writer.WriteString("message_status"u8, "accepted"u8);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    public static string Recipient(PhoneNumber phone, string asked)
    {
        var digits = PhoneFormat.Parse(asked, PhoneFormat.DialCode(phone.Digits))
            ?? throw Refusals.Product(131009, $"to is not a valid phone number: {(asked.Length > 40 ? asked[..40] : asked)}");
        return digits != phone.Digits ? digits : throw Refusals.Product(131021, "Sender and recipient are the same number.");
    }

    /// <summary>Checks the typed object and says what the message is billed as.</summary>
    private static string CheckContent(PhoneNumber phone, World world, string type, JsonElement content)
    {
        if (MessageTypes.Media.Contains(type)) MediaRules.CheckReference(world, phone, type, content);
        else if (type == "interactive") InteractiveRules.Check(content);
        else if (type == "template") return TemplateSending.Check(world, phone, content);
        else if (type == "location") CheckLocation(content);
        return "service";
    }

    private static void CheckLocation(JsonElement location)
    {
        var latitude = Number(location, "latitude");
        var longitude = Number(location, "longitude");
        if (Math.Abs(latitude) > 90 || Math.Abs(longitude) > 180) throw Refusals.Product(131009, "The coordinates are outside the globe.");
    }

    private static double Number(JsonElement parent, string name) => double.Parse(parent.TextOf(name)!, System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] JsonMarshalBytes(JsonElement content) => System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(content).ToArray();
}
