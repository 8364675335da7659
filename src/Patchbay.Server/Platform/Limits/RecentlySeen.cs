using System.Collections.Concurrent;

namespace Patchbay.Server.Platform.Limits;

/// <summary>Remembers a bounded number of keys for a while, on this server only.</summary>
internal sealed class RecentlySeen<TKey, TValue>(TimeProvider clock, TimeSpan keep)
    where TKey : notnull
{
    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<TKey, (TValue Value, DateTimeOffset At)> _seen = new();

    public bool TryGet(TKey key, out TValue? value)
    {
        var isKnown = _seen.TryGetValue(key, out var seen) && seen.At > clock.GetUtcNow() - keep;
        value = seen.Value;
        return isKnown;
    }

    public void Add(TKey key, TValue value)
    {
        if (_seen.TryGetValue(key, out var seen) && seen.At > clock.GetUtcNow() - (keep / 2))
            return;
        // Forgetting all costs a look-up each, and happens once in very many keys.
        if (_seen.Count >= MostKept)
            _seen.Clear();
        _seen[key] = (value, clock.GetUtcNow());
    }

    public void Remove(TKey key) => _seen.TryRemove(key, out _);
}
