using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Patchbay.Server.Inbound;

/// <summary>
/// Opens Meta's bytes for reading. Text that is not Unicode (half of a surrogate pair, broken UTF-8) and the NUL, which
/// no text column takes, become the replacement character: a name cut in the middle of an emoji must not stop a message.
/// </summary>
internal static partial class ReadableJson
{
    private const string Replacement = @"\ufffd";

    public static JsonDocument Parse(byte[] json) => JsonDocument.Parse(Escape().Replace(Encoding.UTF8.GetString(json), Repaired));

    private static string Repaired(Match escape) => escape.Groups["bad"].Success ? Replacement : escape.Value;

    // Every escape is stepped over as a whole, so that an escaped backslash before a "u" is not mistaken for one.
    [GeneratedRegex(
        @"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<bad>u[dD][89a-fA-F][0-9a-fA-F]{2}|u0000)|.)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Escape();
}
