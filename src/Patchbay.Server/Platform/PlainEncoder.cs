using System.Buffers;
using System.Text.Encodings.Web;

namespace Patchbay.Server.Platform;

/// <summary>
/// Escapes what JSON requires and nothing else, so that text is written with as many bytes as it was read with. The
/// framework's encoders write an emoji with three times its bytes and some control characters with six times.
/// </summary>
internal sealed class PlainEncoder : JavaScriptEncoder
{
    private const int EscapeLength = 6;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Required.Select(c => (byte)c)]);

    // Half of a surrogate pair is replaced, so surrogates are looked at too.
    private static readonly SearchValues<char> LookedAt = SearchValues.Create([
        .. Required,
        .. Enumerable.Range(0xd800, 0x800).Select(unit => (char)unit),
    ]);

    private static IEnumerable<char> Required =>
        Enumerable.Range(0, ' ').Select(unit => (char)unit).Append('"').Append('\\');

    public override int MaxOutputCharactersPerInputCharacter => EscapeLength;

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => utf8Text.IndexOfAny(Escaped);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny(LookedAt);

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\';

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar,
        char* buffer,
        int bufferLength,
        out int numberOfCharactersWritten
    )
    {
        var text = TextOf(unicodeScalar);
        numberOfCharactersWritten = text.Length;
        return text.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
    }

    private static string TextOf(int unicodeScalar) =>
        unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => @"\\",
            '\n' => @"\n",
            '\r' => @"\r",
            '\t' => @"\t",
            '\b' => @"\b",
            '\f' => @"\f",
            < ' ' => $@"\u{unicodeScalar:X4}",
            _ => char.ConvertFromUtf32(unicodeScalar),
        };
}
