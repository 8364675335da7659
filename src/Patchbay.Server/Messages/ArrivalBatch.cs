namespace Patchbay.Server.Messages;

/// <summary>A message by its number or connection and the provider's id.</summary>
internal readonly record struct ArrivalKey(Guid? PhoneId, string? ConnectionId, string ProviderMessageId);

/// <summary>The messages that a batch of arrivals is about, and what becomes of them.</summary>
/// <param name="added">The ids of the messages that were stored as new.</param>
internal sealed class ArrivalBatch(IReadOnlySet<Guid> added)
{
    private readonly Dictionary<ArrivalKey, MessageRow> _known = [];
    private readonly Dictionary<ArrivalKey, MessageArrival> _changed = [];
    private readonly HashSet<ArrivalKey> _new = [],
        _updated = [];

    /// <summary>By the id of each arrival's row: the message as it stands after it.</summary>
    public Dictionary<Guid, MessageRow> Standing { get; } = [];

    public List<MessageArrival> Changes { get; } = [];

    /// <summary>The rows of changes whose messages have not come.</summary>
    public IReadOnlyList<MessageRow> New => [.. _new.Select(key => _known[key])];

    public static ArrivalKey? KeyOf(MessageRow row) =>
        row.ProviderMessageId is { } id ? new(row.PhoneId, row.ConnectionId, id) : null;

    public void Know(IReadOnlyList<MessageRow> rows)
    {
        foreach (var row in rows)
        {
            if (KeyOf(row) is not { } key)
                continue;
            _known[key] = row;
            _new.Remove(key);
        }
    }

    public void Take(IReadOnlyList<MessageArrival> arrivals)
    {
        foreach (var arrival in arrivals)
        {
            if (arrival.IsChange)
                Change(arrival);
            else
                Receive(arrival.Row);
        }
    }

    /// <summary>Whether the row of a change was not stored, because the message was stored meanwhile.</summary>
    public bool IsLost(MessageArrival change, IReadOnlySet<Guid> inserted) =>
        KeyOf(change.Row) is { } key && _new.Contains(key) && !inserted.Contains(_known[key].Id);

    /// <summary>The stored rows that have changed since the last call.</summary>
    public IReadOnlyList<MessageRow> TakeUpdated()
    {
        var rows = _updated.Except(_new).Select(key => _known[key]).ToList();
        _updated.Clear();
        return rows;
    }

    private void Receive(MessageRow message)
    {
        var known = KeyOf(message) is { } key && _known.TryGetValue(key, out var row) ? row : null;
        if (added.Contains(message.Id))
        {
            // A change that came earlier in this batch is in what is known.
            Standing[message.Id] = known is null || known.Id != message.Id ? message : known;
            return;
        }
        if (known is null || !ArrivalRules.Completes(known, message))
            return;
        var complete = ArrivalRules.IsAwaited(known)
            ? ArrivalRules.Completed(known, message)
            : ArrivalRules.Filled(known, message);
        Standing[message.Id] = Set(message, complete);
    }

    private void Change(MessageArrival change)
    {
        if (KeyOf(change.Row) is not { } key)
            return;
        Changes.Add(change);
        if (!_known.TryGetValue(key, out var message))
        {
            _new.Add(key);
            message = ArrivalRules.Awaited(change);
        }
        else
        {
            message = ArrivalRules.Changed(message, change);
        }
        Standing[change.Row.Id] = Set(change.Row, message);
    }

    private MessageRow Set(MessageRow arrived, MessageRow message)
    {
        if (KeyOf(arrived) is { } key)
        {
            _known[key] = message;
            _updated.Add(key);
        }
        return message;
    }
}
