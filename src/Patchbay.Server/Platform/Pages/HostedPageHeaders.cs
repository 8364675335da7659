namespace Patchbay.Server.Platform.Pages;

/// <summary>
/// The security headers of the hosted page. Scripts need a nonce or come from the SDK's origin, no other page can frame
/// the hosted page, its address is not sent as a referrer, and the opener policy lets Meta's pop-up send messages to
/// it.
/// </summary>
internal static class HostedPageHeaders
{
    private const string NoFeatures =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        + "microphone=(), midi=(), payment=(), usb=()";

    /// <param name="response">The answer with the page.</param>
    /// <param name="nonce">The nonce of the page's style and script.</param>
    /// <param name="language">The language of the page.</param>
    /// <param name="meta">Meta's app for the page's script; null for a page without a script.</param>
    /// <param name="formTargets">Sources that the page's forms may lead to; null for a page without forms.</param>
    public static void Set(
        HttpResponse response,
        string nonce,
        string language,
        HostedPageMeta? meta,
        string? formTargets = null
    )
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy(nonce, meta, formTargets ?? "'none'");
        headers.ContentLanguage = language;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = NoFeatures;
        headers["X-Robots-Tag"] = "noindex, nofollow";
    }

    private static string Policy(string nonce, HostedPageMeta? meta, string formTargets)
    {
        var always = $"default-src 'none'; base-uri 'none'; form-action {formTargets}; frame-ancestors 'none'";
        if (meta is null)
            return $"{always}; style-src 'nonce-{nonce}'; img-src data:";
        var sdk = new Uri(meta.SdkUrl).GetLeftPart(UriPartial.Authority);
        var metas = string.Join(' ', meta.MessageOrigins.Select(SourceOf).Prepend(sdk).Distinct());
        return $"{always}; script-src 'nonce-{nonce}' {sdk}; style-src 'nonce-{nonce}' 'self'; "
            + $"connect-src 'self' {metas}; frame-src {metas}; img-src data: {metas}";
    }

    // Meta's SDK uses frames and calls on several hosts below facebook.com, so all of these may be loaded. Messages are
    // accepted from the exact origins only.
    private static string SourceOf(string origin) =>
        new Uri(origin).Host.EndsWith(".facebook.com", StringComparison.Ordinal) ? "https://*.facebook.com" : origin;
}
