using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Limits;

/// <summary>
/// Limits wrong keys and the requests with right ones. A key or session that was accepted lately is not refused for the
/// wrong keys of others.
/// </summary>
internal sealed class KeyLimits(Limiter limiter, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly RecentlySeen<string, Caller> _accepted = new(clock, Remembered);

    /// <summary>
    /// Returns the refusal of a request before its key or session is looked up; null when the look-up may go on.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="credential">The key or the session's token.</param>
    /// <param name="isMalformed">
    /// True for a text that can be no key and no token. Others are looked up for longer, because they may be right.
    /// </param>
    public Problem? Before(HttpContext http, string credential, bool isMalformed) =>
        _accepted.TryGet(HashOf(credential), out var caller) && caller is not null
            ? Take(caller)
            : limiter.Look(isMalformed ? LimitKind.WrongKeys : LimitKind.WrongKeyLookUps, RequestSource.Of(http));

    /// <summary>
    /// Counts a key or session that was refused. Returns the answer in place of the refusal when there were too many.
    /// </summary>
    public Problem? Refused(HttpContext http, string credential)
    {
        _accepted.Remove(HashOf(credential));
        var source = RequestSource.Of(http);
        limiter.Take(LimitKind.WrongKeyLookUps, source);
        var ofKey = ApiKeyText.TryParse(credential, out var keyId)
            ? limiter.Take(LimitKind.WrongKeysOfKey, keyId)
            : null;
        return limiter.Take(LimitKind.WrongKeys, source) ?? ofKey;
    }

    /// <summary>Returns the refusal when the caller or its organization makes too many requests.</summary>
    public Problem? Accepted(string credential, Caller caller)
    {
        var hash = HashOf(credential);
        if (_accepted.TryGet(hash, out _))
        {
            _accepted.Add(hash, caller);
            return null; // counted before the look-up
        }
        _accepted.Add(hash, caller);
        return Take(caller);
    }

    private Problem? Take(Caller caller) =>
        limiter.Take(LimitKind.Requests, caller.Id.ToString())
        ?? limiter.Take(LimitKind.RequestsOfOrganization, SubjectOf(caller));

    /// <summary>What limits by organization count together.</summary>
    public static string SubjectOf(Caller caller) => $"{caller.Tenant.OrganizationId} {caller.Tenant.Environment}";

    private static string HashOf(string credential) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(credential)));
}
