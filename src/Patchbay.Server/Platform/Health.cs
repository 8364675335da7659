using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform;

/// <summary>Liveness says that the process runs; readiness that it can store what it is given.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("""{"status":"ok"}""", "application/json")).ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            var version = await database.VersionAsync(cancellation);
            return TypedResults.Text($$"""{"status":"ok","storage":"{{version}}"}""", "application/json");
        }
        catch (Exception error) when (database.IsUnavailable(error))
        {
            return TypedResults.Text("""{"status":"unavailable","storage":"unavailable"}""", "application/json", statusCode: 503);
        }
    }
}
