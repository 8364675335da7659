using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections;

/// <summary>A keyed hash of a token: finds its connection, tells nothing to who has only the database.</summary>
internal sealed class TokenFingerprint(MasterKeys keys)
{
    private const string Purpose = "token-fingerprint";

    public byte[] Of(Secret token) => HMACSHA256.HashData(keys.Derive(Purpose), Bytes(token));

    /// <summary>Under every configured key: the row may have been written before the master key was changed.</summary>
    public IReadOnlyList<byte[]> AllOf(Secret token) =>
        [.. keys.DeriveEach(Purpose).Select(key => HMACSHA256.HashData(key, Bytes(token)))];

    private static byte[] Bytes(Secret token) => Encoding.UTF8.GetBytes(token.Reveal());
}
