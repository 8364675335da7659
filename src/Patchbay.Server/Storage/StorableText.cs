using System.Buffers;
using System.Text;

namespace Patchbay.Server.Storage;

/// <summary>
/// Tells which texts a database can store. PostgreSQL refuses NUL (U+0000), even in a comparison, and half of a
/// surrogate pair is not valid Unicode. A request that would store such a text is refused; a look-up by such a text
/// finds nothing.
/// </summary>
internal static class StorableText
{
    public static bool IsStorable(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
            return false;
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out var length) != OperationStatus.Done)
                return false;
            text = text[(at + length)..];
        }
        return true;
    }

    /// <summary>
    /// Returns the parameter to find rows by a text. For a text that no row can hold, it is null, which equals nothing.
    /// </summary>
    public static string? ForLookUp(string? text) => IsStorable(text) ? text : null;

    /// <summary>
    /// Returns text decoded from another system's bytes, with NUL replaced as decoding replaces invalid bytes.
    /// </summary>
    public static string Replaced(string decoded) => decoded.Replace('\0', '\uFFFD');
}
