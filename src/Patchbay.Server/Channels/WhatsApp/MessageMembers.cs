using System.Text.Json;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Reads what Meta wrote beside the content of a message or in a status. What the message shows by itself, such as the
/// sender, is left out; everything else is kept as it came.
/// </summary>
internal static class MessageMembers
{
    /// <summary>The message with the members of its JSON and of the value around it.</summary>
    /// <param name="message">The message that the event holds.</param>
    /// <param name="item">The item of <c>messages</c> or <c>message_echoes</c>.</param>
    /// <param name="value">The value of the change.</param>
    public static MessageRow With(this MessageRow message, JsonElement item, JsonElement value)
    {
        var details = OfItem(message, item);
        AddAround(details, value, Contacts.Of(value, item), message);
        return With(message, details);
    }

    /// <summary>
    /// The message with the members of its JSON. For messages of the history, of which a value holds thousands.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="item">The item of a thread.</param>
    public static MessageRow With(this MessageRow message, JsonElement item) => With(message, OfItem(message, item));

    private static DetailsBuilder OfItem(MessageRow message, JsonElement item)
    {
        var details = new DetailsBuilder();
        foreach (var member in item.EnumerateObject())
        {
            if (!IsShown(member, message))
                details.Take(member);
        }
        return details;
    }

    private static MessageRow With(MessageRow message, DetailsBuilder details) =>
        ReferenceEquals(details.Details, MessageDetails.None)
            ? message
            : message with
            {
                Details = details.Details.Write(),
            };

    /// <summary>What a status tells of a message.</summary>
    /// <param name="status">The item of <c>statuses</c>.</param>
    /// <param name="value">The value of the change.</param>
    /// <param name="message">Its message as it is known by now.</param>
    /// <param name="arrival">When the status arrived.</param>
    public static MessageDetails OfStatus(
        JsonElement status,
        JsonElement value,
        MessageRow message,
        DateTimeOffset arrival
    )
    {
        var details = new DetailsBuilder();
        foreach (var member in status.EnumerateObject())
        {
            if (!IsShownOfStatus(member, message, arrival))
                details.Take(member);
        }
        if (GroupOf(status) is { } group)
            details.Set(read => read with { GroupId = read.GroupId ?? group });
        AddAround(details, value, Contacts.Of(value, status), message);
        return details.Details;
    }

    /// <summary>The group that a status is about; null when it is about one person.</summary>
    public static string? GroupOf(JsonElement status) =>
        status.Text("group_id") ?? (status.Text("recipient_type") == "group" ? status.Text("recipient_id") : null);

    /// <summary>The person of a group that a status is about. Meta's pages show two spellings.</summary>
    public static string? ParticipantOf(JsonElement status) =>
        status.TextOrNumber("recipient_participant_id")
        ?? status.TextOrNumber("participant_recipient_id")
        ?? status.TextOrNumber("recipient_participant_user_id");

    private static bool IsShown(JsonProperty member, MessageRow message)
    {
        var value = member.Value;
        if (member.NameEquals(message.Type))
            return true;
        if (member.NameEquals("id"u8) || member.NameEquals("type"u8))
            return value.ValueKind == JsonValueKind.String;
        if (member.NameEquals("timestamp"u8))
            return MetaTime.Counts(value, message.CreatedAt);
        var isSent = message.Direction == MessageDirection.Outbound;
        if (member.NameEquals("from"u8) || (isSent && member.NameEquals("to"u8)))
            return value.ValueKind is JsonValueKind.String or JsonValueKind.Number;
        if (member.NameEquals("from_user_id"u8) || member.NameEquals("to_user_id"u8))
            return Is(value, message.BusinessScopedUserId);
        // The status of a message of the history; nothing else is known to stand there.
        return member.NameEquals("history_context"u8) && HasOnly(value, "status");
    }

    private static bool IsShownOfStatus(JsonProperty member, MessageRow message, DateTimeOffset arrival)
    {
        var value = member.Value;
        if (member.NameEquals("id"u8) || member.NameEquals("status"u8))
            return true;
        if (member.NameEquals("timestamp"u8))
            return MetaTime.Counts(value, arrival);
        if (member.NameEquals("recipient_id"u8))
            return Is(value, message.ContactId);
        if (member.NameEquals("recipient_user_id"u8))
            return Is(value, message.BusinessScopedUserId);
        return member.NameEquals("biz_opaque_callback_data"u8)
            && value.ValueKind == JsonValueKind.String
            && Guid.TryParse(value.GetString(), out var id)
            && id == message.Id;
    }

    // Members of the value stand for each of its messages.
    private static void AddAround(DetailsBuilder details, JsonElement value, JsonElement contact, MessageRow message)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (IsFrame(member) || (member.NameEquals("contacts"u8) && IsShown(contact, message)))
                continue;
            details.Add(member.Name, member.Value);
        }
    }

    private static bool IsFrame(JsonProperty member) =>
        member.NameEquals("messaging_product"u8)
        || member.NameEquals("messages"u8)
        || member.NameEquals("statuses"u8)
        || member.NameEquals("message_echoes"u8)
        || member.NameEquals("history"u8)
        || (member.NameEquals("metadata"u8) && HasOnly(member.Value, "display_phone_number", "phone_number_id"));

    private static bool IsShown(JsonElement contact, MessageRow message)
    {
        if (contact.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var member in contact.EnumerateObject())
        {
            var isShown =
                member.NameEquals("wa_id"u8) ? Is(member.Value, message.ContactId)
                : member.NameEquals("user_id"u8) ? Is(member.Value, message.BusinessScopedUserId)
                : member.NameEquals("profile"u8) && IsProfileShown(member.Value, message);
            if (!isShown)
                return false;
        }
        return true;
    }

    private static bool IsProfileShown(JsonElement profile, MessageRow message) =>
        HasOnly(profile, "name", "username")
        && (
            profile.Member("name") is not { ValueKind: not JsonValueKind.Undefined } name
            || Is(name, message.ContactName)
        )
        && (
            profile.Member("username") is not { ValueKind: not JsonValueKind.Undefined } username
            || Is(username, message.Username)
        );

    private static bool HasOnly(JsonElement value, params ReadOnlySpan<string> names)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var member in value.EnumerateObject())
        {
            if (!IsOneOf(member, names))
                return false;
        }
        return true;
    }

    private static bool IsOneOf(JsonProperty member, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (member.NameEquals(name))
                return true;
        }
        return false;
    }

    private static bool Is(JsonElement value, string? shown) =>
        value.ValueKind == JsonValueKind.String && shown is not null && value.ValueEquals(shown);
}
