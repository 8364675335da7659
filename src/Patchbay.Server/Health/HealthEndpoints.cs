using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Health;

/// <summary>
/// Liveness: the process runs. Readiness: the server can store webhooks and deliveries. The answer lists the state of
/// its parts.
/// </summary>
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
        HttpContext http,
        DatabaseProbe probe,
        IntakeQueue intake,
        Heartbeats heartbeats,
        DeliveryLag lag,
        UnreadableSecrets secrets,
        CancellationToken cancellation
    )
    {
        var database = await probe.CheckAsync(cancellation);
        var isUp = database.Status == HealthStatus.Ok;
        var report = HealthRules.Report(
            // A version tells a stranger which faults to try.
            http.Features.Get<Caller>()
                is null
                ? database with
                {
                    Version = null,
                }
                : database,
            HealthOf(intake),
            HealthOf(heartbeats),
            new(HealthRules.OfSecrets(secrets.Count), secrets.Count),
            isUp ? HealthOf(await lag.ReadAsync(cancellation)) : null
        );
        return TypedResults.Json(
            report,
            HealthJson.Default.HealthReport,
            statusCode: report.Status == HealthStatus.Unavailable
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status200OK
        );
    }

    private static IntakeHealth HealthOf(IntakeQueue intake) =>
        new(HealthRules.OfQueue(intake.Queued, IntakeQueue.QueueLength), intake.Queued, IntakeQueue.QueueLength);

    private static Dictionary<string, WorkerHealth> HealthOf(Heartbeats heartbeats) =>
        heartbeats.All.ToDictionary(
            beat => beat.Worker,
            beat => new WorkerHealth(HealthRules.OfWorker(beat.Age), Math.Round(beat.Age.TotalSeconds, 1))
        );

    private static DeliveriesHealth HealthOf(TimeSpan lag) =>
        new(HealthRules.OfLag(lag), Math.Round(lag.TotalSeconds, 1));
}
