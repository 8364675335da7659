using System.Collections.Frozen;
using System.Reflection;

namespace Patchbay.Emulator.Pages;

/// <summary>The pages and scripts, which are embedded so that the emulator is a single file.</summary>
internal static class StaticPages
{
    public static StaticPage Dialog { get; } = Load("dialog.html", "text/html; charset=utf-8");

    private static readonly StaticPage Phone = Load("phone.html", "text/html; charset=utf-8");
    private static readonly StaticPage Sdk = Load("sdk.js", "text/javascript; charset=utf-8");

    private static readonly FrozenDictionary<string, StaticPage> Paths = new Dictionary<string, StaticPage>(
        StringComparer.Ordinal
    )
    {
        ["/"] = Phone,
        ["/phone"] = Phone,
        ["/sdk.js"] = Sdk,
        ["/en_US/sdk.js"] = Sdk,
        ["/pt_BR/sdk.js"] = Sdk,
        ["/assets/dialog.js"] = Load("dialog.js", "text/javascript; charset=utf-8"),
        ["/assets/pages.css"] = Load("pages.css", "text/css; charset=utf-8"),
        ["/assets/phone.css"] = Load("phone.css", "text/css; charset=utf-8"),
        ["/assets/phone.js"] = Load("phone.js", "text/javascript; charset=utf-8"),
        ["/assets/phone-bubbles.js"] = Load("phone-bubbles.js", "text/javascript; charset=utf-8"),
        ["/assets/phone-dom.js"] = Load("phone-dom.js", "text/javascript; charset=utf-8"),
        ["/assets/phone-format.js"] = Load("phone-format.js", "text/javascript; charset=utf-8"),
        ["/assets/phone-hooks.js"] = Load("phone-hooks.js", "text/javascript; charset=utf-8"),
        ["/assets/phone-sheet.js"] = Load("phone-sheet.js", "text/javascript; charset=utf-8"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static StaticPage? Find(string path) => Paths.GetValueOrDefault(path);

    public static async Task WriteAsync(HttpContext context, StaticPage page)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        if (page.ContentType.StartsWith("text/html", StringComparison.Ordinal))
        {
            // There is no opener policy, because the dialog has to reach the page that opened it.
            headers.ContentSecurityPolicy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; "
                + "media-src 'self'; connect-src 'self'; frame-ancestors 'none'; "
                + "base-uri 'none'; form-action 'none'";
            headers["Referrer-Policy"] = "no-referrer";
        }
        else
        {
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        }
        context.Response.ContentType = page.ContentType;
        context.Response.ContentLength = page.Content.Length;
        await context.Response.Body.WriteAsync(page.Content, context.RequestAborted);
    }

    private static StaticPage Load(string name, string type)
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream("Patchbay.Emulator.Pages." + name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new StaticPage(content, type);
    }
}

internal sealed record StaticPage(byte[] Content, string ContentType);
