using System.Net;
using System.Text;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform;

/// <summary>
/// The form of every web address that a caller gives: of webhooks, redirects, returns and providers. Where an address
/// may lead is checked elsewhere.
/// </summary>
public static class GivenAddress
{
    public const int MaxLength = 2048;

    /// <summary>
    /// Reads an absolute http or https address. Spaces, control characters and invisible characters are refused. They
    /// are harmless when they are percent-encoded, because an address is never decoded.
    /// </summary>
    public static bool TryRead(string? text, out Uri address)
    {
        address = Nowhere;
        if (text is not { Length: > 0 and <= MaxLength } || text.EnumerateRunes().Any(IsUnseen))
            return false;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var read) || read.Scheme is not ("https" or "http"))
            return false;
        address = read;
        return read.Host.Length > 0;
    }

    /// <summary>Checks the form of an address that may be http, such as one of a webhook in the sandbox.</summary>
    public static Problem? Check(string field, string? text) =>
        TryRead(text, out var address)
            ? CheckParts(field, text ?? "", address)
            : Problem.Invalid(field, $"'{field}' must be an absolute https address of at most {MaxLength} characters.");

    /// <summary>Checks the form of an address that a browser goes to: https, or http to this machine.</summary>
    public static Problem? CheckForBrowser(string field, string? text)
    {
        if (!TryRead(text, out var address))
            return Problem.Invalid(field, $"'{field}' must be an absolute URL of at most {MaxLength} characters.");
        return address.Scheme != Uri.UriSchemeHttps && !IsThisMachine(address)
            ? Problem.Invalid(field, $"'{field}' must use https.")
            : CheckParts(field, text ?? "", address);
    }

    public static bool IsThisMachine(Uri address) =>
        address.Host == "localhost"
        || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static readonly Uri Nowhere = new("about:blank");

    // An empty user ("https://@host/") and an empty fragment ("#") have no length, but are there.
    private static Problem? CheckParts(string field, string text, Uri address) =>
        address.UserInfo.Length > 0 || AuthorityOf(text).Contains('@') || text.Contains('#', StringComparison.Ordinal)
            ? Problem.Invalid(field, $"'{field}' must have neither user info nor a fragment.")
            : null;

    private static ReadOnlySpan<char> AuthorityOf(string text)
    {
        var rest = text.AsSpan(text.IndexOf(':', StringComparison.Ordinal) + 1).TrimStart("/\\");
        return rest.IndexOfAny("/\\?#") is var end and >= 0 ? rest[..end] : rest;
    }

    private static bool IsUnseen(Rune rune) => Rune.IsWhiteSpace(rune) || ShownText.IsHidden(rune);
}
