using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Patchbay.Server.Platform.Pages;

internal static partial class Template
{
    /// <summary>
    /// Replaces each <c>{{name}}</c> in one pass, so a value that looks like a placeholder is not replaced.
    /// </summary>
    public static string Fill(string template, Func<string, string> valueOf) =>
        Placeholder().Replace(template, match => valueOf(match.Groups["name"].Value));

    [GeneratedRegex(@"\{\{(?<name>[A-Za-z.]+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}

internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Encodes a text for HTML text and quoted attributes.</summary>
    public static string Encode(string text) => Encoder.Encode(text);
}

internal static class Resource
{
    /// <summary>Reads a file of the hosted pages that is built into the program.</summary>
    public static string Read(string path)
    {
        var stream =
            typeof(Resource).Assembly.GetManifestResourceStream("Pages/" + path)
            ?? throw new FileNotFoundException("The program lacks a built-in file.", path);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

internal static class WebAddress
{
    /// <summary>
    /// Returns the host to show for an http(s) address; null for other schemes, which must not become links.
    /// </summary>
    public static string? HostOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri.Authority
            : null;
}
