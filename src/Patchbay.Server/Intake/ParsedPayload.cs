using System.Runtime.InteropServices;
using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>
/// A body that was parsed but not cut yet: its subjects are needed to check the signature, its events only when the
/// signature fits.
/// </summary>
internal sealed class ParsedPayload : IDisposable
{
    // One spare per thread is enough, because a thread rarely waits between parsing a body and cutting it.
    [ThreadStatic]
    private static PayloadParts? _spare;

    private readonly ReadOnlyMemory<byte> _body;
    private readonly PayloadParts _parts;

    private ParsedPayload(ReadOnlyMemory<byte> body, PayloadParts parts) => (_body, _parts) = (body, parts);

    /// <summary>Parses a body. Returns null when the body is not a payload that this server can read.</summary>
    public static ParsedPayload? Read(ReadOnlyMemory<byte> body)
    {
        var parts = _spare ?? new();
        _spare = null;
        try
        {
            if (PayloadReader.TryRead(body.Span, parts))
                return new(body, parts);
        }
        catch (JsonException)
        {
            // Not JSON.
        }
        _spare = parts;
        return null;
    }

    /// <summary>
    /// Returns the numbers and accounts that the events are about, each once: the number where an event names a number,
    /// otherwise the account.
    /// </summary>
    public IReadOnlyCollection<(bool IsNumber, string Id)> Subjects()
    {
        if (_parts is { Entries.Count: 1, Changes.Count: 1 })
            return [SubjectOf(_parts.Entries[0], _parts.Changes[0])];
        var subjects = new HashSet<(bool, string)>();
        foreach (var entry in CollectionsMarshal.AsSpan(_parts.Entries))
        {
            for (var i = entry.FirstChange; i < entry.EndChange; i++)
                subjects.Add(SubjectOf(entry, _parts.Changes[i]));
        }
        return subjects;
    }

    /// <summary>Returns the events in order; null when there are more than a body may hold.</summary>
    public SplitEvent[]? Events(string environment) => PayloadCutter.Cut(environment, _body, _parts);

    public void Dispose() => _spare = _parts;

    private static (bool IsNumber, string Id) SubjectOf(EntryPart entry, ChangePart change) =>
        change.NumberId is { } number ? (true, number) : (false, change.AccountId ?? entry.Id);
}
