using System.Runtime.InteropServices;
using System.Text.Json;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Finds the contact of a message or a status in a payload by id, because the lists may differ in length and order.
/// </summary>
internal static class Contacts
{
    public static JsonElement Of(JsonElement value, JsonElement item)
    {
        if (!value.TryGetProperty("contacts", out var contacts) || contacts.ValueKind != JsonValueKind.Array)
            return default;
        foreach (var contact in contacts.EnumerateArray())
        {
            if (
                Names(item, "from", contact, "wa_id")
                || Names(item, "from_user_id", contact, "user_id")
                || Names(item, "recipient_id", contact, "wa_id")
                || Names(item, "recipient_user_id", contact, "user_id")
            )
                return contact;
        }
        return contacts.GetArrayLength() == 1 ? contacts[0] : default;
    }

    private static bool Names(JsonElement item, string member, JsonElement contact, string id) =>
        item.ValueKind == JsonValueKind.Object
        && contact.ValueKind == JsonValueKind.Object
        && item.TryGetProperty(member, out var named)
        && contact.TryGetProperty(id, out var known)
        && named.ValueKind == JsonValueKind.String
        && known.ValueKind == JsonValueKind.String
        && JsonMarshal.GetRawUtf8Value(named).SequenceEqual(JsonMarshal.GetRawUtf8Value(known));
}
