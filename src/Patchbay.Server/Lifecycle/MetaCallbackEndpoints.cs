using Patchbay.Server.Intake;

namespace Patchbay.Server.Lifecycle;

/// <summary>Meta's calls for a person, and the page that tells the person what became of their data.</summary>
internal static class MetaCallbackEndpoints
{
    public static void MapMetaCallbacks(this IEndpointRouteBuilder routes)
    {
        routes.MapWebhooks(routes.ServiceProvider.GetRequiredService<MetaCallbacks>().Routes);
        routes.MapGet("/data-deletion/{code}", ShowAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        string code,
        HttpContext http,
        DataDeletionStore deletions,
        CancellationToken cancellation
    ) => DataDeletionPage.Render(http, await deletions.FindAsync(code, cancellation));
}
