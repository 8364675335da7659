namespace Patchbay.Server.Intake;

/// <summary>
/// Finds the contact of a message or a status by its ids. The lists need not have the same order or length.
/// </summary>
internal readonly struct ContactIndex
{
    // Up to this many contacts are compared in turn.
    private const int Few = 8;

    private readonly ReadOnlyMemory<byte> _body;
    private readonly PayloadParts _parts;
    private readonly Run _contacts;
    private readonly Dictionary<ContactId, int>? _places;

    public ContactIndex(ReadOnlyMemory<byte> body, PayloadParts parts, in ChangePart change)
    {
        (_body, _parts, _contacts) = (body, parts, change.Contacts);
        _places = _contacts.Count > Few && change.Items.Count > 1 ? Places() : null;
    }

    /// <summary>
    /// Returns the first contact that has one of the item's ids. A single contact belongs to every item.
    /// </summary>
    public Piece Of(in ItemPart item)
    {
        var place = _places is null ? Searched(item) : LookedUp(item, _places);
        if (place < _contacts.End)
            return _parts.Contacts[place].Whole;
        return _contacts.Count == 1 ? _parts.Contacts[_contacts.First].Whole : default;
    }

    private int Searched(in ItemPart item)
    {
        var place = _contacts.First;
        while (place < _contacts.End && !IsOf(_parts.Contacts[place], item))
            place++;
        return place;
    }

    private int LookedUp(in ItemPart item, Dictionary<ContactId, int> places)
    {
        var place = _contacts.End;
        Look(new(item.From, IsUser: false), places, ref place);
        Look(new(item.FromUser, IsUser: true), places, ref place);
        Look(new(item.To, IsUser: false), places, ref place);
        Look(new(item.ToUser, IsUser: true), places, ref place);
        return place;
    }

    private static void Look(ContactId id, Dictionary<ContactId, int> places, ref int place)
    {
        if (!id.Text.IsNone && places.TryGetValue(id, out var found))
            place = Math.Min(place, found);
    }

    private Dictionary<ContactId, int> Places()
    {
        var places = new Dictionary<ContactId, int>(_contacts.Count, new ContactIds(_body));
        for (var i = _contacts.First; i < _contacts.End; i++)
        {
            var contact = _parts.Contacts[i];
            if (!contact.WaId.IsNone)
                places.TryAdd(new(contact.WaId, IsUser: false), i);
            if (!contact.UserId.IsNone)
                places.TryAdd(new(contact.UserId, IsUser: true), i);
        }
        return places;
    }

    private bool IsOf(in ContactPart contact, in ItemPart item) =>
        AreEqual(item.From, contact.WaId)
        || AreEqual(item.FromUser, contact.UserId)
        || AreEqual(item.To, contact.WaId)
        || AreEqual(item.ToUser, contact.UserId);

    private bool AreEqual(Piece id, Piece other) => !id.IsNone && id.Of(_body.Span).SequenceEqual(other.Of(_body.Span));

    private readonly record struct ContactId(Piece Text, bool IsUser);

    /// <summary>Compares ids by the bytes of the body.</summary>
    private sealed class ContactIds(ReadOnlyMemory<byte> body) : IEqualityComparer<ContactId>
    {
        public bool Equals(ContactId x, ContactId y) =>
            x.IsUser == y.IsUser && x.Text.Of(body.Span).SequenceEqual(y.Text.Of(body.Span));

        public int GetHashCode(ContactId id)
        {
            var hash = new HashCode();
            hash.AddBytes(id.Text.Of(body.Span));
            return hash.ToHashCode();
        }
    }
}
