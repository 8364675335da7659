namespace Patchbay.Server.Intake;

/// <summary>Remembers the member names of the open objects of one document, to notice a repeated name.</summary>
internal sealed class MemberNames
{
    /// <summary>The deepest nesting of a document.</summary>
    public const int MaxDepth = 64;

    // Up to this many names are compared in turn. An object with more names, or with escapes in a name, gets a set.
    private const int Few = 24;

    private readonly int[] _first = new int[MaxDepth + 1];
    private readonly HashSet<string>?[] _sets = new HashSet<string>?[MaxDepth + 1];
    private (int Start, int Length)[] _names = new (int, int)[128];
    private int _count,
        _depth;

    public void Clear() => (_count, _depth) = (0, 0);

    public void Open()
    {
        _first[++_depth] = _count;
        _sets[_depth] = null;
    }

    public void Close() => _count = _first[_depth--];

    /// <summary>Adds a name. Returns false when the innermost open object has this name already.</summary>
    /// <param name="json">The document.</param>
    /// <param name="start">The first byte of the name.</param>
    /// <param name="length">The number of the name's bytes.</param>
    /// <param name="unescaped">The name, when it is written with escapes.</param>
    public bool Add(ReadOnlySpan<byte> json, int start, int length, string? unescaped)
    {
        if (unescaped is not null || _sets[_depth] is not null || _count - _first[_depth] >= Few)
            return AddToSet(json, start, length, unescaped);
        var name = json.Slice(start, length);
        for (var i = _first[_depth]; i < _count; i++)
        {
            if (_names[i].Length == length && json.Slice(_names[i].Start, length).SequenceEqual(name))
                return false;
        }
        if (_count == _names.Length)
            Array.Resize(ref _names, _count * 2);
        _names[_count++] = (start, length);
        return true;
    }

    private bool AddToSet(ReadOnlySpan<byte> json, int start, int length, string? unescaped)
    {
        var set = _sets[_depth];
        if (set is null)
        {
            set = _sets[_depth] = new HashSet<string>(StringComparer.Ordinal);
            for (var i = _first[_depth]; i < _count; i++)
                set.Add(Text(json.Slice(_names[i].Start, _names[i].Length)));
        }
        return set.Add(unescaped ?? Text(json.Slice(start, length)));
    }

    private static string Text(ReadOnlySpan<byte> utf8) => System.Text.Encoding.UTF8.GetString(utf8);
}
