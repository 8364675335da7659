using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Connections;

/// <summary>
/// Finds the Meta app that a connection's token belongs to: the configured app, or the customer's own app, whose secret
/// came with the token.
/// </summary>
internal sealed class ConnectionApps(ConnectionStore connections, MetaApps apps)
{
    /// <summary>Returns the app of a connection; null when no app is configured for the environment.</summary>
    public async ValueTask<MetaApp?> OfAsync(ConnectionRow connection, CancellationToken cancellation) =>
        connection is { MetaAppId: { } appId }
        && await connections.ApiSecretAsync(connection, cancellation) is { } secret
            ? apps.With(connection.Environment, appId, secret)
            : apps.Find(connection.Environment);
}
