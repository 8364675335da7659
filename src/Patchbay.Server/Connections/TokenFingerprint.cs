using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections;

/// <summary>
/// A keyed hash of a token. It finds the token's connection and reveals nothing to a reader of the database.
/// </summary>
internal sealed class TokenFingerprint(DerivedKeys keys)
{
    private const string Purpose = "token-fingerprint";

    public byte[] Of(Secret token) => HMACSHA256.HashData(keys.Derive(Purpose), Bytes(token));

    /// <summary>
    /// Returns the hashes under all keys that fingerprints were made with.
    /// </summary>
    public IReadOnlyList<byte[]> AllOf(Secret token) =>
        [.. keys.DeriveEach(Purpose).Select(key => HMACSHA256.HashData(key, Bytes(token)))];

    private static byte[] Bytes(Secret token) => Encoding.UTF8.GetBytes(token.Reveal());
}
