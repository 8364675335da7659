namespace Patchbay.Server.Health;

/// <summary>The limits of each part's health.</summary>
internal static class HealthRules
{
    // A healthy worker begins a round at least every 30 seconds.
    private static readonly TimeSpan WorkerGone = TimeSpan.FromSeconds(90),
        Late = TimeSpan.FromMinutes(5);

    public static string OfQueue(int queued, int capacity) =>
        queued >= capacity ? HealthStatus.Unavailable
        : queued > capacity / 2 ? HealthStatus.Degraded
        : HealthStatus.Ok;

    public static string OfWorker(TimeSpan sinceLastRound) =>
        sinceLastRound > WorkerGone ? HealthStatus.Degraded : HealthStatus.Ok;

    public static string OfSecrets(int unreadable) => unreadable > 0 ? HealthStatus.Degraded : HealthStatus.Ok;

    public static string OfLag(TimeSpan lag) => lag > Late ? HealthStatus.Degraded : HealthStatus.Ok;

    /// <summary>Returns the health of all parts. The overall status is the worst status of a part.</summary>
    public static HealthReport Report(
        DatabaseHealth database,
        IntakeHealth intake,
        IReadOnlyDictionary<string, WorkerHealth> workers,
        SecretsHealth secrets,
        DeliveriesHealth? deliveries
    )
    {
        string[] parts =
        [
            database.Status,
            intake.Status,
            secrets.Status,
            .. workers.Values.Select(worker => worker.Status),
            deliveries?.Status ?? HealthStatus.Ok,
        ];
        return new(Overall(parts), database, intake, workers, secrets, deliveries);
    }

    /// <summary>Returns the worst status of the parts.</summary>
    public static string Overall(IReadOnlyCollection<string> parts) =>
        parts.Contains(HealthStatus.Unavailable) ? HealthStatus.Unavailable
        : parts.Contains(HealthStatus.Degraded) ? HealthStatus.Degraded
        : HealthStatus.Ok;
}
