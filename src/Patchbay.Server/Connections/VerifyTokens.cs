using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections;

/// <summary>
/// Keyed hashes of verify tokens. A look-up by hash takes the same time for known and unknown tokens, and the hashes
/// tell nothing to a reader of the database who has no key.
/// </summary>
internal sealed class VerifyTokens(DerivedKeys keys, Database database)
{
    /// <summary>The purposes. The same token has another hash for each purpose.</summary>
    public const string OfAccounts = "account-verify-token",
        OfInstances = "instance-verify-token";

    /// <summary>Returns the hash to store.</summary>
    public byte[] Hash(string purpose, string token) => Hash(keys.Derive(purpose), token);

    /// <summary>
    /// Whether a token is stored. Its hash is looked up under every key that hashes were made with, because a row may
    /// be
    /// older than the current key. No look-up is left out after a hit, so that the time taken reveals nothing.
    /// </summary>
    public Task<bool> IsKnownAsync(
        string purpose,
        string token,
        Func<DbSession, byte[], Task<bool>> isStored,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            async session =>
            {
                var isKnown = false;
                foreach (var key in keys.DeriveEach(purpose))
                    isKnown |= await isStored(session, Hash(key, token));
                return isKnown;
            },
            cancellation
        );

    private static byte[] Hash(byte[] key, string token) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(token));
}
