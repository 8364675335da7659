using Patchbay.Server.Platform.Limits;

namespace Patchbay.Server.Intake;

internal static class WebhookMapping
{
    /// <summary>Maps the POST of each route, and the GET of those with a handshake.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder routes, IEnumerable<WebhookRoute> webhooks)
    {
        foreach (var webhook in webhooks)
            routes.MapWebhook(webhook);
    }

    public static void MapWebhook(this IEndpointRouteBuilder routes, WebhookRoute webhook)
    {
        var intake = routes.ServiceProvider.GetRequiredService<WebhookIntake>();
        var post = routes
            .MapPost(webhook.Path, http => intake.ReceiveAsync(http, webhook))
            .ExcludeFromDescription()
            .WithMetadata(HookLimited.Metadata);
        if (webhook.IsShortCircuit)
            post.ShortCircuit();
        if (webhook.Handshake is { } handshake)
        {
            var limits = routes.ServiceProvider.GetRequiredService<HookLimits>();
            routes
                .MapGet(webhook.Path, http => handshake.AnswerAsync(http, limits))
                .ExcludeFromDescription()
                .WithMetadata(HookLimited.Metadata);
        }
    }
}
