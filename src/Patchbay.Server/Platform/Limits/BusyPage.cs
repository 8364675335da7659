using System.Text;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Limits;

/// <summary>The page that a person sees in place of a hosted page while there are too many requests.</summary>
internal static class BusyPage
{
    private static readonly byte[] Document = Encoding.UTF8.GetBytes(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Too many requests</title>
        </head>
        <body><h1>Too many requests</h1><p>Please wait a minute, then load this page again.</p></body>
        </html>
        """
    );

    public static Task WriteAsync(HttpContext http, Problem refusal)
    {
        var response = http.Response;
        response.StatusCode = refusal.Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.RetryAfter = refusal.RetryAfterSeconds;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex";
        return response.Body.WriteAsync(Document, http.RequestAborted).AsTask();
    }
}
