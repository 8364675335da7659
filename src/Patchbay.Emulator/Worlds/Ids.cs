using System.Globalization;
using System.Text;

namespace Patchbay.Emulator.Worlds;

/// <summary>Makes ids, codes and tokens from a seed and a counter, so that equal runs make equal ids and a restart repeats none.</summary>
internal sealed class Ids(int seed, long used)
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public long Used { get; private set; } = used;

    public string Number(int digits = 15)
    {
        var floor = (ulong)Math.Pow(10, digits - 1);
        return (floor + Next() % (floor * 9)).ToString(CultureInfo.InvariantCulture);
    }

    public string Digits(int count) => (Next() % (ulong)Math.Pow(10, count)).ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');

    public string Text(int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length)
            for (ulong bits = Next(), n = 0; n < 10 && text.Length < length; n++, bits /= 62)
                text.Append(Letters[(int)(bits % 62)]);
        return text.ToString();
    }

    public string Hex(int length) => string.Create(length, this, static (span, ids) =>
    {
        ulong bits = 0;
        for (var i = 0; i < span.Length; i++, bits >>= 4)
        {
            if (i % 16 == 0) bits = ids.Next();
            span[i] = "0123456789ABCDEF"[(int)(bits & 15)];
        }
    });

    /// <summary>A message id in Meta's shape: base64 of a frame with the customer's number and a random part.</summary>
    public string Wamid(string phone)
    {
        var key = Hex(18);
        var frame = new byte[3 + phone.Length + 6 + key.Length + 1];
        frame[0] = 0x1d;
        frame[1] = 0x18;
        frame[2] = (byte)phone.Length;
        Encoding.ASCII.GetBytes(phone, frame.AsSpan(3));
        ReadOnlySpan<byte> middle = [0x15, 0x02, 0x00, 0x11, 0x18, 0x12];
        middle.CopyTo(frame.AsSpan(3 + phone.Length));
        Encoding.ASCII.GetBytes(key, frame.AsSpan(9 + phone.Length));
        return "wamid." + Convert.ToBase64String(frame);
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
