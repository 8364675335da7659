using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Platform.Meta;

/// <summary>Checks whether a text was signed with a secret of one app.</summary>
/// <param name="secrets">The secrets that may sign. While an app's secret is changed, there are two.</param>
public sealed class AppSignature(params IEnumerable<Secret> secrets)
{
    private const string Prefix = "sha256=";

    private readonly byte[][] _keys =
    [
        .. secrets.Select(secret => secret.Reveal()).Where(text => text.Length > 0).Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>The number of hashes that a wrong signature costs.</summary>
    public int Count => _keys.Length;

    /// <summary>
    /// Checks the signature of the raw bytes in constant time. The prefix and the digits may have upper case. Returns
    /// false for an empty secret, and for a header that is missing, malformed or repeated.
    /// </summary>
    public bool Fits(ReadOnlySpan<byte> body, StringValues header)
    {
        if (
            header is not [{ } text]
            || text.Length != Prefix.Length + (2 * HMACSHA256.HashSizeInBytes)
            || !text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        )
            return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(text.AsSpan(Prefix.Length), given, out _, out _)
                == System.Buffers.OperationStatus.Done
            && IsOf(body, given);
    }

    /// <summary>Whether one of the secrets makes this HMAC-SHA256 of the text, compared in constant time.</summary>
    public bool IsOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mac)
    {
        Span<byte> wanted = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in _keys)
        {
            HMACSHA256.HashData(key, text, wanted);
            if (CryptographicOperations.FixedTimeEquals(mac, wanted))
                return true;
        }
        return false;
    }
}
