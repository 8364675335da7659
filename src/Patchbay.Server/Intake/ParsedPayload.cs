using System.Runtime.InteropServices;

namespace Patchbay.Server.Intake;

/// <summary>A body that was read: whom it is about is known before its signature is checked, its events are cut out after.</summary>
internal sealed class ParsedPayload(ReadOnlyMemory<byte> body, PayloadParts parts) : IDisposable
{
    [ThreadStatic]
    private static PayloadParts? _spare;

    /// <summary>Whom the events are about, each once: a number where one is named, otherwise the account.</summary>
    public IReadOnlyCollection<(bool IsNumber, string Id)> Subjects()
    {
        if (parts is { Entries.Count: 1, Changes.Count: 1 })
            return [SubjectOf(parts.Entries[0], parts.Changes[0])];
        var subjects = new HashSet<(bool, string)>();
        foreach (var entry in CollectionsMarshal.AsSpan(parts.Entries))
        {
            for (var i = entry.FirstChange; i < entry.EndChange; i++)
                subjects.Add(SubjectOf(entry, parts.Changes[i]));
        }
        return subjects;
    }

    /// <summary>The events in order; null when there are more than a body may hold.</summary>
    public SplitEvent[]? Events(string environment) => PayloadSplitter.Events(environment, body, parts);

    public void Dispose() => GiveBack(parts);

    // One a thread is enough: who reads a body seldom waits before its events are cut out.
    internal static PayloadParts TakeParts()
    {
        var parts = _spare ?? new();
        _spare = null;
        return parts;
    }

    internal static void GiveBack(PayloadParts parts) => _spare = parts;

    private static (bool IsNumber, string Id) SubjectOf(EntryPart entry, ChangePart change) =>
        change.NumberId is { } number ? (true, number) : (false, change.AccountId ?? entry.Id);
}
