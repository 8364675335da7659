using System.Globalization;
using System.Text;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// What a person sees who follows the link that Meta gave them. No script, no style, nothing of what was asked in it.
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
            null => "This code is not known here, or its request is long done.",
            { Connections: 0 } => $"On {Day(row)} you asked for your data to be deleted. There was none here.",
            _ => $"On {Day(row)} you asked for your data to be deleted. It is done: the access you had given "
                + $"({row.Connections}) was ended, and the credentials of it were deleted.",
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
