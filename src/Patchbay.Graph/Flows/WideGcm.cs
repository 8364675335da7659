using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Patchbay.Graph.Flows;

/// <summary>
/// AES-GCM (NIST SP 800-38D) with an initialization vector of any length. Meta uses 16 bytes; the framework's
/// <see cref="AesGcm"/> accepts only 12.
/// </summary>
internal static class WideGcm
{
    public const int TagSize = 16;

    public static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> plain)
    {
        using var aes = Cipher(key);
        var start = Start(aes, vector);
        var sealedBytes = new byte[plain.Length + TagSize];
        Stream(aes, start, plain, sealedBytes);
        Tag(aes, start, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length));
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">The bytes were not encrypted with this key and vector.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < TagSize)
            throw new CryptographicException("The encrypted text is shorter than its authentication tag.");
        using var aes = Cipher(key);
        var start = Start(aes, vector);
        var body = sealedBytes[..^TagSize];
        Span<byte> tag = stackalloc byte[TagSize];
        Tag(aes, start, body, tag);
        if (!CryptographicOperations.FixedTimeEquals(tag, sealedBytes[^TagSize..]))
            throw new CryptographicException("The authentication tag does not match.");
        var plain = new byte[body.Length];
        Stream(aes, start, body, plain);
        return plain;
    }

    private static Aes Cipher(ReadOnlySpan<byte> key)
    {
        var aes = Aes.Create();
        aes.Key = key.ToArray();
        return aes;
    }

    private static UInt128 Block(Aes aes, UInt128 value)
    {
        Span<byte> input = stackalloc byte[16];
        Span<byte> output = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(input, value);
        // GCM is built from the encryption of single blocks.
        aes.EncryptEcb(input, output, PaddingMode.None);
        return BinaryPrimitives.ReadUInt128BigEndian(output);
    }

    private static UInt128 Start(Aes aes, ReadOnlySpan<byte> vector)
    {
        if (vector.Length == 12)
        {
            Span<byte> block = stackalloc byte[16];
            vector.CopyTo(block);
            block[15] = 1;
            return BinaryPrimitives.ReadUInt128BigEndian(block);
        }

        return Hash(Block(aes, 0), vector, (UInt128)(ulong)vector.Length * 8);
    }

    private static void Tag(Aes aes, UInt128 start, ReadOnlySpan<byte> body, Span<byte> tag)
    {
        var hash = Hash(Block(aes, 0), body, (UInt128)(ulong)body.Length * 8);
        BinaryPrimitives.WriteUInt128BigEndian(tag, hash ^ Block(aes, start));
    }

    private static void Stream(Aes aes, UInt128 counter, ReadOnlySpan<byte> from, Span<byte> to)
    {
        Span<byte> mask = stackalloc byte[16];
        for (var at = 0; at < from.Length; at += 16)
        {
            counter = (counter & ~(UInt128)uint.MaxValue) | (uint)((uint)counter + 1);
            BinaryPrimitives.WriteUInt128BigEndian(mask, Block(aes, counter));
            for (var i = 0; i < Math.Min(16, from.Length - at); i++)
                to[at + i] = (byte)(from[at + i] ^ mask[i]);
        }
    }

    private static UInt128 Hash(UInt128 key, ReadOnlySpan<byte> bytes, UInt128 lengths)
    {
        UInt128 hash = 0;
        Span<byte> block = stackalloc byte[16];
        for (var at = 0; at < bytes.Length; at += 16)
        {
            block.Clear();
            bytes[at..Math.Min(at + 16, bytes.Length)].CopyTo(block);
            hash = Multiply(hash ^ BinaryPrimitives.ReadUInt128BigEndian(block), key);
        }

        return Multiply(hash ^ lengths, key);
    }

    // There are no branches, so the time taken does not reveal the key.
    private static UInt128 Multiply(UInt128 x, UInt128 y)
    {
        UInt128 product = 0;
        for (var bit = 127; bit >= 0; bit--)
        {
            product ^= y & (UInt128.Zero - ((x >> bit) & 1));
            y = (y >> 1) ^ (((UInt128)0xE1 << 120) & (UInt128.Zero - (y & 1)));
        }

        return product;
    }
}
