using System.Text;
using System.Text.Json;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// The data of <c>message.*</c> events in payload version 1: the members that it had then, with the bytes that they
/// have now.
/// </summary>
internal static class MessageDataV1
{
    private const string Prefix = "message.",
        Error = "error";

    private static readonly string[] Members =

        [
            "instanceId",
            "messageId",
            "channel",
            "connectionId",
            "accountId",
            "phoneNumberId",
            "phoneNumber",
            "wabaId",
            "contactPhone",
            "contactName",
            "contactId",
            "businessScopedUserId",
            "username",
            "direction",
            "type",
            "content",
            "wamid",
            "mid",
            "mailMessageId",
            "status",
            "externalId",
            "metadata",
            Error,
            "timestamp",
        ],
        ErrorMembers = ["code", "title", "advice"];

    public static bool IsOf(string type) => type.StartsWith(Prefix, StringComparison.Ordinal);

    public static string Of(string data)
    {
        var json = Encoding.UTF8.GetBytes(data);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var text = new StringBuilder(data.Length);
        Copy(json, ref reader, Members, text);
        return text.ToString();
    }

    /// <summary>Copies the named members of the object that the reader has just entered.</summary>
    private static void Copy(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, string[] members, StringBuilder text)
    {
        text.Append('{');
        var isFirst = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Find(ref reader, members);
            reader.Read();
            if (name is null)
            {
                reader.Skip();
                continue;
            }
            text.Append(isFirst ? "\"" : ",\"").Append(name).Append("\":");
            isFirst = false;
            CopyValue(json, ref reader, name, text);
        }
        text.Append('}');
    }

    private static void CopyValue(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, string name, StringBuilder text)
    {
        if (name == Error && reader.TokenType == JsonTokenType.StartObject)
        {
            Copy(json, ref reader, ErrorMembers, text);
            return;
        }
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        text.Append(Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]));
    }

    private static string? Find(ref Utf8JsonReader reader, string[] members)
    {
        foreach (var member in members)
        {
            if (reader.ValueTextEquals(member))
                return member;
        }
        return null;
    }
}
