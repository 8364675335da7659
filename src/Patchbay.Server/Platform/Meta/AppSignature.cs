using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Platform.Meta;

/// <summary>Checks whether a body was signed with one app's secret.</summary>
public sealed class AppSignature(Secret secret)
{
    private const string Prefix = "sha256=";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret.Reveal());

    /// <summary>
    /// Checks the signature of the raw bytes in constant time. Returns false for an empty secret, and for a header that
    /// is missing, malformed or repeated.
    /// </summary>
    public bool Fits(ReadOnlySpan<byte> body, StringValues header)
    {
        if (
            _key.Length == 0
            || header is not [{ } text]
            || text.Length != Prefix.Length + (2 * HMACSHA256.HashSizeInBytes)
            || !text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        )
            return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes],
            wanted = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (
            Convert.FromHexString(text.AsSpan(Prefix.Length), given, out _, out _)
            != System.Buffers.OperationStatus.Done
        )
            return false;
        HMACSHA256.HashData(_key, body, wanted);
        return CryptographicOperations.FixedTimeEquals(given, wanted);
    }
}
