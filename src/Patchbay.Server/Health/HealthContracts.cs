using System.Text.Json.Serialization;

namespace Patchbay.Server.Health;

/// <summary>The answer of readiness. <c>unavailable</c> is a 503; <c>degraded</c> works but needs attention.</summary>
public sealed record HealthReport(
    string Status,
    DatabaseHealth Database,
    IntakeHealth Intake,
    IReadOnlyDictionary<string, WorkerHealth> Workers,
    SecretsHealth Secrets,
    DeliveriesHealth? Deliveries
);

/// <param name="Status">One of <see cref="HealthStatus"/>.</param>
/// <param name="Version">
/// Library and version of the database, for callers with a key; null when it cannot be reached.
/// </param>
/// <param name="WriteMilliseconds">Time of a small write; null when it did not succeed.</param>
public sealed record DatabaseHealth(string Status, string? Version, double? WriteMilliseconds);

/// <param name="Status">One of <see cref="HealthStatus"/>.</param>
/// <param name="Queued">Requests that wait for a commit.</param>
/// <param name="Capacity">How many requests may wait.</param>
public sealed record IntakeHealth(string Status, int Queued, int Capacity);

/// <param name="Status">One of <see cref="HealthStatus"/>.</param>
/// <param name="SecondsSinceLastRound">
/// The age of the worker's last round. A healthy worker begins a round at least every 30 seconds.
/// </param>
public sealed record WorkerHealth(string Status, double SecondsSinceLastRound);

/// <param name="Status">One of <see cref="HealthStatus"/>.</param>
/// <param name="OldestDueSeconds">How late the oldest due delivery is.</param>
public sealed record DeliveriesHealth(string Status, double OldestDueSeconds);

/// <param name="Status">One of <see cref="HealthStatus"/>.</param>
/// <param name="Unreadable">Stored secrets that could not be opened since the server started.</param>
public sealed record SecretsHealth(string Status, int Unreadable);

public static class HealthStatus
{
    public const string Ok = "ok",
        Degraded = "degraded",
        Unavailable = "unavailable";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext;
