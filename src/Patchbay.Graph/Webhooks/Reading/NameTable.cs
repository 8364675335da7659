using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>
/// Finds the entry of a name by the name's UTF-8 bytes, without creating a string. It is filled at start and then only
/// read.
/// </summary>
internal sealed class NameTable<T>
    where T : class
{
    private Entry[] _entries = new Entry[16];
    private int _count;

    public T? Find(ReadOnlySpan<byte> name)
    {
        var (head, tail) = Ends(name);
        var entries = _entries;
        for (var at = Slot(head, tail, name.Length); ; at++)
        {
            ref readonly var entry = ref entries[at & (entries.Length - 1)];
            if (entry.Value is null)
                return null;
            if (entry.Head != head || entry.Tail != tail || entry.Name.Length != name.Length)
                continue;
            // The two ends cover a name of up to 16 bytes completely.
            if (name.Length <= 16 || name.SequenceEqual(entry.Name))
                return entry.Value;
        }
    }

    public void Add(string name, T value)
    {
        // There are four slots per name, so nearly every look-up ends at the first slot.
        if (++_count * 4 > _entries.Length)
            Grow();
        var bytes = Encoding.UTF8.GetBytes(name);
        var (head, tail) = Ends(bytes);
        Put(
            _entries,
            new()
            {
                Head = head,
                Tail = tail,
                Name = bytes,
                Value = value,
            }
        );
    }

    private void Grow()
    {
        var larger = new Entry[_entries.Length * 2];
        foreach (var entry in _entries)
            if (entry.Value is not null)
                Put(larger, entry);
        _entries = larger;
    }

    private static void Put(Entry[] entries, in Entry entry)
    {
        var at = Slot(entry.Head, entry.Tail, entry.Name.Length);
        while (entries[at & (entries.Length - 1)].Value is not null)
            at++;
        entries[at & (entries.Length - 1)] = entry;
    }

    private static (ulong Head, ulong Tail) Ends(ReadOnlySpan<byte> name) =>
        name.Length switch
        {
            >= 8 => (MemoryMarshal.Read<ulong>(name), MemoryMarshal.Read<ulong>(name[^8..])),
            >= 4 => (MemoryMarshal.Read<uint>(name), MemoryMarshal.Read<uint>(name[^4..])),
            > 0 => (name[0], ((ulong)name[name.Length / 2] << 8) | name[^1]),
            _ => default,
        };

    private static int Slot(ulong head, ulong tail, int length) =>
        (int)(((head ^ BitOperations.RotateLeft(tail, 29) ^ (ulong)length) * 0x9E3779B97F4A7C15) >> 40);

    private struct Entry
    {
        public ulong Head;
        public ulong Tail;
        public byte[] Name;
        public T? Value;
    }
}
