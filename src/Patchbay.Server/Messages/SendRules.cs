using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Messages;

/// <summary>A message to send: Meta's object, and what we keep of it.</summary>
internal sealed record MessageDraft(JsonObject Message, string Type, string Content, string? To, string? BusinessScopedUserId);

/// <summary>Reads the flat form <c>{"type":"text","to","text"}</c> and Meta's own message object.</summary>
internal static partial class SendRules
{
    private const int MaxText = 4096;

    // What Meta has for each of these is checked by Meta; here only the frame is.
    private static readonly string[] Types =
    [
        "text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "interactive", "template",
    ];

    public static (MessageDraft? Draft, Problem? Problem) Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, new Problem(400, Codes.InvalidJson, "The body must be a JSON object."));
        var type = body.TryGetProperty("type", out var typeMember) ? typeMember.ValueKind == JsonValueKind.String ? typeMember.GetString()! : "" : "text";
        if (!Types.Contains(type)) return Refuse("type", $"'type' must be one of: {string.Join(", ", Types)}.");
        if (!TryText(body, "to", out var to) || !TryText(body, "recipient", out var user)) return Refuse("to", "'to' must be a string.");
        if (to is null && user is null) return Refuse("to", "'to' is required: a phone number with country code.");
        if (to is not null && !Phone().IsMatch(to)) return Refuse("to", "'to' must be a phone number with country code, digits only with an optional plus.");
        if (!body.TryGetProperty(type, out var content)) return Refuse(type, $"'{type}' is required with this type.");

        var message = JsonNode.Parse(body.GetRawText())!.AsObject();
        if (type == "text" && content.ValueKind == JsonValueKind.String)
        {
            if (content.GetString() is not { Length: > 0 and <= MaxText } text) return Refuse("text", $"'text' must have 1 to {MaxText} characters.");
            message["text"] = new JsonObject { ["body"] = text };
        }
        else if (content.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return Refuse(type, $"'{type}' must be an object.");
        }
        message["type"] = type;
        return (new MessageDraft(message, type, message[type]!.ToJsonString(), to is null ? null : "+" + to.TrimStart('+'), user), null);
    }

    private static (MessageDraft?, Problem?) Refuse(string field, string message) => (null, Problem.Invalid(field, message));

    private static bool TryText(JsonElement body, string name, out string? text)
    {
        text = null;
        if (!body.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null) return true;
        if (member.ValueKind != JsonValueKind.String) return false;
        text = member.GetString();
        return text is { Length: > 0 and <= 160 };
    }

    [GeneratedRegex(@"^\+?[1-9][0-9]{5,14}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phone();
}
