using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// The session of a browser. A browser sends the cookie with every request, so a write must also prove that it comes
/// from a page of this server.
/// </summary>
internal sealed class SessionCookie(PublicAddress address)
{
    public const string Name = "patchbay_session";

    private const string Path = "/api";

    public static readonly Problem NotAsked = new(
        403,
        "cross_site_request",
        "With the session cookie, send 'X-Requested-With' and the 'Origin' of this server on every write; "
            + "or use the token as 'Authorization: Bearer …'."
    );

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public void Set(HttpContext http, string token) =>
        http.Response.Cookies.Append(Name, token, Options(http, SessionStore.Lifetime));

    public void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

    /// <summary>Whether a request that is authenticated by the cookie alone is allowed.</summary>
    public bool IsAsked(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        || HttpMethods.IsHead(request.Method)
        || (
            request.Headers.ContainsKey("X-Requested-With")
            && request.Headers.Origin is [{ Length: > 0 } origin]
            && IsOurs(origin, request)
        );

    // The configured address and the address of this request are both accepted: the cookie was set for the address that
    // the browser shows.
    private bool IsOurs(string origin, HttpRequest request) =>
        string.Equals(
            origin,
            new Uri(address.Base).GetLeftPart(UriPartial.Authority),
            StringComparison.OrdinalIgnoreCase
        ) || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private CookieOptions Options(HttpContext http, TimeSpan? lasts) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Path = Path,
            Secure = address.IsHttps || http.Request.IsHttps,
            MaxAge = lasts,
            IsEssential = true,
        };
}
