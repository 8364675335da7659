using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Health;

/// <summary>Liveness says that the process runs; readiness that it can store what it is given, and how its parts are.</summary>
internal static class HealthEndpoints
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Heartbeats>();
        services.AddSingleton<DatabaseProbe>();
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/health/live", () => TypedResults.Text("""{"status":"ok"}""", "application/json"))
            .ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).ExcludeFromDescription();
    }

    private static async Task<JsonHttpResult<HealthReport>> ReadyAsync(
        DatabaseProbe probe,
        IntakeQueue intake,
        Heartbeats heartbeats,
        DeliveryLag lag,
        CancellationToken cancellation
    )
    {
        var database = await probe.CheckAsync(cancellation);
        var queue = new IntakeHealth(
            HealthRules.OfQueue(intake.Queued, IntakeQueue.QueueLength),
            intake.Queued,
            IntakeQueue.QueueLength
        );
        var workers = heartbeats.All.ToDictionary(
            one => one.Worker,
            one => new WorkerHealth(HealthRules.OfWorker(one.Age), Math.Round(one.Age.TotalSeconds, 1))
        );
        var deliveries = database.Status == HealthStatus.Ok ? Of(await lag.ReadAsync(cancellation)) : null;
        string[] parts =
        [
            database.Status,
            queue.Status,
            .. workers.Values.Select(worker => worker.Status),
            deliveries?.Status ?? HealthStatus.Ok,
        ];
        var overall = HealthRules.Overall(parts);
        return TypedResults.Json(
            new HealthReport(overall, database, queue, workers, deliveries),
            HealthJson.Default.HealthReport,
            statusCode: overall == HealthStatus.Unavailable ? 503 : 200
        );
    }

    private static DeliveriesHealth Of(TimeSpan lag) => new(HealthRules.OfLag(lag), Math.Round(lag.TotalSeconds, 1));
}
