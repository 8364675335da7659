using System.Text.Json.Serialization;

namespace Patchbay.Graph;

/// <summary>One page of a list.</summary>
public sealed record Page<T> : GraphObject
{
    /// <summary>The items.</summary>
    public IReadOnlyList<T> Data
    {
        get => field ?? [];
        init => field = Lists.Whole(value);
    }

    /// <summary>Where the neighbouring pages are.</summary>
    public Paging? Paging { get; init; }

    /// <summary>What to pass as <see cref="PageQuery.After"/> for the next page; null on the last one.</summary>
    [JsonIgnore]
    public string? NextCursor => Paging is { Next: not null, Cursors.After: { Length: > 0 } after } ? after : null;

    /// <summary>The page came as a list without a wrapper, and is written so again.</summary>
    [JsonIgnore]
    internal bool IsBare { get; init; }
}

/// <summary>Where the neighbouring pages are.</summary>
public sealed record Paging : GraphObject
{
    /// <summary>The cursors of this page's ends.</summary>
    public PageCursors? Cursors { get; init; }

    /// <summary>Address of the next page; absent on the last. It can carry the token: do not log it.</summary>
    public string? Next { get; init; }

    /// <summary>Address of the page before; absent on the first. It can carry the token: do not log it.</summary>
    public string? Previous { get; init; }
}

/// <summary>The cursors of a page's ends. They expire; do not store them.</summary>
public sealed record PageCursors : GraphObject
{
    /// <summary>Start of the page.</summary>
    public string? Before { get; init; }

    /// <summary>End of the page.</summary>
    public string? After { get; init; }
}

/// <summary>What every list accepts.</summary>
public record PageQuery
{
    /// <summary>Names of the fields to return, with expansions such as <c>phone_numbers{id}</c>; the default set when left out.</summary>
    public string? Fields { get; init; }

    /// <summary>Items on a page; Meta's default is 25 and its maximum usually 100.</summary>
    public int? Limit { get; init; }

    /// <summary>Cursor: the page after this one.</summary>
    public string? After { get; init; }

    /// <summary>Cursor: the page before this one.</summary>
    public string? Before { get; init; }
}

/// <summary>Which fields of a node to return.</summary>
public sealed record FieldsQuery
{
    /// <summary>Comma-separated names, with expansions such as <c>phone_numbers{id}</c>; the default set when left out.</summary>
    public string? Fields { get; init; }
}
