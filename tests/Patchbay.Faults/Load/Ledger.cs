using System.Collections.Concurrent;

namespace Patchbay.Faults.Load;

/// <summary>What was sent and acknowledged on one side, and what arrived on the other.</summary>
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

    /// <summary>The other side has never answered it with anything but 200.</summary>
    public bool IsSettled => _acknowledged.Keys.All(_delivered.ContainsKey);

    /// <summary>Answered with 200, and never delivered.</summary>
    public IReadOnlyList<int> Missing =>
        [.. _acknowledged.Keys.Where(number => !_delivered.ContainsKey(number)).Order()];

    public int DeliveredCount => _delivered.Count;

    /// <summary>Sent, and never answered with 200.</summary>
    public IReadOnlyList<int> NotAcknowledged =>
        [.. _sent.Keys.Where(number => !_acknowledged.ContainsKey(number)).Order()];

    public void Sent(int number) => _sent[number] = true;

    public void Acknowledged(int number) => _acknowledged[number] = true;

    /// <summary>One call of the server to a customer's address.</summary>
    public void Delivered(string webhookId, string? wamid, string? text, bool isSigned)
    {
        if (!isSigned)
            Interlocked.Increment(ref _badSignatures);
        if (Numbered.NumberOf(wamid) is not { } number || !_sent.ContainsKey(number))
        {
            Interlocked.Increment(ref _unexpected);
            return;
        }
        if (text != Numbered.Text(number))
            Interlocked.Increment(ref _altered);
        if (_delivered.TryAdd(number, webhookId))
            return;
        // The same id again is allowed after a crash; another id for the same message is a second event.
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

/// <param name="Lost">Acknowledged with 200 and never delivered.</param>
/// <param name="Duplicates">Delivered under a second webhook-id.</param>
/// <param name="Altered">Delivered with another text than was sent, or with a wrong signature.</param>
/// <param name="Unexpected">Delivered although never sent.</param>
/// <param name="Repeats">Delivered again under the same id: allowed after a crash.</param>
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
    public const string WhatIsLost = "acknowledged and lost",
        WhatIsDoubled = "told as two events";
}
