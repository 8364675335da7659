using System.Text.Json.Serialization;

namespace Patchbay.Graph;

/// <summary>One page of a list.</summary>
public sealed record Page<T> : GraphObject
{
    /// <summary>Items of the page.</summary>
    public IReadOnlyList<T> Data
    {
        get => field ?? [];
        init => field = Lists.Whole(value);
    }

    /// <summary>Links to the neighboring pages.</summary>
    public Paging? Paging { get; init; }

    /// <summary>The cursor to pass as <see cref="PageQuery.After"/> for the next page; null on the last page.</summary>
    [JsonIgnore]
    public string? NextCursor => Paging is { Next: not null, Cursors.After: { Length: > 0 } after } ? after : null;

    /// <summary>
    /// Whether Meta wrote the page as a list without a wrapper. It is then written back the same way.
    /// </summary>
    [JsonIgnore]
    internal bool IsBare { get; init; }
}

/// <summary>Links to the neighboring pages.</summary>
public sealed record Paging : GraphObject
{
    /// <summary>Cursors of the first and the last item of the page.</summary>
    public PageCursors? Cursors { get; init; }

    /// <summary>URL of the next page; absent on the last page.</summary>
    /// <remarks>It can contain the token, so do not log it.</remarks>
    public string? Next { get; init; }

    /// <summary>URL of the previous page; absent on the first page.</summary>
    /// <remarks>It can contain the token, so do not log it.</remarks>
    public string? Previous { get; init; }
}

/// <summary>Cursors of the first and the last item of a page.</summary>
/// <remarks>Cursors expire, so do not store them.</remarks>
public sealed record PageCursors : GraphObject
{
    /// <summary>Cursor of the first item.</summary>
    public string? Before { get; init; }

    /// <summary>Cursor of the last item.</summary>
    public string? After { get; init; }
}

/// <summary>The parameters that every list accepts.</summary>
public record PageQuery
{
    /// <summary>
    /// Names of the fields to return, with expansions such as <c>phone_numbers{id}</c>; Meta's default set when
    /// omitted.
    /// </summary>
    public string? Fields { get; init; }

    /// <summary>Number of items on a page.</summary>
    /// <remarks>Meta's default is 25, and its maximum is usually 100.</remarks>
    public int? Limit { get; init; }

    /// <summary>Cursor that returns the page after it.</summary>
    public string? After { get; init; }

    /// <summary>Cursor that returns the page before it.</summary>
    public string? Before { get; init; }
}

/// <summary>Which fields of a node to return.</summary>
public sealed record FieldsQuery
{
    /// <summary>
    /// Comma-separated names of the fields to return, with expansions such as <c>phone_numbers{id}</c>; Meta's default
    /// set when omitted.
    /// </summary>
    public string? Fields { get; init; }
}
