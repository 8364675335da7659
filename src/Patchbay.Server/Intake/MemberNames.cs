using System.Numerics;

namespace Patchbay.Server.Intake;

/// <summary>
/// Remembers the member names of the open objects of one document, to notice a repeated name. Names are compared as
/// bytes; the cost of a name does not depend on how many names its object has.
/// </summary>
internal sealed class MemberNames
{
    /// <summary>The deepest nesting of a document.</summary>
    public const int MaxDepth = 64;

    // Up to this many names of an object are compared in turn. The names of a larger object are found by their hash.
    private const int Few = 16,
        Most = 4096,
        First = 128,
        MostKept = 8192,
        None = -1;

    private readonly int[] _first = new int[MaxDepth + 1];
    private Entry[] _names = new Entry[First];
    private int[] _heads = [];
    private byte[] _unescaped = [];
    private int _count,
        _depth,
        _unescapedLength;

    public void Clear()
    {
        (_count, _depth, _unescapedLength) = (0, 0, 0);
        // The memory of an unusual document is given back, because the names live as long as their thread.
        if (_names.Length > MostKept)
            _names = new Entry[First];
        if (_unescaped.Length > MostKept)
            _unescaped = [];
        if (_heads.Length > MostKept)
            _heads = [];
        else
            Array.Fill(_heads, None);
    }

    public void Open() => _first[++_depth] = _count;

    public void Close()
    {
        var first = _first[_depth--];
        // Names leave in the reverse order, so each is the head of its list.
        for (; _count > first; _count--)
        {
            ref var name = ref _names[_count - 1];
            if (name.IsHashed)
                _heads[name.Slot(_heads)] = name.Next;
        }
    }

    /// <summary>
    /// Adds a name. Returns false when the innermost open object has this name already, or too many names.
    /// </summary>
    /// <param name="json">The document.</param>
    /// <param name="start">The first byte of the name.</param>
    /// <param name="length">The number of the name's bytes.</param>
    public bool Add(ReadOnlySpan<byte> json, int start, int length) =>
        Add(json, new Entry { Start = start, Length = length });

    /// <summary>Adds a name that is written with escapes.</summary>
    /// <param name="json">The document.</param>
    /// <param name="name">The name without its escapes.</param>
    public bool AddUnescaped(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        if (_unescapedLength + name.Length > _unescaped.Length)
            Array.Resize(ref _unescaped, Math.Max(2 * _unescaped.Length, _unescapedLength + name.Length));
        name.CopyTo(_unescaped.AsSpan(_unescapedLength));
        // A complement marks names that are not in the document.
        var entry = new Entry { Start = ~_unescapedLength, Length = name.Length };
        _unescapedLength += name.Length;
        return Add(json, entry);
    }

    private bool Add(ReadOnlySpan<byte> json, Entry entry)
    {
        var first = _first[_depth];
        if (_count - first == Most)
            return false;
        if (_count == _names.Length)
            Array.Resize(ref _names, _count * 2);
        if (_count - first < Few)
        {
            if (IsAmong(json, first, entry))
                return false;
            _names[_count++] = entry;
            return true;
        }
        if (_count - first == Few)
            Hash(json, first);
        return AddHashed(json, entry);
    }

    private bool IsAmong(ReadOnlySpan<byte> json, int first, in Entry entry)
    {
        var name = Of(json, entry);
        for (var i = first; i < _count; i++)
        {
            if (_names[i].Length == name.Length && Of(json, _names[i]).SequenceEqual(name))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Makes the names of the innermost object, which were compared in turn so far, findable by hash.
    /// </summary>
    private void Hash(ReadOnlySpan<byte> json, int first)
    {
        if (_heads.Length < _count)
            Grow();
        for (var i = first; i < _count; i++)
        {
            _names[i] = _names[i].Hashed(Of(json, _names[i]));
            Link(i);
        }
    }

    private bool AddHashed(ReadOnlySpan<byte> json, Entry entry)
    {
        if (_count >= _heads.Length)
            Grow();
        var name = Of(json, entry);
        var hashed = entry.Hashed(name);
        // Names of outer objects follow those of the innermost object.
        for (var i = _heads[hashed.Slot(_heads)]; i >= _first[_depth]; i = _names[i].Next)
        {
            if (_names[i].Hash == hashed.Hash && Of(json, _names[i]).SequenceEqual(name))
                return false;
        }
        _names[_count] = hashed;
        Link(_count++);
        return true;
    }

    private void Link(int i)
    {
        ref var head = ref _heads[_names[i].Slot(_heads)];
        (_names[i].Next, head) = (head, i);
    }

    private void Grow()
    {
        _heads = new int[Math.Max(First, 2 * (int)BitOperations.RoundUpToPowerOf2((uint)_count))];
        Array.Fill(_heads, None);
        for (var i = 0; i < _count; i++)
        {
            if (_names[i].IsHashed)
                Link(i);
        }
    }

    private ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json, in Entry entry) =>
        entry.Start >= 0 ? json.Slice(entry.Start, entry.Length) : _unescaped.AsSpan(~entry.Start, entry.Length);

    private struct Entry
    {
        public required int Start;
        public required int Length;
        public bool IsHashed;
        public int Hash;
        public int Next;

        public readonly int Slot(int[] heads) => Hash & (heads.Length - 1);

        public readonly Entry Hashed(ReadOnlySpan<byte> name)
        {
            // The hash of a process has its own seed, so no sender can choose names that collide.
            var hash = new HashCode();
            hash.AddBytes(name);
            return this with { IsHashed = true, Hash = hash.ToHashCode() };
        }
    }
}
