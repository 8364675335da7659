using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections;

/// <summary>A token as a connection's row keeps it.</summary>
/// <param name="Sealed">Encrypted for its row and column.</param>
/// <param name="LastFour">Its last four characters, to be shown.</param>
/// <param name="Hash">Keyed hash, to find the connection by when Meta refuses the token.</param>
internal sealed record SealedToken(byte[] Sealed, string? LastFour, byte[] Hash);

/// <summary>Seals the credentials of connections for the rows that keep them.</summary>
internal sealed class ConnectionSecrets(Vault vault, TokenFingerprint fingerprint)
{
    public async Task<SealedToken> SealTokenAsync(
        Tenant tenant,
        string connectionId,
        Secret token,
        CancellationToken cancellation
    )
    {
        var place = ConnectionStore.TokenPlace(tenant.OrganizationId, connectionId);
        return new(await vault.SealAsync(place, token, cancellation), token.LastFour, fingerprint.Of(token));
    }

    public async Task<byte[]> SealApiSecretAsync(
        Tenant tenant,
        string connectionId,
        Secret secret,
        CancellationToken cancellation
    ) =>
        await vault.SealAsync(
            ConnectionStore.ApiSecretPlace(tenant.OrganizationId, connectionId),
            secret,
            cancellation
        );
}
