using System.Globalization;
using System.Text.RegularExpressions;

namespace Patchbay.Server.Platform.Pages;

/// <summary>The link's colour with a text colour, black or white, that is readable on it.</summary>
internal static partial class Accent
{
    private const string Default = "#0f766e";

    public static string Css(string? color)
    {
        var accent = color is not null && Pattern().IsMatch(color) ? color : Default;
        return $":root{{--accent:{accent};--on-accent:{(IsBright(accent) ? "#101414" : "#ffffff")}}}";
    }

    // WCAG: above a relative luminance of about 0.18, dark text has more contrast than white text.
    private static bool IsBright(string color) =>
        0.2126 * Channel(color, 1) + 0.7152 * Channel(color, 3) + 0.0722 * Channel(color, 5) > 0.18;

    private static double Channel(string color, int at)
    {
        var value = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"\A#[0-9a-fA-F]{6}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
