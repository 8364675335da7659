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

    /// <summary>Over https. Browsers take a cookie of this prefix only from this very host, over https.</summary>
    public const string SecureName = "__Host-" + Name;

    private const string PlainPath = "/api";

    public static readonly Problem NotAsked = new(
        403,
        "cross_site_request",
        "With the session cookie, send 'X-Requested-With' and the 'Origin' of this server on every write; "
            + "or use the token as 'Authorization: Bearer …'."
    );

    /// <summary>The token that a request carries in either cookie.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[SecureName] ?? request.Cookies[Name];

    /// <summary>
    /// The token of the cookie that this server sets. Over https the other one counts for nothing, because another
    /// host of the domain can set it.
    /// </summary>
    public string? ReadOwn(HttpContext http) => http.Request.Cookies[NameFor(http)];

    public void Set(HttpContext http, string token, TimeSpan lasts) =>
        http.Response.Cookies.Append(NameFor(http), token, Options(http, lasts));

    public void Clear(HttpContext http) => http.Response.Cookies.Delete(NameFor(http), Options(http, null));

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

    private bool IsSecure(HttpContext http) => address.IsHttps || http.Request.IsHttps;

    private string NameFor(HttpContext http) => IsSecure(http) ? SecureName : Name;

    private CookieOptions Options(HttpContext http, TimeSpan? lasts) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Path = IsSecure(http) ? "/" : PlainPath,
            Secure = IsSecure(http),
            MaxAge = lasts,
            IsEssential = true,
        };
}
