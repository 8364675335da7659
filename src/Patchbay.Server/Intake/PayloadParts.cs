namespace Patchbay.Server.Intake;

/// <summary>The places of a body's parts, in order. Reused from body to body.</summary>
internal sealed class PayloadParts
{
    /// <summary>The most events that one body may hold. Meta sends up to 1,000 changes.</summary>
    public const int MaxEvents = 5000;

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

/// <summary>One entry: its account, its time and its run of changes.</summary>
internal readonly record struct EntryPart(string Id, Piece Time, int FirstChange, int EndChange);

/// <summary>
/// One change: an item of <c>changes</c>, or of Messenger's and Instagram's <c>messaging</c> (then the field is the
/// list's name). The account id is set for events about a partner, which name their account inside the value.
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
    /// <summary>True when the change was in the entry itself, not in a list.</summary>
    public bool IsBare { get; init; }
}

/// <summary>Indices from the first up to the end, which is not included.</summary>
internal readonly record struct Run(int First, int End)
{
    public int Count => End - First;
}

/// <summary>
/// One message or status. A message may have the Unix time in seconds at which it was written, otherwise 0. The sender
/// and the recipient are the raw bytes of their ids.
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

/// <summary>One contact, and the raw bytes of its ids.</summary>
internal readonly record struct ContactPart(Piece Whole, Piece WaId, Piece UserId);

/// <summary>A member of a value other than messages and statuses. The name includes its quotes.</summary>
internal readonly record struct MemberPart(Piece Name, Piece Value, bool IsContacts);
