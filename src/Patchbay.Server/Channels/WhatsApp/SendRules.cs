using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>A message to send: Meta's object, and what the history stores.</summary>
internal sealed record MessageDraft(
    JsonObject Message,
    string Type,
    string Content,
    string? To,
    string? BusinessScopedUserId
)
{
    /// <summary>
    /// The members beside the content: the message that this one answers, and the group that it goes to.
    /// </summary>
    public MessageDetails Details { get; init; } = MessageDetails.None;
}

/// <summary>Reads the flat form <c>{"type":"text","to","text"}</c> and Meta's own message object.</summary>
internal static partial class SendRules
{
    private const int MaxText = 4096;

    // These rules check only the common members. Meta checks the content of each type.
    private static readonly string[] Types =
    [
        "text",
        "image",
        "video",
        "audio",
        "document",
        "sticker",
        "location",
        "contacts",
        "reaction",
        "interactive",
        "template",
    ];

    // What the history shows by itself.
    private static readonly string[] Shown = ["messaging_product", "recipient_type", "to", "recipient", "type"];

    public static Outcome<MessageDraft> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return new Problem(400, Codes.InvalidJson, "The body must be a JSON object.");
        var type = Member(body, "type") is { } typeMember ? TextOf(typeMember) : "text";
        if (!Types.Contains(type))
            return Refuse("type", $"'type' must be one of: {string.Join(", ", Types)}.");
        if (!AddresseeOf(body).TryGet(out var addressee, out var unaddressed))
            return unaddressed;
        if (!MessageOf(body, type).TryGet(out var message, out var problem))
            return problem;
        var content = message[type]?.ToJsonString() ?? "{}";
        return new MessageDraft(message, type, content, addressee.Number, addressee.UserId)
        {
            Details = DetailsOf(body, type, addressee),
        };
    }

    private static MessageDetails DetailsOf(JsonElement body, string type, Addressee addressee)
    {
        var details = new DetailsBuilder();
        foreach (var member in body.EnumerateObject())
        {
            var isShown = Shown.Contains(member.Name) || member.NameEquals(type);
            if (!isShown && member.Value.ValueKind != JsonValueKind.Null)
                details.Take(member);
        }
        return details.Details with { GroupId = addressee.GroupId };
    }

    private static Outcome<Addressee> AddresseeOf(JsonElement body)
    {
        var (to, user) = (Member(body, "to"), Member(body, "recipient"));
        if (to is null && user is null)
            return Refuse("to", "'to' is required: a phone number with country code.");
        var isGroup = TextOf(Member(body, "recipient_type")) == "group";
        if (to is { } phone && !(isGroup ? Id() : Phone()).IsMatch(TextOf(phone)))
            return Refuse("to", "'to' must be a phone number with country code, digits only with an optional plus.");
        if (user is { } id && !Id().IsMatch(TextOf(id)))
            return Refuse("recipient", "'recipient' must be a business-scoped user id.");
        var number = to is { } given && !isGroup ? "+" + TextOf(given).TrimStart('+') : null;
        return new Addressee(number, user is null ? null : TextOf(user))
        {
            GroupId = isGroup && to is { } group ? TextOf(group) : null,
        };
    }

    private static Outcome<JsonObject> MessageOf(JsonElement body, string type)
    {
        if (!body.TryGetProperty(type, out var content))
            return Problem.Invalid(type, $"'{type}' is required with this type.");
        var message = JsonObject.Create(body) ?? [];
        message["type"] = type;
        if (type == "text" && content.ValueKind == JsonValueKind.String)
        {
            if (content.GetString() is not { Length: > 0 and <= MaxText } text)
                return Problem.Invalid("text", $"'text' must have 1 to {MaxText} characters.");
            message["text"] = new JsonObject { ["body"] = text };
        }
        else if (content.ValueKind != (type == "contacts" ? JsonValueKind.Array : JsonValueKind.Object))
        {
            return Problem.Invalid(type, $"'{type}' must be {(type == "contacts" ? "a list" : "an object")}.");
        }
        return message;
    }

    private static Problem Refuse(string field, string message) => Problem.Invalid(field, message);

    // Like Meta, treats a null member as missing.
    private static JsonElement? Member(JsonElement body, string name) =>
        body.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string TextOf(JsonElement? member) =>
        member is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    [GeneratedRegex(@"^\+?[1-9][0-9]{5,14}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[!-~]{1,160}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    /// <summary>The recipient: a person by number or user id, or a group.</summary>
    private sealed record Addressee(string? Number, string? UserId)
    {
        public string? GroupId { get; init; }
    }
}
