namespace Patchbay.Server.Intake;

/// <summary>Where in a body its parts lie, in order. Reused from body to body.</summary>
internal sealed class PayloadParts
{
    public Piece Object { get; set; }

    public List<EntryPart> Entries { get; } = [];

    public List<ChangePart> Changes { get; } = [];

    public List<ItemPart> Items { get; } = [];

    public List<ContactPart> Contacts { get; } = [];

    public List<MemberPart> Members { get; } = [];

    public MemberNames Names { get; } = new();

    public void Clear()
    {
        Object = default;
        Entries.Clear();
        Changes.Clear();
        Items.Clear();
        Contacts.Clear();
        Members.Clear();
    }
}

/// <summary>One entry: the account it is about and when, and its run of changes.</summary>
internal readonly record struct EntryPart(string Id, Piece Time, int FirstChange, int EndChange);

/// <summary>
/// One change: of <c>changes</c>, or an item of Messenger's and Instagram's <c>messaging</c> (then the list's name is the
/// field). An event about a partner names the account it is about inside. Its runs of items, contacts and other members are found by their indices.
/// </summary>
internal readonly record struct ChangePart(
    string Field,
    bool IsMessaging,
    Piece Value,
    string? NumberId,
    string? AccountId,
    Run Items,
    Run Contacts,
    Run Members
)
{
    /// <summary>It stood in the entry itself, in no list.</summary>
    public bool IsBare { get; init; }
}

/// <summary>Indices from the first up to, not including, the end.</summary>
internal readonly record struct Run(int First, int End)
{
    public int Count => End - First;
}

/// <summary>
/// One message or status. Of a message there is the second it was written in, as far as it tells. The last four say whom it
/// speaks of, as the raw bytes of the ids.
/// </summary>
internal readonly record struct ItemPart(
    bool IsStatus,
    Piece Whole,
    string? Id,
    string? Status,
    string? Participant,
    bool IsDeleted,
    uint Second,
    Piece From,
    Piece FromUser,
    Piece To,
    Piece ToUser
);

/// <summary>One contact with the raw bytes of its ids.</summary>
internal readonly record struct ContactPart(Piece Whole, Piece WaId, Piece UserId);

/// <summary>A member of a value beside its messages and statuses; the name with its quotes.</summary>
internal readonly record struct MemberPart(Piece Name, Piece Value, bool IsContacts);
