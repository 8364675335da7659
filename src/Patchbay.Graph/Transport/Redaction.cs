using System.Text.RegularExpressions;

namespace Patchbay.Graph;

/// <summary>
/// Removes secrets from texts that came from outside: the secrets that were sent, and everything that looks like a Meta
/// token.
/// </summary>
internal static partial class Redaction
{
    private const string _mask = "***";

    public static string Clean(string text, ReadOnlySpan<string> secrets, IReadOnlyList<string> more)
    {
        foreach (var secret in secrets)
            text = text.Replace(secret, _mask, StringComparison.Ordinal);
        foreach (var secret in more)
            if (secret.Length > 0)
                text = text.Replace(secret, _mask, StringComparison.Ordinal);
        text = NamedSecret().Replace(text, "${name}" + _mask);
        return TokenShape().Replace(text, _mask);
    }

    [GeneratedRegex(
        """(?<name>(access_token|client_secret|appsecret_proof|input_token|fb_exchange_token)("\s*:\s*"|=))[^"&\s]*""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex NamedSecret();

    [GeneratedRegex(@"\b(?:EAA|IGAA|IGQ)[A-Za-z0-9_-]{16,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenShape();
}
