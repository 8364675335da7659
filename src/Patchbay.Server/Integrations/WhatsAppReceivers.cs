using Patchbay.Graph.Webhooks;
using Patchbay.Server.Connections;
using Patchbay.Server.Inbound;
using Patchbay.Server.Instances.Hook;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Integrations;

/// <summary>Where Meta may send a WhatsApp account's events: an address of its own, and one for all. Secrets are chosen as on the shared hook.</summary>
internal sealed class WhatsAppReceivers(AccountStore accounts, AccountViews views, ConnectionStore connections, SharedHook hook)
{
    private static readonly Problem WrongToken = new(403, "verify_token_invalid", "The verify token does not match.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var (here, receivers) = (routes.ServiceProvider.GetRequiredService<WhatsAppReceivers>(), routes.ServiceProvider.GetRequiredService<ReceiverEndpoints>());
        var group = routes.MapGroup("/webhook/whatsapp").ExcludeFromDescription();
        group.MapGet("", here.VerifyAnyAsync);
        group.MapGet("{id}", here.VerifyAsync);
        group.MapPost("", (RequestDelegate)(http => receivers.GuardAsync(http, here.ReceiveAnyAsync))).ShortCircuit();
        group.MapPost("{id}", (RequestDelegate)(http => receivers.GuardAsync(http, here.ReceiveAsync))).ShortCircuit();
    }

    private async Task<IResult> VerifyAnyAsync(HttpContext http, CancellationToken cancellation)
    {
        var token = http.Request.Query["hub.verify_token"].ToString();
        var isKnown = await accounts.KnowsVerifyTokenAsync(IntegrationChannels.WhatsApp, views.VerifyTokenHashes(token), cancellation);
        return Challenge(isKnown ? Answer(http, token) : null);
    }

    private async Task<IResult> VerifyAsync(string id, HttpContext http, CancellationToken cancellation) => Challenge(
        await accounts.FindByHookAsync(IntegrationChannels.WhatsApp, id, cancellation) is { } row
            ? Answer(http, (await accounts.VerifyTokenAsync(row, cancellation)).Reveal())
            : null);

    private Task ReceiveAnyAsync(HttpContext http) => hook.ReceiveAsync(http);

    private async Task ReceiveAsync(HttpContext http)
    {
        var row = await accounts.FindByHookAsync(IntegrationChannels.WhatsApp, (string)http.Request.RouteValues["id"]!, http.RequestAborted);
        if (row?.ConnectionId is not { } id || await connections.FindLiveAsync(row.Tenant, id, http.RequestAborted) is not { } connection) await hook.RefuseAsync(http);
        else await hook.ReceiveAsync(http, subject => subject.Id == (subject.IsNumber ? connection.PhoneNumberId : connection.WabaId));
    }

    private static string? Answer(HttpContext http, string verifyToken)
    {
        var query = http.Request.Query;
        return WebhookHandshake.Answer(query["hub.mode"], query["hub.verify_token"], query["hub.challenge"], verifyToken);
    }

    private static IResult Challenge(string? answer) => answer is null ? WrongToken : TypedResults.Text(answer, "text/plain");
}
