using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>The places of a body's parts, in order. Reused from body to body.</summary>
internal sealed class PayloadParts
{
    /// <summary>The most events that one body may hold. Meta sends up to 1,000 changes.</summary>
    public const int MaxEvents = 5000;

    /// <summary>
    /// The most rows that lists inside of events may become: messages of the history and contacts of the business app.
    /// 3 MB, the most that Meta sends, hold about 15,000.
    /// </summary>
    public const int MaxRows = 16_384;

    // Entries, changes, items, contacts and members of values: 5,000 events have about 35,000.
    private const int MaxParts = 40_000,
        MostKept = 8192;

    private int _parts;

    public Piece Object { get; set; }

    /// <summary>The rows that lists inside of events become, beside the events themselves.</summary>
    public int Rows { get; private set; }

    public List<EntryPart> Entries { get; } = [];

    public List<ChangePart> Changes { get; } = [];

    public List<ItemPart> Items { get; } = [];

    public List<ContactPart> Contacts { get; } = [];

    public List<MemberPart> Members { get; } = [];

    public MemberNames Names { get; } = new();

    public void Clear()
    {
        (Object, Rows, _parts) = (default, 0, 0);
        Clear(Entries);
        Clear(Changes);
        Clear(Items);
        Clear(Contacts);
        Clear(Members);
    }

    /// <summary>Adds a part to one of the lists.</summary>
    /// <exception cref="JsonException">The body has too many parts.</exception>
    public void Add<T>(List<T> list, T part)
    {
        if (++_parts > MaxParts || list.Count >= MostOf<T>())
            throw new JsonException();
        list.Add(part);
    }

    // More changes or items are more events.
    private static int MostOf<T>() =>
        typeof(T) == typeof(ChangePart) || typeof(T) == typeof(ItemPart) ? MaxEvents : MaxParts;

    /// <summary>Counts a row that an event becomes beside itself.</summary>
    /// <exception cref="JsonException">The body becomes too many rows.</exception>
    public void AddRow()
    {
        if (++Rows > MaxRows)
            throw new JsonException();
    }

    // The memory of an unusual body is given back, because the lists live as long as their thread.
    private static void Clear<T>(List<T> list)
    {
        list.Clear();
        if (list.Capacity > MostKept)
            list.Capacity = 0;
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

/// <summary>The list in which a message or status stands.</summary>
internal enum ItemList
{
    Messages,
    Statuses,

    /// <summary>Messages that the business wrote in its app.</summary>
    Echoes,
}

/// <summary>
/// One message or status. A message may have the Unix time in seconds at which it was written, otherwise 0. The sender
/// and the recipient are the raw bytes of their ids.
/// </summary>
internal readonly record struct ItemPart(
    ItemList List,
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
)
{
    public bool IsStatus => List == ItemList.Statuses;
}

/// <summary>One contact, and the raw bytes of its ids.</summary>
internal readonly record struct ContactPart(Piece Whole, Piece WaId, Piece UserId);

/// <summary>A member of a value other than messages and statuses. The name includes its quotes.</summary>
internal readonly record struct MemberPart(Piece Name, Piece Value, bool IsContacts)
{
    /// <summary>The bytes of the member with its colon and comma.</summary>
    public int Size => Name.Length + Value.Length + 2;
}
