using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Patchbay.Server.Intake;

/// <summary>
/// Parses Meta's bytes. Text that is not Unicode (half of a surrogate pair, broken UTF-8) and NUL, which no text column
/// can store, become the replacement character: a name that was cut in the middle of an emoji must not stop a message.
/// </summary>
internal static class ReadableJson
{
    private const int EscapeLength = 6; // such as \ud83d

    public static JsonElement Parse(byte[] json) => JsonElement.Parse(IsReadable(json) ? json : Repaired(json));

    // Most bodies have no surrogate, no NUL and no broken UTF-8, and need no repair.
    private static bool IsReadable(ReadOnlySpan<byte> json) =>
        json.IndexOf(@"\ud"u8) < 0 && json.IndexOf(@"\uD"u8) < 0 && json.IndexOf(@"\u0000"u8) < 0 && Utf8.IsValid(json);

    /// <summary>Replaces in one pass. An escape and its replacement have the same length.</summary>
    private static byte[] Repaired(byte[] json)
    {
        var text = Utf8.IsValid(json) ? [.. json] : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        for (var rest = text.AsSpan(); rest.IndexOf((byte)'\\') is var at and >= 0; )
        {
            rest = rest[at..];
            // Every escape is passed as a whole, so that the "u" after an escaped backslash does not start one.
            rest = rest[Math.Min(rest.Length, Repair(rest))..];
        }
        return text;
    }

    /// <summary>Repairs the escape at the start. Returns its length; a pair counts as one escape.</summary>
    private static int Repair(Span<byte> text)
    {
        if (UnitOf(text) is not { } unit)
            return 2;
        if (char.IsHighSurrogate(unit) && UnitOf(text[EscapeLength..]) is { } low && char.IsLowSurrogate(low))
            return 2 * EscapeLength;
        if (char.IsSurrogate(unit) || unit == '\0')
            @"\ufffd"u8.CopyTo(text);
        return EscapeLength;
    }

    /// <summary>The UTF-16 unit that the escape at the start stands for; null when it is another escape.</summary>
    private static char? UnitOf(ReadOnlySpan<byte> text)
    {
        if (text.Length < EscapeLength || text[0] != '\\' || text[1] != 'u')
            return null;
        Span<byte> unit = stackalloc byte[2];
        return Convert.FromHexString(text[2..EscapeLength], unit, out _, out _) == System.Buffers.OperationStatus.Done
            ? (char)((unit[0] << 8) | unit[1])
            : null;
    }
}
