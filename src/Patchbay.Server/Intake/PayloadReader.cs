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

    /// <summary>Reads a body. Returns false for JSON that is not a payload that this server can read.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
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
        var first = _parts.Changes.Count;
        var entry = new EntryDraft();
        while (_json.NextMember())
        {
            if (!TryReadEntryMember(ref entry))
                return false;
        }
        if (entry is { BareField: { } field, BareChange: { } change })
        {
            _parts.Add(_parts.Changes, change with { Field = field, IsBare = true });
            entry.HasChanges = true;
        }
        if (entry is not { Id: { } id, HasChanges: true })
            return false;
        _parts.Add(_parts.Entries, new(id, entry.Time, first, _parts.Changes.Count));
        return true;
    }

    private bool TryReadEntryMember(ref EntryDraft entry)
    {
        if (_json.Is("id"u8))
            entry.Id = _json.Id();
        else if (_json.Is("time"u8) && _json.Token == JsonTokenType.Number)
            entry.Time = _json.Skip();
        else if (_json.Token == JsonTokenType.StartArray && ListName() is { } list)
        {
            entry.HasChanges = true;
            return TryReadList(list);
        }
        else if (_json.Is("field"u8))
            entry.BareField = _json.Id();
        else if (_json.Is("value"u8) && _json.Token == JsonTokenType.StartObject)
            entry.BareChange = ChangeReader.ReadValue(ref _json, _parts);
        else
            _json.Skip();
        return true;
    }

    private readonly string? ListName() =>
        _json.Is("changes"u8) ? PayloadLists.Changes
        : _json.Is("messaging"u8) ? PayloadLists.Messaging
        : _json.Is("standby"u8) ? PayloadLists.Standby
        : null;

    private bool TryReadList(string list)
    {
        while (_json.NextItem())
        {
            if (_json.Token != JsonTokenType.StartObject)
                return false;
            if (list != PayloadLists.Changes)
                MessagingReader.Read(ref _json, _parts, list);
            else if (!TryReadChange())
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
                change = ChangeReader.ReadValue(ref _json, _parts);
            else
                _json.Skip();
        }
        if (field is null || change is not { } read)
            return false;
        _parts.Add(_parts.Changes, read with { Field = field });
        return true;
    }

    private struct EntryDraft
    {
        public string? Id;
        public Piece Time;
        public bool HasChanges;

        // Instagram writes the change of a comment into the entry itself, without a list.
        public string? BareField;
        public ChangePart? BareChange;
    }
}
