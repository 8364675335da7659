using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Patchbay.Server.Intake;

/// <summary>
/// Bounds what a body becomes. Each event of a change gets a copy of the change's other members, so a body with one
/// large member and many messages would become many times its size.
/// </summary>
internal static class EventSizes
{
    // The brackets, quotes and names that an event's payload has around its parts.
    private const int Around = 96;

    // Meta's messages have some 400 bytes around them.
    private const int PerEvent = 512;

    // Broken UTF-8 becomes the replacement character, which may have more bytes.
    private const int MostRepaired = 1024;

    /// <summary>Whether the events have together the size of the body, and at most some bytes more each.</summary>
    public static bool Fit(ReadOnlyMemory<byte> body, PayloadParts parts, int count)
    {
        if (!Utf8.IsValid(body.Span) && Repaired(body.Span) > body.Length + MostRepaired)
            return false;
        return count <= 1 || Total(body, parts) <= body.Length + ((long)PerEvent * count);
    }

    private static long Total(ReadOnlyMemory<byte> body, PayloadParts parts)
    {
        var total = 0L;
        foreach (ref readonly var entry in CollectionsMarshal.AsSpan(parts.Entries))
        {
            for (var i = entry.FirstChange; i < entry.EndChange; i++)
                total += Of(body, parts, entry, parts.Changes[i]);
        }
        return total;
    }

    private static long Of(ReadOnlyMemory<byte> body, PayloadParts parts, in EntryPart entry, in ChangePart change)
    {
        var frame = Around + parts.Object.Length + entry.Id.Length + entry.Time.Length + change.Field.Length;
        return PayloadCutter.IsOneEvent(change) || change.Items.Count == 1
            ? frame + change.Value.Length
            : ((long)frame * change.Items.Count) + Split(body, parts, change);
    }

    /// <summary>The size of the values that a change is split into.</summary>
    private static long Split(ReadOnlyMemory<byte> body, PayloadParts parts, in ChangePart change)
    {
        var (shared, lists) = (0L, 0L);
        for (var i = change.Members.First; i < change.Members.End; i++)
        {
            var member = parts.Members[i];
            if (member.IsContacts)
                lists += member.Value.Length;
            else
                shared += member.Size;
        }
        var contacts = new ContactIndex(body, parts, change);
        var total = shared * change.Items.Count;
        for (var i = change.Items.First; i < change.Items.End; i++)
        {
            var item = parts.Items[i];
            var contact = contacts.Of(item);
            total += item.Whole.Length + (contact.IsNone ? lists : contact.Length);
        }
        return total;
    }

    private static int Repaired(ReadOnlySpan<byte> body) => Encoding.UTF8.GetByteCount(Encoding.UTF8.GetString(body));
}
