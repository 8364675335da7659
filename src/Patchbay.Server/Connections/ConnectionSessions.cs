using Patchbay.Graph;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections;

/// <summary>A connection's token and the Meta app that the token belongs to.</summary>
internal sealed record ConnectionSession(MetaApp App, Secret Token)
{
    /// <summary>The session for calls to Meta in the name of the connection.</summary>
    public GraphSession Meta { get; } = App.As(Token);
}

/// <summary>A token as a connection's row keeps it.</summary>
internal sealed record SealedToken(byte[] Box, string? LastFour, byte[] Hash);

/// <summary>Opens sessions at Meta for connections, and seals tokens for the rows of connections.</summary>
internal sealed class ConnectionSessions(
    ConnectionStore connections,
    ConnectionApps apps,
    TokenFingerprint fingerprint,
    Vault vault
)
{
    /// <summary>Returns null when the connection's credentials were wiped or its environment has no Meta app.</summary>
    public async Task<ConnectionSession?> FindAsync(ConnectionRow connection, CancellationToken cancellation) =>
        await connections.TokenAsync(connection, cancellation) is { } token
        && await apps.OfAsync(connection, cancellation) is { } app
            ? new ConnectionSession(app, token)
            : null;

    /// <summary>
    /// Returns null also when the connection may not be used now: it is pending, suspended or disconnected.
    /// </summary>
    public async Task<ConnectionSession?> FindUsableAsync(ConnectionRow connection, CancellationToken cancellation) =>
        connection.Status == ConnectionStatus.Connected ? await FindAsync(connection, cancellation) : null;

    /// <summary>
    /// Returns a session, or what is missing: <see cref="MetaApps.NotConfigured"/> or <paramref name="noToken"/>.
    /// </summary>
    public async Task<Outcome<ConnectionSession>> OpenAsync(
        ConnectionRow connection,
        Problem noToken,
        CancellationToken cancellation
    )
    {
        if (await connections.TokenAsync(connection, cancellation) is not { } token)
            return noToken;
        if (await apps.OfAsync(connection, cancellation) is not { } app)
            return MetaApps.NotConfigured;
        return new ConnectionSession(app, token);
    }

    /// <summary>Seals a token to the row of the connection with this id, which need not exist yet.</summary>
    public async Task<SealedToken> SealAsync(
        Tenant tenant,
        string connectionId,
        Secret token,
        CancellationToken cancellation
    ) =>
        new(
            await vault.SealAsync(ConnectionStore.TokenPlace(tenant.OrganizationId, connectionId), token, cancellation),
            token.LastFour,
            fingerprint.Of(token)
        );

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
