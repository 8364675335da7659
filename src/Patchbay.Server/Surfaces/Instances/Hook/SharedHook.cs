using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Instances.Hook;

/// <summary>
/// The webhook route for the numbers of all instances. Each number may have its own Meta app. The subjects in the body
/// select the secrets to check, and only events of the matching secret's subjects count.
/// </summary>
internal sealed class SharedHook(HookSigner signers, HookKeys keys, VerifyTokens verifyTokens, Receiver receiver)
{
    private WebhookRoute Route =>
        new WebhookRoute<IReadOnlyList<HookShare>>("/hooks/whatsapp")
        {
            NotSigned = WebhookRoute.WrongSignature with { Message = "The signature does not match" },
            NotStored = WebhookRoute.EventsNotStored with
            {
                Message = "The events could not be stored; send them again",
            },
            Answer = "{}"u8.ToArray(),
            WhoSigned = SharesAsync,
            Take = TakeAsync,
            Handshake = new(IsTokenAsync)
            {
                WrongToken = new Problem(403, "verify_token_invalid", "The verify token does not match"),
            },
        };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapWebhook(routes.ServiceProvider.GetRequiredService<SharedHook>().Route);

    // Compared by a keyed hash, so that neither the answer nor its timing reveals how similar a token is.
    private async ValueTask<bool> IsTokenAsync(HttpContext http, string token) =>
        await verifyTokens.IsKnownAsync(
            VerifyTokens.OfInstances,
            token,
            ChannelStore.HasVerifyTokenAsync,
            http.RequestAborted
        );

    /// <summary>
    /// The parts of a body that its signer may send, per environment; null when no known secret signed the body.
    /// Returns the parse buffer before storing, because storing can block.
    /// </summary>
    private async ValueTask<IReadOnlyList<HookShare>?> SharesAsync(WebhookRequest request)
    {
        // The body is parsed once, for the subjects that select the secret and then for the events.
        using var payload = ParsedPayload.Read(request.Body);
        var subjects = payload?.Subjects() ?? [];
        if (await signers.OfAsync(request, subjects) is not { } signer)
            return null;
        if (payload is null)
            return [HookShare.OfUnreadable(signer.Key)];
        // The signer is known by now, so all subjects may be looked up.
        var known = signer.Known ?? await keys.OfAsync(subjects, isDoubted: false, request.Aborted);
        var shares = SharesOf(signer, known, payload).ToList();
        return shares.Count > 0 ? shares : [HookShare.OfNobody(signer.Key)];
    }

    private static IEnumerable<HookShare> SharesOf(Signer signer, HookLookUp known, ParsedPayload payload)
    {
        var granted = known
            .Grants.Where(grant => grant.Key.Mark == signer.Key.Mark)
            .ToLookup(grant => grant.Key.Environment, grant => grant.Subject);
        var environments = granted.Select(grants => grants.Key);
        if (signer.IsConfigured)
            environments = environments.Union([signer.Key.Environment]);
        foreach (var environment in environments)
        {
            var share = HookShare.Of(environment, payload.Events(environment), [.. granted[environment]]);
            // Configured apps send events of numbers before they are connected, too.
            var isOfSigner = signer.IsConfigured && environment == signer.Key.Environment;
            yield return isOfSigner ? share.WithUnknown(known) : share;
        }
    }

    private async ValueTask<WebhookResult> TakeAsync(WebhookRequest request, IReadOnlyList<HookShare> shares)
    {
        foreach (var share in shares)
        {
            var result = share.IsForNobody
                ? await receiver.SetAsideUnknownAsync(share.Environment, request.Body)
                : await receiver.TakeAsync(share.Environment, share.Events, request.Body, share.Has);
            if (!result.IsStored)
                return result;
        }
        return WebhookResult.Stored;
    }
}
