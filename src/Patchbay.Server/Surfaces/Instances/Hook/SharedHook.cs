using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Instances.Hook;

/// <summary>
/// The webhook route for the numbers of all instances. Each number may have its own Meta app. The subjects in the body
/// select the secrets to check, and only events of the matching secret's subjects count.
/// </summary>
internal sealed partial class SharedHook(HookKeys keys, VerifyTokens verifyTokens, Receiver receiver, Ids ids)
{
    private const int MaxSecrets = 16;

    // Unknown numbers take as long to refuse as wrong signatures, so that the time reveals nothing.
    private readonly AppSignature _unknownSigner = new(new Secret(ids.Token(32)));

    private WebhookRoute Route =>
        new WebhookRoute<IReadOnlyList<Share>>("/hooks/whatsapp")
        {
            NotSigned = WebhookRoute.WrongSignature with { Message = "The signature does not match" },
            NotStored = WebhookRoute.EventsNotStored with
            {
                Message = "The events could not be stored; send them again",
            },
            Answer = "{}"u8.ToArray(),
            WhoSigned = SharesAsync,
            Take = TakeAsync,
            Handshake = new(ChallengeAsync)
            {
                WrongToken = new Problem(403, "verify_token_invalid", "The verify token does not match"),
            },
        };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapWebhook(routes.ServiceProvider.GetRequiredService<SharedHook>().Route);

    private async ValueTask<string?> ChallengeAsync(HttpContext http)
    {
        var query = http.Request.Query;
        string mode = query["hub.mode"].ToString(),
            token = query["hub.verify_token"].ToString(),
            challenge = query["hub.challenge"].ToString();
        // The token is checked in every case and by a keyed hash, so that neither the answer nor its timing reveals how
        // similar a token is.
        var isKnown = await verifyTokens.IsKnownAsync(
            VerifyTokens.OfInstances,
            token,
            ChannelStore.HasVerifyTokenAsync,
            http.RequestAborted
        );
        return isKnown && mode == "subscribe" && Challenge.IsMatch(challenge) ? challenge : null;
    }

    /// <summary>
    /// The parts of a body that its signer may send, per environment; null when no known secret signed the body.
    /// Returns the parse buffer before storing, because storing can block.
    /// </summary>
    private async ValueTask<IReadOnlyList<Share>?> SharesAsync(WebhookRequest request)
    {
        // The body is parsed once, for the subjects that select the secret and then for the events.
        using var payload = ParsedPayload.Read(request.Body);
        var grants = await SignedAsync(request, payload?.Subjects() ?? []);
        if (payload is null || grants.Count == 0)
            return null;
        if (grants.Count == 1)
            return [new(grants[0].Key.Environment, payload.Events(grants[0].Key.Environment), grants)];
        return
        [
            .. grants
                .GroupBy(grant => grant.Key.Environment)
                .Select(shared => new Share(shared.Key, payload.Events(shared.Key), [.. shared])),
        ];
    }

    /// <summary>The subjects whose events the signer may send; empty when no known secret signed the body.</summary>
    private async ValueTask<IReadOnlyList<HookGrant>> SignedAsync(
        WebhookRequest request,
        IReadOnlyCollection<(bool IsNumber, string Id)> subjects
    )
    {
        var known = await keys.OfAsync(subjects, isDoubted: false, request.Aborted);
        if (MarkOfSigner(known, request) is { } mark)
            return WithMark(known, mark);
        known = await keys.OfAsync(subjects, isDoubted: true, request.Aborted);
        return MarkOfSigner(known, request) is { } newMark ? WithMark(known, newMark) : [];
    }

    /// <summary>The mark of the secret that signed the body; null when no secret fits.</summary>
    private string? MarkOfSigner(IReadOnlyList<HookGrant> known, WebhookRequest request)
    {
        var body = request.Body.Span;
        var header = request.MetaSignature;
        if (known.Count == 0)
            _unknownSigner.Fits(body, header);
        foreach (var key in KeysOf(known))
        {
            if (key.Signature.Fits(body, header))
                return key.Mark;
        }
        return null;
    }

    private static IEnumerable<HookKey> KeysOf(IReadOnlyList<HookGrant> known)
    {
        var keys = known.Select(grant => grant.Key);
        return known.Count <= 1 ? keys : keys.DistinctBy(key => key.Mark).Take(MaxSecrets);
    }

    private static IReadOnlyList<HookGrant> WithMark(IReadOnlyList<HookGrant> known, string mark) =>
        known.Count == 1 ? known : [.. known.Where(grant => grant.Key.Mark == mark)];

    private async ValueTask<WebhookResult> TakeAsync(WebhookRequest request, IReadOnlyList<Share> shares)
    {
        foreach (var share in shares)
        {
            var result = await receiver.TakeAsync(share.Environment, share.Events, request.Body, share.Has);
            if (!result.IsStored)
                return result;
        }
        return WebhookResult.Stored;
    }

    private static HookSubject SubjectOf(SplitEvent received) =>
        received.NumberId is { } number ? new(true, number) : new(false, received.EntryId);

    /// <summary>The events of a body for one environment, and the subjects whose events count.</summary>
    private sealed record Share(string Environment, SplitEvent[]? Events, IReadOnlyList<HookGrant> Grants)
    {
        private readonly HashSet<HookSubject>? _subjects =
            Grants.Count == 1 ? null : [.. Grants.Select(grant => grant.Subject)];

        public bool Has(SplitEvent received) =>
            _subjects?.Contains(SubjectOf(received)) ?? SubjectOf(received) == Grants[0].Subject;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,256}\z", RegexOptions.None, 1000)]
    private static partial Regex Challenge { get; }
}
