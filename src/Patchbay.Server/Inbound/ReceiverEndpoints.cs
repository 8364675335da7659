using System.Collections.Concurrent;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Inbound;

/// <summary>Where Meta calls: the app's address, and one per number.</summary>
internal sealed partial class ReceiverEndpoints(
    MetaApps apps, PhoneStore phones, MasterKeys keys, Receiver receiver, BodyBudget budget, Instruments instruments, ILogger<ReceiverEndpoints> logger)
{
    private const int MaxBody = 4 * 1024 * 1024;

    private static readonly Problem
        WrongSignature = new(403, "signature_invalid", "The signature does not match."),
        WrongToken = new(403, "verify_token_invalid", "The verify token does not match."),
        NotStored = new(503, Codes.StorageUnavailable, "The events could not be stored; send them again.") { RetryAfter = TimeSpan.FromSeconds(5) };

    private readonly MetaApp[] _apps = [.. apps.All];

    // A number never changes its environment, so what is here is never wrong. Of a number that is disconnected by now the
    // events are stored all the same, and are nobody's.
    private readonly ConcurrentDictionary<Guid, MetaApp> _appOfPhone = new();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ReceiverEndpoints>();
        var receivers = routes.MapGroup("").ExcludeFromDescription();
        receivers.MapGet("/webhooks/meta", endpoints.VerifyApp);
        // Straight from the routing: nothing that stands before the other routes has a part in these.
        receivers.MapPost("/webhooks/meta", (RequestDelegate)(http => endpoints.GuardAsync(http, endpoints.ReceiveForAppAsync))).ShortCircuit();
        receivers.MapGet("/webhook/phone/{id}", endpoints.VerifyPhoneAsync);
        receivers.MapPost("/webhook/phone/{id}", (RequestDelegate)(http => endpoints.GuardAsync(http, endpoints.ReceiveForPhoneAsync))).ShortCircuit();
    }

    private IResult VerifyApp(HttpContext http)
    {
        // Every app is asked, whichever matches: the time taken tells nothing of which one did.
        var answers = _apps.Select(app => Handshake(http, app.VerifyToken.Reveal())).ToList();
        return Challenge(answers.Find(answer => answer is not null));
    }

    private async Task<IResult> VerifyPhoneAsync(PathId id, HttpContext http, CancellationToken cancellation)
    {
        var answer = Handshake(http, PhoneVerifyToken.Of(keys, id));
        return Challenge(await phones.FindByAddressAsync(id, cancellation) is null ? null : answer);
    }

    /// <summary>These routes have no outer edge around them: what nobody expected is a 503, so that Meta sends the events again.</summary>
    public async Task GuardAsync(HttpContext http, RequestDelegate receive)
    {
        try
        {
            await receive(http);
        }
        catch (Exception error) when (error is not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            Log.Failed(logger, error);
            await RefuseAsync(http, NotStored);
        }
    }

    private async Task ReceiveForAppAsync(HttpContext http)
    {
        using var body = new PooledBody(budget);
        if (await body.ReadAsync(http.Request, MaxBody) is { } fault) await RefuseAsync(http, fault);
        else if (SignerOf(http, body.Bytes.Span) is not { } signer) await RefuseAsync(http, WrongSignature);
        else if (!await receiver.TakeAsync(signer.Environment, body.Bytes)) await RefuseAsync(http, NotStored);
    }

    private async Task ReceiveForPhoneAsync(HttpContext http)
    {
        using var body = new PooledBody(budget);
        if (await body.ReadAsync(http.Request, MaxBody) is { } fault) await RefuseAsync(http, fault);
        // An unknown address is answered like a wrong signature: it must not tell which numbers exist.
        else if (await AppOfAsync(http) is not { } app || !IsSigned(http, body.Bytes.Span, app)) await RefuseAsync(http, WrongSignature);
        else if (!await receiver.TakeAsync(app.Environment, body.Bytes)) await RefuseAsync(http, NotStored);
    }

    private MetaApp? SignerOf(HttpContext http, ReadOnlySpan<byte> body)
    {
        foreach (var app in _apps)
        {
            if (IsSigned(http, body, app)) return app;
        }
        return null;
    }

    private async ValueTask<MetaApp?> AppOfAsync(HttpContext http)
    {
        if (!Guid.TryParseExact(http.Request.RouteValues["id"] as string, "D", out var id)) return null;
        if (_appOfPhone.TryGetValue(id, out var known)) return known;
        if (await phones.FindByAddressAsync(id, http.RequestAborted) is not { } phone || apps.Find(phone.Environment) is not { } app) return null;
        return _appOfPhone[id] = app;
    }

    private static bool IsSigned(HttpContext http, ReadOnlySpan<byte> body, MetaApp app) =>
        app.Signed(body, http.Request.Headers[WebhookSignature.HeaderName]);

    private static string? Handshake(HttpContext http, string verifyToken)
    {
        var query = http.Request.Query;
        return WebhookHandshake.Answer(query["hub.mode"], query["hub.verify_token"], query["hub.challenge"], verifyToken);
    }

    private static IResult Challenge(string? answer) => answer is null ? WrongToken : TypedResults.Text(answer, "text/plain");

    private Task RefuseAsync(HttpContext http, BodyFault fault) => RefuseAsync(http, fault == BodyFault.TooLarge ? RequestBody.TooLarge : NotStored);

    private Task RefuseAsync(HttpContext http, Problem problem)
    {
        instruments.Refused(problem.Code);
        return problem.ExecuteAsync(http);
    }

    private static partial class Log
    {
        [LoggerMessage(401, LogLevel.Error, "A webhook could not be taken in.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
