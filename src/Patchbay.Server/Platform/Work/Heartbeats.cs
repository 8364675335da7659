using System.Collections.Concurrent;

namespace Patchbay.Server.Platform.Work;

/// <summary>When each worker of this process last went round; one that stopped is seen in the readiness answer.</summary>
public sealed class Heartbeats(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <summary>Every worker that went round once, and how long ago it did so last.</summary>
    public IEnumerable<(string Worker, TimeSpan Age)> All =>
        _last.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, clock.GetElapsedTime(one.Value)));

    public void Beat(string worker) => _last[worker] = clock.GetTimestamp();
}
