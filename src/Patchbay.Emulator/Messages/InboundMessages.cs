using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Messages;

/// <summary>Stores the messages of customers and sends webhooks about them.</summary>
internal static class InboundMessages
{
    public static readonly string[] Types =
    [
        "audio",
        "button",
        "contacts",
        "document",
        "edit",
        "image",
        "interactive",
        "location",
        "order",
        "reaction",
        "revoke",
        "sticker",
        "system",
        "text",
        "unsupported",
        "video",
    ];

    public static Message Receive(World world, InboundDraft draft)
    {
        var phone =
            world.Find<PhoneNumber>(draft.PhoneNumberId)
            ?? throw Refusals.Invalid($"There is no phone number {draft.PhoneNumberId}.");
        var digits = NumberSpelling.OfSender(
            world,
            PhoneFormat.Parse(draft.From) ?? throw Refusals.Invalid("Param from must be a phone number.")
        );
        if (!Types.Contains(draft.Type))
            throw Refusals.Invalid($"Param type must be one of {{{string.Join(", ", Types)}}}.");
        if (!phone.Registered)
            throw Refusals.Invalid("The phone number is not registered, so customers cannot write to it.");
        var customer = Remember(world, digits, draft.Name);
        var message = world.Add(NewMessage(world, phone, digits, draft));
        // The business gets no webhook about messages of a customer it blocked.
        if (Blocking.BlockingOperations.IsBlocked(world, phone.Id, digits))
            return message;
        Outbox.Emit(
            world,
            phone,
            "messages",
            MessageValues.OfInbound(world, phone, customer, message, Context(phone, draft)),
            digits
        );
        return message;
    }

    private static Message NewMessage(World world, PhoneNumber phone, string digits, InboundDraft draft) =>
        new()
        {
            Id = world.Ids.Wamid(digits),
            PhoneId = phone.Id,
            Customer = digits,
            Inbound = true,
            Type = draft.Type,
            ReplyTo = draft.ReplyTo,
            GroupId = draft.GroupId,
            Content = Encoding.UTF8.GetBytes(Complete(world, phone, draft).ToJsonString()),
            Status = MessageStatus.Delivered,
        };

    public static Customer Remember(World world, string digits, string? name)
    {
        if (world.Find<Customer>(Customer.IdOf(digits)) is { } known)
        {
            if (name is { Length: > 0 } && known.Name != name)
            {
                known.Name = name;
                world.Save(known);
            }
            return known;
        }
        return world.Add(
            new Customer
            {
                Id = Customer.IdOf(digits),
                Digits = digits,
                Name = name is { Length: > 0 } ? name : "Customer " + digits[^4..],
            }
        );
    }

    private static JsonObject? Context(PhoneNumber phone, InboundDraft draft)
    {
        if (draft.Context is not null)
            return (JsonObject)draft.Context.DeepClone();
        return draft.ReplyTo is null ? null : new JsonObject { ["from"] = phone.Digits, ["id"] = draft.ReplyTo };
    }

    /// <summary>Stores the media of an inbound message, so that the business can download it.</summary>
    private static JsonNode Complete(World world, PhoneNumber phone, InboundDraft draft)
    {
        if (!MessageTypes.Media.Contains(draft.Type))
            return draft.Content;
        var content = (JsonObject)draft.Content.DeepClone();
        if (content.ContainsKey("id"))
            return content;
        var media = MediaRules.StoreInbound(
            world,
            phone,
            draft.Type,
            draft.MediaContent,
            (string?)content["mime_type"],
            (string?)content["filename"]
        );
        content["id"] = media.Id;
        content["mime_type"] = media.MimeType;
        content["sha256"] = Convert.ToBase64String(Convert.FromHexString(media.Sha256));
        if (draft.Type == "audio")
            content["voice"] ??= true;
        if (draft.Type == "sticker")
            content["animated"] ??= false;
        return content;
    }
}

/// <summary>An inbound message before it has an id.</summary>
internal sealed record InboundDraft(string PhoneNumberId, string From, string? Name, string Type, JsonNode Content)
{
    public string? ReplyTo { get; init; }
    public string? GroupId { get; init; }
    public JsonObject? Context { get; init; }
    public byte[]? MediaContent { get; init; }
}
