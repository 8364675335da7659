using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Patchbay.Server.Intake;

/// <summary>
/// Parses Meta's bytes. Text that is not Unicode (half of a surrogate pair, broken UTF-8) and NUL, which no text column
/// can store, become the replacement character: a name that was cut in the middle of an emoji must not stop a message.
/// </summary>
internal static partial class ReadableJson
{
    private const string Replacement = @"\ufffd";

    public static JsonElement Parse(byte[] json) =>
        IsReadable(json)
            ? JsonElement.Parse(json)
            : JsonElement.Parse(Escape().Replace(Encoding.UTF8.GetString(json), Repaired));

    // Most bodies have no surrogate, no NUL and no broken UTF-8, and need no repair.
    private static bool IsReadable(ReadOnlySpan<byte> json) =>
        json.IndexOf(@"\ud"u8) < 0 && json.IndexOf(@"\uD"u8) < 0 && json.IndexOf(@"\u0000"u8) < 0 && Utf8.IsValid(json);

    private static string Repaired(Match escape) => escape.Groups["bad"].Success ? Replacement : escape.Value;

    // Every escape is matched as a whole, so that the "u" after an escaped backslash does not start one.
    [GeneratedRegex(
        @"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<bad>u[dD][89a-fA-F][0-9a-fA-F]{2}|u0000)|.)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Escape();
}
