using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Inbound;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Instances.Hook;

/// <summary>
/// One address for the numbers of all instances. Each may have a Meta app of its own, so the body says whose secret to
/// check it with, and the secret that fits decides which of its events count.
/// </summary>
internal sealed partial class SharedHook(
    HookKeys keys, ChannelStore channels, VerifyTokens verifyTokens, Receiver receiver, BodyBudget budget, Instruments instruments, Ids ids)
{
    private const int MaxBody = 4 * 1024 * 1024, MaxSecrets = 16;

    private static readonly byte[] Taken = "{}"u8.ToArray();

    private static readonly Problem
        WrongSignature = new(403, "signature_invalid", "The signature does not match"),
        WrongToken = new(403, "verify_token_invalid", "The verify token does not match"),
        NotStored = new(503, Codes.StorageUnavailable, "The events could not be stored; send them again") { RetryAfter = TimeSpan.FromSeconds(5) };

    // Whoever names no number of ours waits as long as whoever signs wrongly.
    private readonly AppSignature _nobody = new(new Secret(ids.Token(32)));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var hook = routes.ServiceProvider.GetRequiredService<SharedHook>();
        var group = routes.MapGroup("/hooks/whatsapp").ExcludeFromDescription();
        group.MapGet("", hook.VerifyAsync);
        var receivers = routes.ServiceProvider.GetRequiredService<ReceiverEndpoints>();
        group.MapPost("", (RequestDelegate)(http => receivers.GuardAsync(http, hook.ReceiveAsync))).ShortCircuit();
    }

    private async Task<IResult> VerifyAsync(HttpContext http, CancellationToken cancellation)
    {
        var query = http.Request.Query;
        string mode = query["hub.mode"].ToString(), token = query["hub.verify_token"].ToString(), challenge = query["hub.challenge"].ToString();
        // Asked in every case, by a keyed hash: neither the answer nor its time tells how near a token comes, or to whose.
        var isKnown = await channels.KnowsVerifyTokenAsync(verifyTokens.Hashes(token), cancellation);
        return isKnown && mode == "subscribe" && Challenge.IsMatch(challenge) ? TypedResults.Text(challenge, "text/plain") : WrongToken;
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new PooledBody(budget);
        if (await body.ReadAsync(http.Request, MaxBody) is { } fault) await RefuseAsync(http, fault == BodyFault.TooLarge ? RequestBody.TooLarge : NotStored);
        else if (await SignedAsync(http, body.Bytes) is not { } mine) await RefuseAsync(http, WrongSignature);
        else if (!await TakeAsync(body.Bytes, mine)) await RefuseAsync(http, NotStored);
        else await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, Taken);
    }

    /// <summary>By environment, of whom the signer of a body may speak; null when nobody signed it.</summary>
    private async ValueTask<ILookup<string, HookSubject>?> SignedAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var header = http.Request.Headers[WebhookSignature.HeaderName];
        var subjects = PayloadSplitter.Subjects(body).Select(one => new HookSubject(one.IsNumber, one.Id)).ToArray();
        var known = await keys.OfAsync(subjects, isDoubted: false, http.RequestAborted);
        if (Signer(known, header, body.Span) is { } signer) return Of(known, signer);
        known = await keys.OfAsync(subjects, isDoubted: true, http.RequestAborted);
        return Signer(known, header, body.Span) is { } newer ? Of(known, newer) : null;
    }

    /// <summary>The mark of the secret that the body is signed with.</summary>
    private string? Signer(IReadOnlyDictionary<HookSubject, IReadOnlyList<HookKey>> known, StringValues header, ReadOnlySpan<byte> body)
    {
        var candidates = known.Values.SelectMany(of => of).DistinctBy(key => key.Mark).Take(MaxSecrets).ToList();
        if (candidates.Count == 0) _nobody.Fits(body, header);
        foreach (var key in candidates)
        {
            if (key.Signature.Fits(body, header)) return key.Mark;
        }
        return null;
    }

    private static ILookup<string, HookSubject> Of(IReadOnlyDictionary<HookSubject, IReadOnlyList<HookKey>> known, string mark) =>
        known.SelectMany(of => of.Value.Where(key => key.Mark == mark).Select(key => (key.Environment, Subject: of.Key)))
            .ToLookup(one => one.Environment, one => one.Subject);

    private async ValueTask<bool> TakeAsync(ReadOnlyMemory<byte> body, ILookup<string, HookSubject> mine)
    {
        foreach (var of in mine)
        {
            var subjects = of.ToHashSet();
            if (!await receiver.TakeAsync(of.Key, body, e => subjects.Contains(e.NumberId is { } number ? new(true, number) : new(false, e.EntryId)))) return false;
        }
        return true;
    }

    private Task RefuseAsync(HttpContext http, Problem problem)
    {
        instruments.Refused(problem.Code);
        return problem.ExecuteAsync(http);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,256}\z", RegexOptions.None, 1000)]
    private static partial Regex Challenge { get; }
}
