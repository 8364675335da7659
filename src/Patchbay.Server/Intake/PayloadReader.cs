using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>Finds the parts of a webhook body in one pass over its bytes.</summary>
internal ref struct PayloadReader
{
    private readonly PayloadParts _parts;
    private StrictReader _json;

    private PayloadReader(ReadOnlySpan<byte> body, PayloadParts parts)
    {
        _parts = parts;
        _json = new StrictReader(body, parts.Names);
    }

    /// <summary>False when it is JSON but no payload we know how to read; a <see cref="JsonException"/> when it is not JSON.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, PayloadParts parts)
    {
        parts.Clear();
        var reader = new PayloadReader(body, parts);
        return reader.TryReadRoot();
    }

    private bool TryReadRoot()
    {
        if (_json.Token != JsonTokenType.StartObject)
            return false;
        var found = false;
        while (_json.NextMember())
        {
            if (_json.Is("entry"u8))
            {
                if (_json.Token != JsonTokenType.StartArray || !TryReadEntries())
                    return false;
                found = true;
            }
            else if (_json.Is("object"u8) && _json.Token == JsonTokenType.String)
                _parts.Object = _json.Skip();
            else
                _json.Skip();
        }
        _json.End();
        return found;
    }

    private bool TryReadEntries()
    {
        while (_json.NextItem())
        {
            if (_json.Token != JsonTokenType.StartObject || !TryReadEntry())
                return false;
        }
        return true;
    }

    private bool TryReadEntry()
    {
        var (id, time, first, listed) = ((string?)null, default(Piece), _parts.Changes.Count, false);
        var (field, bare) = ((string?)null, (ChangePart?)null);
        while (_json.NextMember())
        {
            if (_json.Is("id"u8))
                id = _json.Id();
            else if (_json.Is("time"u8) && _json.Token == JsonTokenType.Number)
                time = _json.Skip();
            else if (_json.Token == JsonTokenType.StartArray && ListName() is { } list)
            {
                listed = true;
                if (!TryReadList(list))
                    return false;
            }
            // Instagram writes a comment's change into the entry itself.
            else if (_json.Is("field"u8))
                field = _json.Id();
            else if (_json.Is("value"u8) && _json.Token == JsonTokenType.StartObject)
                bare = ReadValue();
            else
                _json.Skip();
        }
        if (field is not null && bare is { } change)
        {
            _parts.Changes.Add(change with { Field = field, IsBare = true });
            listed = true;
        }
        if (id is null || !listed)
            return false;
        _parts.Entries.Add(new(id, time, first, _parts.Changes.Count));
        return true;
    }

    private readonly string? ListName() =>
        _json.Is("changes"u8) ? PayloadSplitter.Changes
        : _json.Is("messaging"u8) ? PayloadSplitter.Messaging
        : _json.Is("standby"u8) ? PayloadSplitter.Standby
        : null;

    private bool TryReadList(string list)
    {
        while (_json.NextItem())
        {
            if (_json.Token != JsonTokenType.StartObject)
                return false;
            if (list != PayloadSplitter.Changes)
                ReadMessaging(list);
            else if (!TryReadChange())
                return false;
            if (_parts.Changes.Count + _parts.Items.Count > PayloadSplitter.MaxEvents * 2)
                return false;
        }
        return true;
    }

    private bool TryReadChange()
    {
        string? field = null;
        ChangePart? change = null;
        while (_json.NextMember())
        {
            if (_json.Is("field"u8))
                field = _json.Id();
            else if (_json.Is("value"u8) && _json.Token == JsonTokenType.StartObject)
                change = ReadValue();
            else
                _json.Skip();
        }
        if (field is null || change is not { } read)
            return false;
        _parts.Changes.Add(read with { Field = field });
        return true;
    }

    private ChangePart ReadValue()
    {
        var (start, items, contacts, members) = (
            _json.Start,
            _parts.Items.Count,
            _parts.Contacts.Count,
            _parts.Members.Count
        );
        var (number, account) = ((string?)null, (string?)null);
        while (_json.NextMember())
        {
            var isStatuses = _json.Is("statuses"u8);
            if ((isStatuses || _json.Is("messages"u8)) && _json.Token == JsonTokenType.StartArray)
            {
                while (_json.NextItem())
                    _parts.Items.Add(ReadItem(isStatuses));
                continue;
            }
            var (name, begin, isContacts) = (
                _json.Name,
                _json.Start,
                _json.Is("contacts"u8) && _json.Token == JsonTokenType.StartArray
            );
            if (isContacts)
                ReadContacts();
            else if (_json.Is("metadata"u8) && _json.Token == JsonTokenType.StartObject)
                number = ReadIdIn("phone_number_id"u8);
            else if (_json.Is("waba_info"u8) && _json.Token == JsonTokenType.StartObject)
                account = ReadIdIn("waba_id"u8);
            else
                _json.Skip();
            _parts.Members.Add(new(new(name.Start - 1, name.Length + 2), _json.Since(begin), isContacts));
        }
        return new(
            "",
            false,
            _json.Since(start),
            number,
            account,
            new(items, _parts.Items.Count),
            new(contacts, _parts.Contacts.Count),
            new(members, _parts.Members.Count)
        );
    }

    private string? ReadIdIn(ReadOnlySpan<byte> name)
    {
        string? id = null;
        while (_json.NextMember())
        {
            if (_json.Is(name))
                id = _json.Id();
            else
                _json.Skip();
        }
        return id;
    }

    private ItemPart ReadItem(bool isStatus)
    {
        if (_json.Token != JsonTokenType.StartObject)
            return new(isStatus, _json.Skip(), null, null, null, false, 0, default, default, default, default);
        var (start, item) = (_json.Start, new ItemPart { IsStatus = isStatus });
        while (_json.NextMember())
        {
            if (_json.Is("id"u8))
                item = item with { Id = _json.Id() };
            else if (isStatus && _json.Is("status"u8))
                item = item with { Status = _json.Id() };
            else if (isStatus && (_json.Is("recipient_participant_id"u8) || _json.Is("participant_recipient_id"u8)))
                item = item with { Participant = _json.Id() };
            else if (!isStatus && _json.Is("timestamp"u8))
                item = item with { Second = _json.Second() };
            else if (_json.Is("from"u8))
                item = item with { From = Text() };
            else if (_json.Is("from_user_id"u8))
                item = item with { FromUser = Text() };
            else if (_json.Is("recipient_id"u8))
                item = item with { To = Text() };
            else if (_json.Is("recipient_user_id"u8))
                item = item with { ToUser = Text() };
            else
                _json.Skip();
        }
        return item with { Whole = _json.Since(start) };
    }

    private void ReadContacts()
    {
        while (_json.NextItem())
        {
            var contact = new ContactPart();
            if (_json.Token != JsonTokenType.StartObject)
                contact = contact with { Whole = _json.Skip() };
            else
            {
                var start = _json.Start;
                while (_json.NextMember())
                {
                    if (_json.Is("wa_id"u8))
                        contact = contact with { WaId = Text() };
                    else if (_json.Is("user_id"u8))
                        contact = contact with { UserId = Text() };
                    else
                        _json.Skip();
                }
                contact = contact with { Whole = _json.Since(start) };
            }
            _parts.Contacts.Add(contact);
        }
    }

    // Messenger and Instagram: one item is one event; a message is known by its mid.
    private void ReadMessaging(string list)
    {
        var (start, items, second) = (_json.Start, _parts.Items.Count, 0u);
        while (_json.NextMember())
        {
            if (_json.Is("message"u8) && _json.Token == JsonTokenType.StartObject)
                _parts.Items.Add(ReadMid());
            else if (_json.Is("timestamp"u8))
                second = _json.Second(perSecond: 1000);
            else
                _json.Skip();
        }
        if (_parts.Items.Count > items)
            _parts.Items[items] = _parts.Items[items] with { Second = second };
        _parts.Changes.Add(
            new(list, true, _json.Since(start), null, null, new(items, _parts.Items.Count), default, default)
        );
    }

    private ItemPart ReadMid()
    {
        var item = new ItemPart();
        while (_json.NextMember())
        {
            if (_json.Is("mid"u8))
                item = item with { Id = _json.Id() };
            else
            {
                if (_json.Is("is_deleted"u8))
                    item = item with { IsDeleted = _json.Token == JsonTokenType.True };
                _json.Skip();
            }
        }
        return item;
    }

    private Piece Text()
    {
        var isText = _json.Token == JsonTokenType.String;
        var piece = _json.Skip();
        return isText ? piece : default;
    }
}
