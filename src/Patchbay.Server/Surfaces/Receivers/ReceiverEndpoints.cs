using System.Collections.Concurrent;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Receivers;

/// <summary>The routes that Meta calls: one for the configured apps, and one per number.</summary>
internal sealed class ReceiverEndpoints(MetaApps apps, PhoneStore phones, DerivedKeys keys, Receiver receiver)
{
    private readonly MetaApp[] _apps = [.. apps.All];

    // Entries stay valid, because a number never changes its environment. Events of a disconnected number are still
    // stored, without an owner.
    private readonly ConcurrentDictionary<Guid, MetaApp> _appOfPhone = new();

    private IEnumerable<WebhookRoute> Routes =>
        [
            new WebhookRoute<MetaApp>("/webhooks/meta")
            {
                WhoSigned = request => new(request.SignerAmong(_apps)),
                Take = TakeAsync,
                Handshake = new(IsTokenOfAppAsync),
            },
            new WebhookRoute<MetaApp>("/webhook/phone/{id}")
            {
                WhoSigned = AppOfPhoneAsync,
                Take = TakeAsync,
                Handshake = new(IsTokenOfPhoneAsync),
            },
        ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapWebhooks(routes.ServiceProvider.GetRequiredService<ReceiverEndpoints>().Routes);

    private ValueTask<bool> IsTokenOfAppAsync(HttpContext http, string token) =>
        new(Handshake.IsAmong(token, _apps.Select(app => app.VerifyToken.Reveal())));

    private async ValueTask<bool> IsTokenOfPhoneAsync(HttpContext http, string token)
    {
        var id = PathId.TryParse(http.Request.RouteValues["id"] as string, out var given) ? given : default;
        var isToken = Handshake.IsAmong(token, PhoneVerifyToken.EachOf(keys, id));
        return await phones.FindByAddressAsync(id, http.RequestAborted) is not null && isToken;
    }

    private async ValueTask<MetaApp?> AppOfPhoneAsync(WebhookRequest request) =>
        await FindAppAsync(request) is { } app && request.IsSignedBy(app) ? app : null;

    private async ValueTask<MetaApp?> FindAppAsync(WebhookRequest request)
    {
        if (!Guid.TryParseExact(request.PathValue("id"), "D", out var id))
            return null;
        if (_appOfPhone.TryGetValue(id, out var known))
            return known;
        if (
            await phones.FindByAddressAsync(id, request.Aborted) is not { } phone
            || apps.Find(phone.Environment) is not { } app
        )
            return null;
        return _appOfPhone[id] = app;
    }

    private ValueTask<WebhookResult> TakeAsync(WebhookRequest request, MetaApp app) =>
        receiver.TakeAsync(app.Environment, request.Body);
}
