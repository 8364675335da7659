using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Limits;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// The routes that Meta calls when a person removes the app or asks for deletion, and the page with the result of a
/// deletion.
/// </summary>
internal static class MetaCallbackEndpoints
{
    public static void MapMetaCallbacks(this IEndpointRouteBuilder routes)
    {
        routes.MapWebhooks(routes.ServiceProvider.GetRequiredService<MetaCallbacks>().Routes);
        routes.MapGet("/data-deletion/{code}", ShowAsync).ExcludeFromDescription().LimitBySource(LimitKind.Pages);
    }

    private static async Task<IResult> ShowAsync(
        string code,
        HttpContext http,
        DataDeletionStore deletions,
        CancellationToken cancellation
    ) => DataDeletionPage.Render(http, await deletions.FindAsync(code, cancellation));
}
