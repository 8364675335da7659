using System.Security.Cryptography;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>AES-256-GCM. The layout is: nonce (12 bytes), ciphertext, tag (16 bytes).</summary>
internal static class Sealing
{
    private const int Nonce = 12,
        Tag = 16;

    public const int Overhead = Nonce + Tag;

    public static void Seal(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> plain,
        ReadOnlySpan<byte> associated,
        Span<byte> destination
    )
    {
        using var aes = new AesGcm(key, Tag);
        RandomNumberGenerator.Fill(destination[..Nonce]);
        aes.Encrypt(destination[..Nonce], plain, destination[Nonce..^Tag], destination[^Tag..], associated);
    }

    /// <exception cref="AuthenticationTagMismatchException">
    /// The key or the place differs from the one that sealed the value, or the bytes were altered.
    /// </exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associated)
    {
        if (box.Length < Overhead)
            throw new AuthenticationTagMismatchException("The sealed value is cut short.");
        using var aes = new AesGcm(key, Tag);
        var plain = new byte[box.Length - Overhead];
        aes.Decrypt(box[..Nonce], box[Nonce..^Tag], box[^Tag..], plain, associated);
        return plain;
    }
}
