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
        var post = routes.MapPost(webhook.Path, http => intake.ReceiveAsync(http, webhook)).ExcludeFromDescription();
        if (webhook.IsShortCircuit)
            post.ShortCircuit();
        if (webhook.Handshake is { } handshake)
            routes.MapGet(webhook.Path, handshake.AnswerAsync).ExcludeFromDescription();
    }
}
