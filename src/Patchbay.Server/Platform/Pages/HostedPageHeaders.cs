namespace Patchbay.Server.Platform.Pages;

/// <summary>
/// What the browser may do on the hosted page. Scripts run by nonce or from the SDK's origin, nothing can frame the
/// page, no address of it leaks, and the opener policy keeps the pop-up able to talk back.
/// </summary>
internal static class HostedPageHeaders
{
    private const string NoFeatures =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()";

    /// <param name="response">The page's.</param>
    /// <param name="nonce">Of its style and script.</param>
    /// <param name="language">Of its sentences.</param>
    /// <param name="meta">Where its script works with Meta; null without one.</param>
    /// <param name="formTargets">Sources that its forms may lead to; null: it has none.</param>
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

    // Meta's SDK works through frames and calls on several hosts below facebook.com; these may be loaded. Which
    // messages are believed is another matter: only those from the exact origins.
    private static string SourceOf(string origin) =>
        new Uri(origin).Host.EndsWith(".facebook.com", StringComparison.Ordinal) ? "https://*.facebook.com" : origin;
}
