using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform;

/// <summary>
/// The rule for every name that people see: what cannot be seen is removed, because it can change the order, the length
/// or the meaning of the text around it.
/// </summary>
public static class ShownText
{
    /// <summary>The usual limit of a name, in characters that people would count.</summary>
    public const int MaxName = 80;

    /// <summary>
    /// Whether a character cannot be seen: control, bidi and zero-width characters, and separators of lines.
    /// </summary>
    public static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800; // letters without a shape

    /// <summary>The text without hidden characters, and without spaces around it.</summary>
    public static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => !IsHidden(rune)).Select(rune => rune.ToString())).Trim();

    /// <summary>The text without hidden characters; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? CleanIfGiven(string? text) => text is null ? null : Clean(text);

    /// <summary>A name as it is kept; null when it has no visible character, or is too long.</summary>
    public static string? NameOf(string? text, int max = MaxName) =>
        text is not null && Clean(text) is { Length: > 0 } name && LengthOf(name) <= max ? name : null;

    /// <summary>A required name, or the problem that names its member.</summary>
    public static Outcome<string> Required(string field, string? text, int max = MaxName) =>
        NameOf(text, max) is { } name
            ? name
            : Problem.Invalid(field, $"'{field}' is required, 1 to {max} characters that can be seen.");

    /// <summary>Whether an optional name is left out, or can be kept.</summary>
    public static bool IsName(string? text, int max = MaxName) => text is null || NameOf(text, max) is not null;

    private static int LengthOf(string text) => text.EnumerateRunes().Count();
}
