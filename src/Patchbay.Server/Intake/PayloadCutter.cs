using System.Runtime.InteropServices;
using System.Text;

namespace Patchbay.Server.Intake;

/// <summary>Cuts the events out of a body whose parts are known.</summary>
internal static class PayloadCutter
{
    private const string WhatsApp = "whatsapp_business_account";

    /// <summary>
    /// Returns the events in order; null when there are more than a body may hold, or when they would take much more
    /// than the body.
    /// </summary>
    public static SplitEvent[]? Cut(string environment, ReadOnlyMemory<byte> body, PayloadParts parts)
    {
        var count = CountOf(parts.Changes);
        if (count > PayloadParts.MaxEvents || !EventSizes.Fit(body, parts, count))
            return null;
        var kind = ObjectOf(body.Span, parts.Object);
        var isOnly = count == 1 && parts.Entries.Count == 1;
        var (events, next) = (new SplitEvent[count], 0);
        foreach (var entry in CollectionsMarshal.AsSpan(parts.Entries))
        {
            for (var i = entry.FirstChange; i < entry.EndChange; i++)
            {
                var frame = FrameOf(environment, kind, body, parts, entry, parts.Changes[i], isOnly);
                next += Cut(frame, events.AsSpan(next));
            }
        }
        return events;
    }

    private static EventFrame FrameOf(
        string environment,
        string kind,
        ReadOnlyMemory<byte> body,
        PayloadParts parts,
        in EntryPart entry,
        in ChangePart change,
        bool isOnly
    )
    {
        var contacts = new ContactIndex(body, parts, change);
        return new(environment, kind, body, parts, entry, change, contacts, IsWholeBody: isOnly && !change.IsBare);
    }

    /// <summary>Cuts out the events of one change and returns their number.</summary>
    private static int Cut(in EventFrame frame, Span<SplitEvent> events)
    {
        if (IsOneEvent(frame.Change))
        {
            events[0] = frame.Whole();
            return 1;
        }
        var items = frame.Change.Items;
        for (var i = 0; i < items.Count; i++)
            events[i] = frame.Single(frame.Parts.Items[items.First + i]);
        return items.Count;
    }

    /// <summary>Whether a change stays as it is.</summary>
    public static bool IsOneEvent(in ChangePart change) =>
        change.IsMessaging || change.NumberId is null || change.Items.Count == 0;

    private static int CountOf(List<ChangePart> changes)
    {
        var count = 0;
        foreach (ref readonly var change in CollectionsMarshal.AsSpan(changes))
            count += IsOneEvent(change) ? 1 : change.Items.Count;
        return count;
    }

    private static string ObjectOf(ReadOnlySpan<byte> body, Piece piece)
    {
        if (piece.IsNone)
            return "";
        var name = piece.Of(body)[1..^1];
        return name.SequenceEqual("whatsapp_business_account"u8) ? WhatsApp
            : name.Length <= 64 && !name.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? Encoding.ASCII.GetString(name)
            : "";
    }
}
