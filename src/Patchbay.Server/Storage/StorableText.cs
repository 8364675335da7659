using System.Buffers;
using System.Text;

namespace Patchbay.Server.Storage;

/// <summary>
/// Which texts a database takes. PostgreSQL refuses NUL (U+0000), even to compare with, and half a surrogate pair is no
/// Unicode. A request that would store such a text is refused; a look-up by one finds nothing.
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
    /// The parameter to find rows by a text. Null, which equals nothing, for a text that no row can hold.
    /// </summary>
    public static string? ForLookUp(string? text) => IsStorable(text) ? text : null;

    /// <summary>
    /// Decoded bytes of another system, with NUL replaced as decoding replaces bytes that are no text.
    /// </summary>
    public static string Replaced(string decoded) => decoded.Replace('\0', '\uFFFD');
}
