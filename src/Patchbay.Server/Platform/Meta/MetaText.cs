using System.Globalization;
using System.Text;

namespace Patchbay.Server.Platform.Meta;

/// <summary>
/// Meta's own words, as they are passed on. The client has struck out what looks like a secret; here they become one
/// line of bounded length.
/// </summary>
public static class MetaText
{
    /// <summary>Longest text in characters. Meta's details are one or two sentences.</summary>
    public const int Longest = 600;

    /// <summary>The text without control and format characters; null when nothing is left.</summary>
    public static string? Of(string? text)
    {
        if (text is null)
            return null;
        var line = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control)
                AppendSpace(line);
            else if (!IsHidden(rune))
                line.Append(rune.ToString());
            if (line.Length >= Longest)
                return line.ToString(0, Cut(line)) + "…";
        }
        return line.ToString().TrimEnd() is { Length: > 0 } words ? words : null;
    }

    private static void AppendSpace(StringBuilder line)
    {
        if (line.Length > 0 && line[^1] != ' ')
            line.Append(' ');
    }

    // Format characters reorder or hide what a person reads.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Format
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.PrivateUse;

    private static int Cut(StringBuilder line) => char.IsHighSurrogate(line[Longest - 2]) ? Longest - 2 : Longest - 1;
}
