using System.Collections.Concurrent;

namespace Patchbay.Faults.Load;

/// <summary>Counts the events that were sent and acknowledged, and those that arrived at the receiver.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<int, bool> _sent = new(),
        _acknowledged = new();
    private readonly ConcurrentDictionary<int, string> _delivered = new();
    private int _duplicates,
        _altered,
        _unexpected,
        _repeats,
        _badSignatures;

    /// <summary>True when every acknowledged event was delivered.</summary>
    public bool IsSettled => _acknowledged.Keys.All(_delivered.ContainsKey);

    /// <summary>Events that were answered with 200 but never delivered.</summary>
    public IReadOnlyList<int> Missing =>
        [.. _acknowledged.Keys.Where(number => !_delivered.ContainsKey(number)).Order()];

    public int DeliveredCount => _delivered.Count;

    /// <summary>Events that were sent but never answered with 200.</summary>
    public IReadOnlyList<int> NotAcknowledged =>
        [.. _sent.Keys.Where(number => !_acknowledged.ContainsKey(number)).Order()];

    public void Sent(int number) => _sent[number] = true;

    public void Acknowledged(int number) => _acknowledged[number] = true;

    /// <summary>Records one call of the server to the receiver.</summary>
    public void Delivered(string webhookId, string? wamid, string? text, bool isSigned)
    {
        if (!isSigned)
            Interlocked.Increment(ref _badSignatures);
        if (NumberedWebhooks.NumberOf(wamid) is not { } number || !_sent.ContainsKey(number))
        {
            Interlocked.Increment(ref _unexpected);
            return;
        }
        if (text != NumberedWebhooks.Text(number))
            Interlocked.Increment(ref _altered);
        if (_delivered.TryAdd(number, webhookId))
            return;
        // The same webhook id may come again after a crash. Another id for the same message is a duplicate event.
        if (_delivered[number] == webhookId)
            Interlocked.Increment(ref _repeats);
        else
            Interlocked.Increment(ref _duplicates);
    }

    public Balance Balance() =>
        new(
            _sent.Count,
            _acknowledged.Count,
            _delivered.Count,
            _acknowledged.Keys.Count(number => !_delivered.ContainsKey(number)),
            _duplicates,
            _altered + _badSignatures,
            _unexpected,
            _repeats
        );
}

/// <param name="Lost">Acknowledged with 200 but never delivered.</param>
/// <param name="Duplicates">Delivered again under another webhook-id.</param>
/// <param name="Altered">Delivered with a changed text or a wrong signature.</param>
/// <param name="Unexpected">Delivered but never sent.</param>
/// <param name="Repeats">Delivered again under the same webhook-id, which is allowed after a crash.</param>
internal sealed record Balance(
    int Sent,
    int Acknowledged,
    int Delivered,
    int Lost,
    int Duplicates,
    int Altered,
    int Unexpected,
    int Repeats
)
{
    public const string LostCheck = "acknowledged and lost",
        DuplicatesCheck = "delivered as two events";
}
