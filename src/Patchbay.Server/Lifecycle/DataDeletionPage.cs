using System.Globalization;
using System.Text;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// The page behind the link that Meta shows to a person who asked for deletion. It has no script and no style, and does
/// not repeat the request.
/// </summary>
internal static class DataDeletionPage
{
    public static IResult Render(HttpContext http, DataDeletionRow? row)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        return TypedResults.Content(
            Document(Text(row)),
            "text/html",
            Encoding.UTF8,
            row is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK
        );
    }

    private static string Text(DataDeletionRow? row) =>
        row switch
        {
            null => "This code is unknown, or its deletion was completed too long ago to be shown.",
            { Connections: 0 } => $"On {Day(row)} you asked for your data to be deleted. No data of yours was stored.",
            _ => $"On {Day(row)} you asked for your data to be deleted. This is done. Connections ended: "
                + $"{row.Connections}. Their credentials were deleted.",
        };

    private static string Day(DataDeletionRow row) =>
        row.DeletedAt.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Document(string text) =>
        $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Data deletion</title>
            </head>
            <body><h1>Data deletion</h1><p>{text}</p></body>
            </html>
            """;
}
