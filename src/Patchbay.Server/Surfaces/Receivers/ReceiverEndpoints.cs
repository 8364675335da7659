using System.Collections.Concurrent;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Receivers;

/// <summary>Where Meta calls: the app's address, and one per number.</summary>
internal sealed class ReceiverEndpoints(
    MetaApps apps,
    PhoneStore phones,
    MasterKeys keys,
    Receiver receiver,
    ReceiverEdge edge,
    BodyBudget budget
)
{
    private const int MaxBody = 4 * 1024 * 1024;

    private readonly MetaApp[] _apps = [.. apps.All];

    // A number never changes its environment, so what is here is never wrong. Of a number that is disconnected by now the
    // events are stored all the same, and are nobody's.
    private readonly ConcurrentDictionary<Guid, MetaApp> _appOfPhone = new();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ReceiverEndpoints>();
        var receivers = routes.MapGroup("").ExcludeFromDescription();
        receivers.MapGet("/webhooks/meta", endpoints.VerifyApp);
        var edge = routes.ServiceProvider.GetRequiredService<ReceiverEdge>();
        receivers.MapPost("/webhooks/meta", edge.Guard(endpoints.ReceiveForAppAsync)).ShortCircuit();
        receivers.MapGet("/webhook/phone/{id}", endpoints.VerifyPhoneAsync);
        receivers.MapPost("/webhook/phone/{id}", edge.Guard(endpoints.ReceiveForPhoneAsync)).ShortCircuit();
    }

    private IResult VerifyApp(HttpContext http)
    {
        // Every app is asked, whichever matches: the time taken tells nothing of which one did.
        var answers = _apps.Select(app => Handshake.Of(http, app.VerifyToken.Reveal())).ToList();
        return Handshake.Answer(answers.Find(answer => answer is not null));
    }

    private async Task<IResult> VerifyPhoneAsync(PathId id, HttpContext http, CancellationToken cancellation)
    {
        var answer = Handshake.Of(http, PhoneVerifyToken.Of(keys, id));
        return Handshake.Answer(await phones.FindByAddressAsync(id, cancellation) is null ? null : answer);
    }

    private async Task ReceiveForAppAsync(HttpContext http)
    {
        using var body = new PooledBody(budget);
        if (await body.ReadAsync(http.Request, MaxBody) is { } fault)
            await edge.RefuseAsync(http, fault, ReceiverEdge.NotStored);
        else if (SignerOf(http, body.Bytes.Span) is not { } signer)
            await edge.RefuseAsync(http, ReceiverEdge.WrongSignature);
        else if (!await receiver.TakeAsync(signer.Environment, body.Bytes))
            await edge.RefuseAsync(http, ReceiverEdge.NotStored);
    }

    private async Task ReceiveForPhoneAsync(HttpContext http)
    {
        using var body = new PooledBody(budget);
        if (await body.ReadAsync(http.Request, MaxBody) is { } fault)
            await edge.RefuseAsync(http, fault, ReceiverEdge.NotStored);
        // An unknown address is answered like a wrong signature: it must not tell which numbers exist.
        else if (await AppOfAsync(http) is not { } app || !IsSigned(http, body.Bytes.Span, app))
            await edge.RefuseAsync(http, ReceiverEdge.WrongSignature);
        else if (!await receiver.TakeAsync(app.Environment, body.Bytes))
            await edge.RefuseAsync(http, ReceiverEdge.NotStored);
    }

    private MetaApp? SignerOf(HttpContext http, ReadOnlySpan<byte> body)
    {
        foreach (var app in _apps)
        {
            if (IsSigned(http, body, app))
                return app;
        }
        return null;
    }

    private async ValueTask<MetaApp?> AppOfAsync(HttpContext http)
    {
        if (!Guid.TryParseExact(http.Request.RouteValues["id"] as string, "D", out var id))
            return null;
        if (_appOfPhone.TryGetValue(id, out var known))
            return known;
        if (
            await phones.FindByAddressAsync(id, http.RequestAborted) is not { } phone
            || apps.Find(phone.Environment) is not { } app
        )
            return null;
        return _appOfPhone[id] = app;
    }

    private static bool IsSigned(HttpContext http, ReadOnlySpan<byte> body, MetaApp app) =>
        app.Signed(body, http.Request.Headers[WebhookSignature.HeaderName]);
}
