using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>Finds the parts of a change's value: messages, statuses, contacts and the other members.</summary>
internal static class ChangeReader
{
    /// <summary>Reads the current value. The caller sets the field.</summary>
    public static ChangePart ReadValue(ref StrictReader json, PayloadParts parts)
    {
        var start = json.Start;
        var (items, contacts, members) = (parts.Items.Count, parts.Contacts.Count, parts.Members.Count);
        var change = new ChangePart { Field = "" };
        while (json.NextMember())
        {
            if (json.Token == JsonTokenType.StartArray && ListOf(json) is { } list)
                ReadItems(ref json, parts, list);
            else
                ReadMember(ref json, parts, ref change);
        }
        return change with
        {
            Value = json.Since(start),
            Items = new(items, parts.Items.Count),
            Contacts = new(contacts, parts.Contacts.Count),
            Members = new(members, parts.Members.Count),
        };
    }

    private static ItemList? ListOf(in StrictReader json) =>
        json.Is("messages"u8) ? ItemList.Messages
        : json.Is("statuses"u8) ? ItemList.Statuses
        : json.Is("message_echoes"u8) ? ItemList.Echoes
        : null;

    private static void ReadMember(ref StrictReader json, PayloadParts parts, ref ChangePart change)
    {
        var (name, start) = (json.Name, json.Start);
        var isContacts = json.Is("contacts"u8) && json.Token == JsonTokenType.StartArray;
        if (isContacts)
            ReadContacts(ref json, parts);
        else if (json.Is("metadata"u8) && json.Token == JsonTokenType.StartObject)
            change = change with { NumberId = ReadIdIn(ref json, "phone_number_id"u8) };
        else if (json.Is("waba_info"u8) && json.Token == JsonTokenType.StartObject)
            change = change with { AccountId = ReadIdIn(ref json, "waba_id"u8) };
        else
            RowCounter.Read(ref json, parts);
        var quotedName = new Piece(name.Start - 1, name.Length + 2);
        parts.Add(parts.Members, new(quotedName, json.Since(start), isContacts));
    }

    private static string? ReadIdIn(ref StrictReader json, ReadOnlySpan<byte> name)
    {
        string? id = null;
        while (json.NextMember())
        {
            if (json.Is(name))
                id = json.Id();
            else
                json.Skip();
        }
        return id;
    }

    private static void ReadItems(ref StrictReader json, PayloadParts parts, ItemList list)
    {
        while (json.NextItem())
            parts.Add(parts.Items, ReadItem(ref json, list));
    }

    private static ItemPart ReadItem(ref StrictReader json, ItemList list)
    {
        var item = new ItemPart { List = list };
        if (json.Token != JsonTokenType.StartObject)
            return item with { Whole = json.Skip() };
        var start = json.Start;
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                item = item with { Id = json.Id() };
            else if (!(item.IsStatus ? TryReadOfStatus(ref json, ref item) : TryReadOfMessage(ref json, ref item)))
                ReadPerson(ref json, ref item);
        }
        return item with { Whole = json.Since(start) };
    }

    private static bool TryReadOfStatus(ref StrictReader json, ref ItemPart item)
    {
        if (json.Is("status"u8))
            item = item with { Status = json.Id() };
        else if (json.Is("recipient_participant_id"u8) || json.Is("participant_recipient_id"u8))
            item = item with { Participant = json.Id() };
        else
            return false;
        return true;
    }

    private static bool TryReadOfMessage(ref StrictReader json, ref ItemPart item)
    {
        if (!json.Is("timestamp"u8))
            return false;
        item = item with { Second = json.Second() };
        return true;
    }

    private static void ReadPerson(ref StrictReader json, ref ItemPart item)
    {
        if (json.Is("from"u8))
            item = item with { From = json.Text() };
        else if (json.Is("from_user_id"u8))
            item = item with { FromUser = json.Text() };
        else if (json.Is("recipient_id"u8))
            item = item with { To = json.Text() };
        else if (json.Is("recipient_user_id"u8))
            item = item with { ToUser = json.Text() };
        else
            json.Skip();
    }

    private static void ReadContacts(ref StrictReader json, PayloadParts parts)
    {
        while (json.NextItem())
            parts.Add(parts.Contacts, ReadContact(ref json));
    }

    private static ContactPart ReadContact(ref StrictReader json)
    {
        var contact = new ContactPart();
        if (json.Token != JsonTokenType.StartObject)
            return contact with { Whole = json.Skip() };
        var start = json.Start;
        while (json.NextMember())
        {
            if (json.Is("wa_id"u8))
                contact = contact with { WaId = json.Text() };
            else if (json.Is("user_id"u8))
                contact = contact with { UserId = json.Text() };
            else
                json.Skip();
        }
        return contact with { Whole = json.Since(start) };
    }
}
