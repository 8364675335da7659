using System.Globalization;
using System.Text;

namespace Patchbay.Emulator.Worlds;

/// <summary>
/// Makes ids, codes and tokens from a seed and a counter, so that equal runs make equal ids and a restart repeats none.
/// </summary>
internal sealed class Ids(int seed, long used)
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private const int WamidKey = 18;

    public long Used { get; private set; } = used;

    public string Number(int digits = 15)
    {
        var floor = (ulong)Math.Pow(10, digits - 1);
        return (floor + Next() % (floor * 9)).ToString(CultureInfo.InvariantCulture);
    }

    public string Digits(int count) =>
        (Next() % (ulong)Math.Pow(10, count)).ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');

    public string Text(int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length)
            for (ulong bits = Next(), n = 0; n < 10 && text.Length < length; n++, bits /= 62)
                text.Append(Letters[(int)(bits % 62)]);
        return text.ToString();
    }

    public string Hex(int length) =>
        string.Create(
            length,
            this,
            static (span, ids) =>
            {
                ulong bits = 0;
                for (var i = 0; i < span.Length; i++, bits >>= 4)
                {
                    if (i % 16 == 0)
                        bits = ids.Next();
                    span[i] = "0123456789ABCDEF"[(int)(bits & 15)];
                }
            }
        );

    /// <summary>
    /// Returns a message id in Meta's shape: base64 of a frame with the customer's number and a random part.
    /// </summary>
    public string Wamid(string phone)
    {
        ReadOnlySpan<byte> middle = [0x15, 0x02, 0x00, 0x11, 0x18, 0x12];
        Span<byte> frame = stackalloc byte[128];
        frame = frame[..(3 + phone.Length + middle.Length + WamidKey + 1)];
        ReadOnlySpan<byte> start = [0x1d, 0x18, (byte)phone.Length];
        start.CopyTo(frame);
        Encoding.ASCII.GetBytes(phone, frame[3..]);
        middle.CopyTo(frame[(3 + phone.Length)..]);
        FillHex(frame.Slice(9 + phone.Length, WamidKey));
        frame[^1] = 0;
        Span<char> text = stackalloc char[6 + 172];
        "wamid.".CopyTo(text);
        Convert.TryToBase64Chars(frame, text[6..], out var written);
        return new string(text[..(6 + written)]);
    }

    private void FillHex(Span<byte> digits)
    {
        ulong bits = 0;
        for (var i = 0; i < digits.Length; i++, bits >>= 4)
        {
            if (i % 16 == 0)
                bits = Next();
            digits[i] = "0123456789ABCDEF"u8[(int)(bits & 15)];
        }
    }

    private ulong Next()
    {
        // SplitMix64: each counter value gives an independent, well-mixed number.
        var z = unchecked(((ulong)seed << 32) + (ulong)++Used * 0x9E3779B97F4A7C15UL);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
