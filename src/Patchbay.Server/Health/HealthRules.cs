namespace Patchbay.Server.Health;

/// <summary>What is still healthy.</summary>
internal static class HealthRules
{
    // Workers nap for at most 30 seconds.
    private static readonly TimeSpan WorkerGone = TimeSpan.FromSeconds(90),
        Late = TimeSpan.FromMinutes(5);

    public static string OfQueue(int queued, int capacity) =>
        queued >= capacity ? HealthStatus.Unavailable
        : queued > capacity / 2 ? HealthStatus.Degraded
        : HealthStatus.Ok;

    public static string OfWorker(TimeSpan sinceLastRound) =>
        sinceLastRound > WorkerGone ? HealthStatus.Degraded : HealthStatus.Ok;

    public static string OfLag(TimeSpan lag) => lag > Late ? HealthStatus.Degraded : HealthStatus.Ok;

    /// <summary>The worst of them.</summary>
    public static string Overall(IReadOnlyCollection<string> parts) =>
        parts.Contains(HealthStatus.Unavailable) ? HealthStatus.Unavailable
        : parts.Contains(HealthStatus.Degraded) ? HealthStatus.Degraded
        : HealthStatus.Ok;
}
