using Patchbay.Graph.Webhooks;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Inbound;

/// <summary>Where Meta calls: the app's address, and one per number.</summary>
internal static class ReceiverEndpoints
{
    private const int MaxBody = 4 * 1024 * 1024;

    private static readonly Problem
        WrongSignature = new(403, "signature_invalid", "The signature does not match."),
        WrongToken = new(403, "verify_token_invalid", "The verify token does not match."),
        NotStored = new(503, Codes.StorageUnavailable, "The events could not be stored; send them again.") { RetryAfter = TimeSpan.FromSeconds(5) };

    public static void MapReceivers(this IEndpointRouteBuilder routes)
    {
        var receivers = routes.MapGroup("").ExcludeFromDescription();
        receivers.MapGet("/webhooks/meta", VerifyApp);
        receivers.MapPost("/webhooks/meta", ReceiveForAppAsync);
        receivers.MapGet("/webhook/phone/{id}", VerifyPhoneAsync);
        receivers.MapPost("/webhook/phone/{id}", ReceiveForPhoneAsync);
    }

    private static IResult VerifyApp(HttpContext http, MetaApps apps)
    {
        // Every app is asked, whichever matches: the time taken tells nothing of which one did.
        var answers = apps.All.Select(app => Handshake(http, app.VerifyToken.Reveal())).ToList();
        return Challenge(answers.Find(answer => answer is not null));
    }

    private static async Task<IResult> VerifyPhoneAsync(
        PathId id, HttpContext http, PhoneStore phones, MasterKeys keys, CancellationToken cancellation)
    {
        var answer = Handshake(http, PhoneVerifyToken.Of(keys, id));
        return Challenge(await phones.FindByAddressAsync(id, cancellation) is null ? null : answer);
    }

    private static async Task<IResult> ReceiveForAppAsync(
        HttpContext http, MetaApps apps, Receiver receiver, Instruments instruments, CancellationToken cancellation)
    {
        if (await RequestBody.ReadBytesAsync(http, MaxBody) is not { } body) return RequestBody.TooLarge;
        var signer = apps.All.FirstOrDefault(app => IsSigned(http, body, app));
        return signer is null ? Refuse(instruments, WrongSignature) : Answer(instruments, await receiver.TakeAsync(signer.Environment, body, cancellation));
    }

    private static async Task<IResult> ReceiveForPhoneAsync(
        PathId id, HttpContext http, PhoneStore phones, MetaApps apps, Receiver receiver, Instruments instruments, CancellationToken cancellation)
    {
        if (await RequestBody.ReadBytesAsync(http, MaxBody) is not { } body) return RequestBody.TooLarge;
        // An unknown address is answered like a wrong signature: it must not tell which numbers exist.
        if (await phones.FindByAddressAsync(id, cancellation) is not { } phone || apps.Find(phone.Environment) is not { } app || !IsSigned(http, body, app))
        {
            return Refuse(instruments, WrongSignature);
        }
        return Answer(instruments, await receiver.TakeAsync(phone.Environment, body, cancellation));
    }

    private static bool IsSigned(HttpContext http, ReadOnlyMemory<byte> body, MetaApp app) =>
        http.Request.Headers[WebhookSignature.HeaderName] is [{ } header] && WebhookSignature.IsValid(body.Span, header, app.AppSecret.Reveal());

    private static string? Handshake(HttpContext http, string verifyToken)
    {
        var query = http.Request.Query;
        return WebhookHandshake.Answer(query["hub.mode"], query["hub.verify_token"], query["hub.challenge"], verifyToken);
    }

    private static IResult Challenge(string? answer) => answer is null ? WrongToken : TypedResults.Text(answer, "text/plain");

    private static IResult Answer(Instruments instruments, bool stored) => stored ? TypedResults.Ok() : Refuse(instruments, NotStored);

    private static Problem Refuse(Instruments instruments, Problem problem)
    {
        instruments.Refused(problem.Code);
        return problem;
    }
}
