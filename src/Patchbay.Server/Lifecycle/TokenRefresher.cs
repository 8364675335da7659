using Microsoft.Extensions.Options;
using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Renews tokens before they expire. A claim raises the row version, and only the server with that version stores the
/// new token. So only one of several servers exchanges each token.
/// </summary>
internal sealed partial class TokenRefresher(
    ConnectionStore connections,
    ConnectionSessions sessions,
    RefreshOutcomes outcomes,
    IOptions<ConnectionOptions> options,
    ILogger<TokenRefresher> logger
)
{
    // Longer than any exchange, so that only the claim of a dead server expires. That server may have renewed the token
    // at Meta without storing it.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private const int Batch = 50;

    /// <summary>Renews one batch of due tokens.</summary>
    /// <returns>The number of due tokens.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellation)
    {
        var due = await connections.ClaimRefreshesAsync(Batch, Lease, cancellation);
        // No cancellation: an exchanged token that is not stored would be lost.
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.ConcurrentRefreshes },
            async (connection, _) => await RefreshAsync(connection)
        );
        return due.Count;
    }

    private async Task RefreshAsync(ConnectionRow claimed)
    {
        try
        {
            if (await sessions.FindAsync(claimed, CancellationToken.None) is not { } session)
                return;
            var (fresh, seconds) = await ExchangeAsync(session.App, claimed, session.Token);
            await outcomes.StoreAsync(claimed, fresh, seconds);
        }
        catch (GraphException error)
        {
            await outcomes.FailAsync(claimed, error);
        }
        catch (Exception error)
        {
            Log.Failed(logger, error, claimed.Id); // the claim expires, and then the token is tried again
        }
    }

    private static async Task<(Secret Token, long? Seconds)> ExchangeAsync(
        MetaApp app,
        ConnectionRow connection,
        Secret token
    )
    {
        if (connection.TokenKind == TokenKinds.Instagram)
        {
            var renewed = await app.Graph.InstagramLogin.RefreshTokenAsync(token.Reveal());
            return (new Secret(renewed.Token), renewed.ExpiresIn);
        }
        var extended = await app.Graph.OAuth.ExtendTokenAsync(
            new ExtendToken
            {
                ClientId = app.AppId,
                ClientSecret = app.AppSecret.Reveal(),
                FbExchangeToken = token.Reveal(),
                SetTokenExpiresIn60Days = connection.TokenKind == TokenKinds.SystemUser ? true : null,
            }
        );
        return (new Secret(extended.Token), extended.ExpiresIn);
    }

    private static partial class Log
    {
        [LoggerMessage(720, LogLevel.Error, "Renewing the token of connection {ConnectionId} failed.")]
        public static partial void Failed(ILogger logger, Exception error, string connectionId);
    }
}
