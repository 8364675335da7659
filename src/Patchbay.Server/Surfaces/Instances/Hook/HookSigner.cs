using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Instances.Hook;

/// <summary>The secret that signed a body of the shared hook.</summary>
/// <param name="Key">The secret.</param>
/// <param name="IsConfigured">True for the secret of a configured app.</param>
/// <param name="Known">What is known of all subjects; null when only some were looked up.</param>
internal sealed record Signer(HookKey Key, bool IsConfigured, HookLookUp? Known);

/// <summary>
/// Finds the secret that signed a body. The subjects of the body select the secrets to check. A body without a known
/// subject, and a body that cannot be read, is checked with the secrets of the configured apps and then, within a limit
/// by source, with those that numbers have of their own.
/// </summary>
internal sealed class HookSigner(HookKeys keys, HookSecrets secrets, HookTries tries, Ids ids)
{
    // What one look-up reads before the signature is proven.
    private const int MaxSubjects = 64,
        MaxSecrets = 16;

    // A hash of 4 MiB takes some 7 ms.
    private const long MaxHashed = 8 * 1024 * 1024;

    // A body of unknown numbers is hashed as often as one of a known number, so that the time reveals nothing.
    private readonly AppSignature _unknownSigner = new(new Secret(ids.Token(32)));

    /// <summary>Returns the signer of a body; null when no secret that may sign it fits.</summary>
    public async ValueTask<Signer?> OfAsync(
        WebhookRequest request,
        IReadOnlyCollection<(bool IsNumber, string Id)> subjects
    )
    {
        var areAll = subjects.Count <= MaxSubjects;
        var asked = areAll ? subjects : [.. subjects.Take(MaxSubjects)];
        var (known, key) = await AmongSubjectsAsync(request, asked);
        // Other secrets are tried in any case, so that the time does not tell whether a number is connected.
        key ??= await OtherAsync(request) is { } other && !known.IsAnyKnown ? other : null;
        return key is null ? null : new Signer(key, secrets.AreConfigured(key), areAll ? known : null);
    }

    /// <summary>
    /// Checks the secrets of the subjects. When none fits, reads them again and checks those that changed.
    /// </summary>
    private async ValueTask<(HookLookUp Known, HookKey? Key)> AmongSubjectsAsync(
        WebhookRequest request,
        IReadOnlyCollection<(bool IsNumber, string Id)> subjects
    )
    {
        var known = await keys.OfAsync(subjects, isDoubted: false, request.Aborted);
        var key = SignerAmong(KeysOf(known.Grants), request);
        if (known.Grants.Count == 0 && subjects.Count > 0)
            _unknownSigner.Fits(request.Body.Span, request.MetaSignature);
        if (key is null && subjects.Count > 0)
        {
            var tried = MarksOf(known);
            known = await keys.OfAsync(subjects, isDoubted: true, request.Aborted);
            key = SignerAmong(KeysOf(known.Grants).Where(changed => !tried.Contains(changed.Mark)), request);
        }
        return (known, key);
    }

    private static HashSet<string> MarksOf(HookLookUp known) => [.. known.Grants.Select(grant => grant.Key.Mark)];

    private static IEnumerable<HookKey> KeysOf(IReadOnlyList<HookGrant> grants)
    {
        var keys = grants.Select(grant => grant.Key);
        return grants.Count <= 1 ? keys : keys.DistinctBy(key => key.Mark).Take(MaxSecrets);
    }

    private async ValueTask<HookKey?> OtherAsync(WebhookRequest request)
    {
        if (SignerAmong(secrets.Configured, request) is { } configured)
            return configured;
        var bytes = request.Body.Length;
        var most = (int)Math.Clamp(MaxHashed / Math.Max(1, bytes), 1, HookSecrets.MostApps);
        if (request.MetaSignature.Count == 0 || !tries.TryTake(request.Http, (long)bytes * most))
            return null;
        var ofNumbers = await secrets.OfNumbersAsync();
        return SignerAmong(ofNumbers.Take(most), request);
    }

    private static HookKey? SignerAmong(IEnumerable<HookKey> candidates, WebhookRequest request)
    {
        var hashed = 0L;
        foreach (var key in candidates)
        {
            if (key.Signature.Fits(request.Body.Span, request.MetaSignature))
                return key;
            hashed += (long)request.Body.Length * key.Signature.Count;
            if (hashed >= MaxHashed)
                break;
        }
        return null;
    }
}
