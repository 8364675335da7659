using System.Net;

namespace Patchbay.Server.Platform.Pages;

/// <summary>What is common to the pages that people open: their cookies, and where their posts come from.</summary>
internal static class OwnPage
{
    private const int MaxForm = 64 * 1024;

    /// <summary>Whether an origin is ours: by the public address, or by the address of the request.</summary>
    public static bool IsOurs(HttpRequest request, PublicAddress address, string origin) =>
        origin.Equals(new Uri(address.Base).GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
        || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the browser says that a post comes from another site. Our pages send no referrer, so browsers write
    /// their origin as "null"; then only Sec-Fetch-Site tells.
    /// </summary>
    public static bool IsForeign(HttpRequest request, PublicAddress address)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none"))
            return true;
        return request.Headers.Origin.ToString() switch
        {
            "" => false,
            "null" => site.Length == 0 && SendsFetchSite(request, address),
            var origin => !IsOurs(request, address, origin),
        };
    }

    // Browsers send Sec-Fetch-Site only to https addresses and to their own machine.
    private static bool SendsFetchSite(HttpRequest request, PublicAddress address) =>
        address.IsHttps
        || request.Host.Host == "localhost"
        || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>
    /// The fields of a posted form; null when the body is not a form, or is broken, cut or too large.
    /// </summary>
    public static async Task<IFormCollection?> FormAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > MaxForm)
            return null;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        // BadHttpRequestException is an IOException.
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// The name of a page's cookie. Over https the prefix makes browsers refuse the cookie from a neighbouring host.
    /// </summary>
    public static string CookieName(PublicAddress address, string name) => address.IsHttps ? "__Host-" + name : name;

    /// <summary>The options of a page's cookie. The prefix of its name demands the whole path.</summary>
    public static CookieOptions Cookie(PublicAddress address, SameSiteMode sameSite, string path) =>
        new()
        {
            HttpOnly = true,
            Secure = address.IsHttps,
            SameSite = sameSite,
            Path = address.IsHttps ? "/" : path,
        };

    /// <summary>Sends the browser on with a GET (303), so that it does not repeat a post at the new address.</summary>
    public static IResult See(string location) => new SeeOther(location);

    private sealed record SeeOther(string Location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = Location;
            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
            return Task.CompletedTask;
        }
    }
}
