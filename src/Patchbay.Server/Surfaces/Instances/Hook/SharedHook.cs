using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Instances.Hook;

/// <summary>
/// One address for the numbers of all instances. Each may have a Meta app of its own, so the body says whose secret to
/// check it with, and the secret that fits decides which of its events count.
/// </summary>
internal sealed partial class SharedHook(
    HookKeys keys,
    ChannelStore channels,
    VerifyTokens verifyTokens,
    Receiver receiver,
    ReceiverEdge edge,
    BodyBudget budget,
    Ids ids
)
{
    private const int MaxBody = 4 * 1024 * 1024,
        MaxSecrets = 16;

    private static readonly byte[] Taken = "{}"u8.ToArray();

    private static readonly Problem WrongSignature =
            ReceiverEdge.WrongSignature with
            {
                Message = "The signature does not match",
            },
        WrongToken = new(403, "verify_token_invalid", "The verify token does not match"),
        NotStored = ReceiverEdge.NotStored with { Message = "The events could not be stored; send them again" };

    // Whoever names no number of ours waits as long as whoever signs wrongly.
    private readonly AppSignature _nobody = new(new Secret(ids.Token(32)));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var hook = routes.ServiceProvider.GetRequiredService<SharedHook>();
        var group = routes.MapGroup("/hooks/whatsapp").ExcludeFromDescription();
        group.MapGet("", hook.VerifyAsync);
        group
            .MapPost("", routes.ServiceProvider.GetRequiredService<ReceiverEdge>().Guard(hook.ReceiveAsync))
            .ShortCircuit();
    }

    private async Task<IResult> VerifyAsync(HttpContext http, CancellationToken cancellation)
    {
        var query = http.Request.Query;
        string mode = query["hub.mode"].ToString(),
            token = query["hub.verify_token"].ToString(),
            challenge = query["hub.challenge"].ToString();
        // Asked in every case, by a keyed hash: neither the answer nor its time tells how near a token comes, or to whose.
        var isKnown = await channels.KnowsVerifyTokenAsync(verifyTokens.Hashes(token), cancellation);
        return isKnown && mode == "subscribe" && Challenge.IsMatch(challenge)
            ? TypedResults.Text(challenge, "text/plain")
            : WrongToken;
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new PooledBody(budget);
        if (await body.ReadAsync(http.Request, MaxBody) is { } fault)
        {
            await edge.RefuseAsync(http, fault, NotStored);
            return;
        }
        var shares = await SharesAsync(http, body.Bytes);
        if (shares.Count == 0)
            await edge.RefuseAsync(http, WrongSignature);
        else if (!await TakeAsync(body.Bytes, shares))
            await edge.RefuseAsync(http, NotStored);
        else
            await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, Taken);
    }

    /// <summary>What of a body its signer may speak of. What it was read into is given back before anything is stored: that may take long.</summary>
    private async ValueTask<IReadOnlyList<Share>> SharesAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        // Read once: whom it is about chooses the secret, and the events are cut out when it fits.
        using var payload = PayloadSplitter.Read(body);
        var mine = await SignedAsync(http, body, payload?.Subjects() ?? []);
        if (mine.Count == 1)
            return [new(mine[0].Key.Environment, payload!.Events(mine[0].Key.Environment), mine)];
        return
        [
            .. mine.GroupBy(one => one.Key.Environment)
                .Select(of => new Share(of.Key, payload!.Events(of.Key), [.. of])),
        ];
    }

    /// <summary>Of whom the signer of a body may speak; nobody when it is not signed.</summary>
    private async ValueTask<IReadOnlyList<HookGrant>> SignedAsync(
        HttpContext http,
        ReadOnlyMemory<byte> body,
        IReadOnlyCollection<(bool IsNumber, string Id)> subjects
    )
    {
        var header = http.Request.Headers[WebhookSignature.HeaderName];
        var known = await keys.OfAsync(subjects, isDoubted: false, http.RequestAborted);
        if (Signer(known, header, body.Span) is { } signer)
            return Of(known, signer);
        known = await keys.OfAsync(subjects, isDoubted: true, http.RequestAborted);
        return Signer(known, header, body.Span) is { } newer ? Of(known, newer) : [];
    }

    /// <summary>The mark of the secret that the body is signed with.</summary>
    private string? Signer(IReadOnlyList<HookGrant> known, StringValues header, ReadOnlySpan<byte> body)
    {
        if (known.Count == 0)
            _nobody.Fits(body, header);
        foreach (
            var key in known.Count <= 1
                ? known.Select(one => one.Key)
                : known.Select(one => one.Key).DistinctBy(key => key.Mark).Take(MaxSecrets)
        )
        {
            if (key.Signature.Fits(body, header))
                return key.Mark;
        }
        return null;
    }

    private static IReadOnlyList<HookGrant> Of(IReadOnlyList<HookGrant> known, string mark) =>
        known.Count == 1 ? known : [.. known.Where(one => one.Key.Mark == mark)];

    private async ValueTask<bool> TakeAsync(ReadOnlyMemory<byte> body, IReadOnlyList<Share> shares)
    {
        foreach (var share in shares)
        {
            if (!await receiver.TakeAsync(share.Environment, share.All, body, share.Has))
                return false;
        }
        return true;
    }

    private static HookSubject SubjectOf(SplitEvent one) =>
        one.NumberId is { } number ? new(true, number) : new(false, one.EntryId);

    /// <summary>The events of a body as one environment sees them, and whose of them count.</summary>
    private sealed record Share(string Environment, SplitEvent[]? All, IReadOnlyList<HookGrant> Grants)
    {
        private readonly HashSet<HookSubject>? _subjects =
            Grants.Count == 1 ? null : [.. Grants.Select(one => one.Subject)];

        public bool Has(SplitEvent one) => _subjects?.Contains(SubjectOf(one)) ?? SubjectOf(one) == Grants[0].Subject;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,256}\z", RegexOptions.None, 1000)]
    private static partial Regex Challenge { get; }
}
