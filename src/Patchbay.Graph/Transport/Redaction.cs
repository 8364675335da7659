using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Patchbay.Graph;

/// <summary>
/// Removes secrets from texts that came from outside: the secrets that were sent, and everything that looks like a
/// token, a key, a code or a proof. Ordinary words and numbers stay.
/// </summary>
internal static partial class Redaction
{
    private const string _mask = "***";
    private const int _longestText = 8192;
    private const int _shortestMixed = 20;
    private const int _shortestHex = 16;

    private static readonly SearchValues<char> _hex = SearchValues.Create("0123456789abcdefABCDEF");

    public static string Clean(string text, ReadOnlySpan<string> secrets, IReadOnlyList<string> more)
    {
        foreach (var secret in secrets)
            text = text.Replace(secret, _mask, StringComparison.Ordinal);
        foreach (var secret in more)
            if (secret.Length > 0)
                text = text.Replace(secret, _mask, StringComparison.Ordinal);
        return Clean(text);
    }

    /// <summary>Removes what looks like a secret. Text after 8,192 characters is cut off.</summary>
    public static string Clean(string text)
    {
        if (text.Length > _longestText)
            text = WithoutLastWord(text[.._longestText]);
        text = NamedSecret().Replace(text, "${name}" + _mask);
        text = AfterScheme().Replace(text, "${name}" + _mask);
        text = KnownShape().Replace(text, _mask);
        return Run().Replace(text, run => LooksRandom(run.ValueSpan) ? _mask : run.Value);
    }

    /// <summary>The same JSON with cleaned texts.</summary>
    public static JsonElement Clean(JsonElement json, Func<string, string> clean) =>
        JsonSerializer.SerializeToElement(Cleaned(json, clean), CoreJson.Default.JsonNode);

    private static JsonNode? Cleaned(JsonElement json, Func<string, string> clean) =>
        json.ValueKind switch
        {
            JsonValueKind.String => JsonValue.Create(clean(json.GetString()!), CoreJson.Default.String),
            JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(item => Cleaned(item, clean))]),
            JsonValueKind.Object => CleanedObject(json, clean),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => JsonValue.Create(json),
        };

    private static JsonObject CleanedObject(JsonElement json, Func<string, string> clean)
    {
        var cleaned = new JsonObject();
        foreach (var member in json.EnumerateObject())
            cleaned[clean(member.Name)] = Cleaned(member.Value, clean);
        return cleaned;
    }

    // The cut can leave a part of a secret, which no longer has its shape.
    private static string WithoutLastWord(string text)
    {
        var end = text.Length;
        while (end > 0 && !char.IsWhiteSpace(text[end - 1]))
            end--;
        return text[..end];
    }

    /// <summary>True for hexadecimal digits, and for letters mixed with digits, in a long run.</summary>
    private static bool LooksRandom(ReadOnlySpan<char> run)
    {
        var (lower, upper, digits, others) = (0, 0, 0, 0);
        foreach (var character in run)
        {
            if (char.IsAsciiDigit(character))
                digits++;
            else if (char.IsAsciiLetterLower(character))
                lower++;
            else if (char.IsAsciiLetterUpper(character))
                upper++;
            else
                others++;
        }

        if (digits == 0 || lower + upper == 0)
            return false;
        if (run.Length >= _shortestHex && !run.ContainsAnyExcept(_hex))
            return true;
        if (run.Length < _shortestMixed)
            return false;
        return (lower > 0 && upper > 0) || (others == 0 && digits >= 4);
    }

    // A name that ends like "error_code" names no secret, and a short number after "code:" is Meta's error code.
    [GeneratedRegex(
        """
            (?<name>
                (?:token|secret|password|proof|api_?key|signature|(?<![a-z0-9_])(?:key|code|pin|state))
                (?:\s*=\s*["']?|%3D|["']\s*:\s*["']?(?![0-9]{1,5}\b)|\s*:\s*(?=\S*[0-9_])(?![0-9]{1,7}\b))
            )
            [^"'&\s,;)\]}<>]+
            """,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex NamedSecret();

    [GeneratedRegex(
        @"(?<name>\b(?:Bearer|Basic)\s+)[^\s""',;]*[0-9._~+/=-][^\s""',;]*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex AfterScheme();

    [GeneratedRegex(
        """
            \b(?:EAA|IGAA|IGQ)[A-Za-z0-9_-]{8,}
            |\b(?:sk_|pk_|whsec_)[A-Za-z0-9_+/=-]{8,}
            |\b[0-9]{5,}(?:\||%7C)[A-Za-z0-9_-]{6,}
            """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex KnownShape();

    [GeneratedRegex(@"[A-Za-z0-9_+-]{16,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Run();
}
