using System.Collections.Concurrent;

namespace Patchbay.Server.Platform.Work;

/// <summary>When each worker of this process last began a round. Readiness reports a worker that stopped.</summary>
public sealed class Heartbeats(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <summary>Each worker with the time since its last round began.</summary>
    public IEnumerable<(string Worker, TimeSpan Age)> All =>
        _last
            .OrderBy(beat => beat.Key, StringComparer.Ordinal)
            .Select(beat => (beat.Key, clock.GetElapsedTime(beat.Value)));

    public void Beat(string worker) => _last[worker] = clock.GetTimestamp();
}
