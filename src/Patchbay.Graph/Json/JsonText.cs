using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Patchbay.Graph;

/// <summary>
/// JSON that others wrote. Meta cuts texts in the middle of an emoji, and a reader refuses such a text. U+FFFD
/// therefore replaces bytes that are not UTF-8, and an escaped half of a surrogate pair.
/// </summary>
internal static class JsonText
{
    private const int _escape = 6;

    private enum Half
    {
        None,
        High,
        Low,
    }

    /// <summary>A reader without a limit of depth, because readers of JSON do not recurse.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> json) => new(json, new() { MaxDepth = int.MaxValue });

    /// <summary>The body itself when all of its texts are whole, otherwise a mended copy.</summary>
    public static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> json) =>
        Utf8.IsValid(json) && LoneHalf(json, 0) < 0 ? json : Mended(json);

    private static byte[] Mended(ReadOnlySpan<byte> json)
    {
        var mended = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        for (var at = LoneHalf(mended, 0); at >= 0; at = LoneHalf(mended, at + _escape))
            @"\ufffd"u8.CopyTo(mended.AsSpan(at));
        return mended;
    }

    /// <summary>
    /// Index of the next escaped half of a surrogate pair without its other half; -1 when there is none.
    /// </summary>
    private static int LoneHalf(ReadOnlySpan<byte> json, int from)
    {
        for (int step; (step = json[from..].IndexOf((byte)'\\')) >= 0; )
        {
            var at = from + step;
            var half = HalfAt(json, at);
            if (half is Half.High && HalfAt(json, at + _escape) is Half.Low)
                from = at + (2 * _escape);
            else if (half is not Half.None)
                return at;
            else
                from = Math.Min(at + 2, json.Length);
        }

        return -1;
    }

    private static Half HalfAt(ReadOnlySpan<byte> json, int at)
    {
        if (json.Length < at + _escape || json[at] != '\\' || json[at + 1] != 'u' || (json[at + 2] | 0x20) != 'd')
            return Half.None;
        return (char)(json[at + 3] | 0x20) switch
        {
            '8' or '9' or 'a' or 'b' => Half.High,
            >= 'c' and <= 'f' => Half.Low,
            _ => Half.None,
        };
    }
}
