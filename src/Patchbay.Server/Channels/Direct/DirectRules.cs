using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;

namespace Patchbay.Server.Channels.Direct;

/// <summary>The kind of an entry of <c>messaging</c>.</summary>
internal enum DirectKind
{
    Other,
    Message,
    Postback,
    Echo,
    Delivery,
    Read,
    Edit,
    Deletion,
}

/// <summary>Reads the entries of Instagram and Messenger without trusting their shape.</summary>
internal static class DirectRules
{
    public static DirectKind KindOf(JsonElement value)
    {
        if (value.Member("message") is { ValueKind: JsonValueKind.Object } message)
        {
            if (message.Text("mid") is null)
                return DirectKind.Other;
            return message.IsTrue("is_deleted") ? DirectKind.Deletion
                : message.IsTrue("is_echo") ? DirectKind.Echo
                : DirectKind.Message;
        }
        if (value.Member("message_edit").Text("mid") is not null)
            return DirectKind.Edit;
        if (value.Member("postback").ValueKind == JsonValueKind.Object)
            return DirectKind.Postback;
        if (value.Member("delivery").ValueKind == JsonValueKind.Object)
            return DirectKind.Delivery;
        return value.Member("read").ValueKind == JsonValueKind.Object ? DirectKind.Read : DirectKind.Other;
    }

    /// <summary>
    /// Meta's name for the kind of content. A message with several attachments has the type of the first.
    /// </summary>
    public static string TypeOf(JsonElement message) =>
        message.Text("text") is not null
            ? "text"
            : message
                .Items("attachments")
                .Select(attachment => attachment.Text("type"))
                .FirstOrDefault(type => type is { Length: > 0 and <= 64 })
                ?? (message.Member("attachment").Text("type") is { Length: > 0 and <= 64 } type ? type : "unsupported");

    /// <summary>Meta's message object without the members that have their own column.</summary>
    public static string ContentOf(JsonElement message)
    {
        var content = JsonObject.Create(message)!;
        foreach (var known in (string[])["mid", "is_echo", "app_id", "metadata"])
            content.Remove(known);
        return content.ToJsonString();
    }

    /// <summary>
    /// Finds the sent message of an echo that arrives before the answer to the send: by the id that we sent along, or
    /// else the oldest message with the same content. Instagram does not echo the id.
    /// </summary>
    public static MessageRow? SentAs(IReadOnlyList<MessageRow> withoutAnswer, JsonElement message)
    {
        if (Guid.TryParse(message.Text("metadata"), out var ours))
            return withoutAnswer.FirstOrDefault(sent => sent.Id == ours);
        var (type, text) = (TypeOf(message), message.Text("text"));
        return withoutAnswer.FirstOrDefault(sent => sent.Type == type && (type != "text" || TextOf(sent) == text));
    }

    private static string? TextOf(MessageRow row)
    {
        using var content = JsonDocument.Parse(row.Content);
        return content.RootElement.Text("text");
    }
}
