using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Limits;

/// <summary>
/// Limits webhooks without a right signature and handshakes with a wrong token. A source that sent a signed webhook
/// lately is not refused: behind a proxy that is not trusted, Meta and strangers have one source.
/// </summary>
internal sealed class HookLimits(Limiter limiter, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly RecentlySeen<string, bool> _signing = new(clock, Remembered);

    /// <summary>Returns the refusal of a webhook before its body is read; null when it may be read.</summary>
    public Problem? BeforeBody(HttpContext http) => Look(LimitKind.UnsignedBodies, RequestSource.Of(http));

    /// <summary>Counts a webhook whose signature was checked.</summary>
    public void Checked(HttpContext http, bool isSigned)
    {
        var source = RequestSource.Of(http);
        if (isSigned)
            _signing.Add(source, true);
        else
            limiter.Take(LimitKind.UnsignedBodies, source);
    }

    /// <summary>Returns the refusal of a handshake before its token is checked; null when it may be checked.</summary>
    public Problem? BeforeHandshake(HttpContext http) =>
        Look(LimitKind.Handshakes, RequestSource.Of(http))
        ?? (AddressOf(http) is { } address ? limiter.Look(LimitKind.HandshakesOfAddress, address) : null);

    /// <summary>Counts a handshake that named a wrong token.</summary>
    public void WrongHandshake(HttpContext http)
    {
        limiter.Take(LimitKind.Handshakes, RequestSource.Of(http));
        if (AddressOf(http) is { } address)
            limiter.Take(LimitKind.HandshakesOfAddress, address);
    }

    private Problem? Look(LimitKind kind, string source) =>
        limiter.Look(kind, source) is { } refusal && !_signing.TryGet(source, out _) ? refusal : null;

    // The addresses that all tenants share are not limited: strangers could close them to everyone.
    private static string? AddressOf(HttpContext http) => http.Request.RouteValues["id"] as string;
}

/// <summary>Metadata of a route whose handler asks <see cref="HookLimits"/>.</summary>
internal sealed class HookLimited
{
    public static readonly HookLimited Metadata = new();
}
