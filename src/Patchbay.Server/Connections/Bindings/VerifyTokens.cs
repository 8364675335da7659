using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Bindings;

/// <summary>
/// Keyed hashes of verify tokens. A look-up by hash takes the same time for every token, known or not, and tells nothing to
/// who has only the database.
/// </summary>
internal sealed class VerifyTokens(MasterKeys keys)
{
    private const string Purpose = "instance-verify-token";

    public byte[] Hash(string token) => HMACSHA256.HashData(keys.Derive(Purpose), Encoding.UTF8.GetBytes(token));

    /// <summary>Under every configured key: the row may have been written before the master key was changed.</summary>
    public IReadOnlyList<byte[]> Hashes(string token) =>
        [.. keys.DeriveEach(Purpose).Select(key => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(token)))];
}
