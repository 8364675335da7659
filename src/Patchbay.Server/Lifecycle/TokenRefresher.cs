using Microsoft.Extensions.Options;
using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Renews tokens ahead of their end. A claim raises the row version, and only who holds that version stores the new
/// token: one exchange a token, however many servers there are.
/// </summary>
internal sealed partial class TokenRefresher(
    ConnectionStore connections,
    PhoneStore phones,
    ConnectionSessions sessions,
    ConnectionAudit audit,
    ConnectionEvents events,
    Database database,
    Chance chance,
    IOptions<ConnectionOptions> options,
    TimeProvider clock,
    ILogger<TokenRefresher> logger
)
{
    // Longer than any exchange: only a dead server's claim runs out, and then its token may have been renewed unseen.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private const int Batch = 50;

    /// <summary>Renews one batch of what is due; how many there were.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancellation)
    {
        var due = await connections.ClaimRefreshesAsync(Batch, Lease, cancellation);
        // What was begun is finished: an exchanged token that is not stored would be lost.
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
            await StoreAsync(claimed, fresh, seconds);
        }
        catch (GraphException error)
        {
            await FailAsync(claimed, error);
        }
        catch (Exception error)
        {
            Log.Failed(logger, error, claimed.Id); // the claim runs out and the token is tried again
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

    private async Task StoreAsync(ConnectionRow claimed, Secret token, long? seconds)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? endsAt = seconds is > 0 ? now.AddSeconds(seconds.Value) : null;
        var kept = await sessions.SealAsync(claimed.OrganizationId, claimed.Id, token, CancellationToken.None);
        var swap = new TokenSwap
        {
            AccessToken = kept.Box,
            LastFour = kept.LastFour,
            Source = claimed.TokenSource,
            Kind = claimed.TokenKind,
            UserId = claimed.TokenUserId,
            Hash = kept.Hash,
            ExpiresAt = endsAt,
            RefreshDueAt = RefreshRules.FirstDue(claimed.TokenKind, endsAt, now),
            Status = claimed.Status,
            StatusReason = claimed.StatusReason,
            RefreshedAt = now,
        };
        var stored = await database.WriteAsync(
            async session =>
            {
                if (!await connections.TryReplaceTokenAsync(session, claimed, swap))
                    return false;
                await audit.DoneAsync(session, claimed.Tenant, Actor.System, ConnectionAudit.Refreshed, claimed.Id);
                return true;
            },
            CancellationToken.None
        );
        if (!stored)
            Log.Overtaken(logger, claimed.Id); // a rotation or a disconnect was faster, and its word counts
    }

    private async Task FailAsync(ConnectionRow claimed, GraphException error)
    {
        var isDead = error.Advice == GraphAdvice.NewToken;
        var wait = isDead ? null : RefreshRules.Wait(claimed.RefreshFailures + 1, error.RetryAfter, chance.Next());
        Log.NotRefreshed(logger, claimed.Id, (error as GraphApiException)?.Code, wait);
        if (wait is { } again)
        {
            await database.WriteAsync(
                session => connections.TryPostponeRefreshAsync(session, claimed, clock.GetUtcNow() + again),
                CancellationToken.None
            );
            return;
        }
        await GiveUpAsync(
            claimed,
            !isDead ? "token_refresh_failed"
                : (error as GraphApiException)?.Subcode == 463 ? "token_expired"
                : "token_revoked"
        );
    }

    private async Task GiveUpAsync(ConnectionRow claimed, string reason)
    {
        if (claimed is { Status: ConnectionStatus.Suspended, StatusReason: "token_expired" or "token_revoked" })
        {
            // A check was faster, and has told it.
            await database.WriteAsync(
                session => connections.TryPostponeRefreshAsync(session, claimed, null),
                CancellationToken.None
            );
            return;
        }
        var phone = await phones.FindByConnectionAsync(claimed.Tenant, claimed.Id, CancellationToken.None);
        await database.WriteAsync(
            async session =>
            {
                if (!await connections.TryStopRefreshAsync(session, claimed, reason))
                    return;
                await audit.StatusAsync(session, claimed, Actor.System, ConnectionStatus.Suspended, reason);
                await events.StatusAsync(session, claimed, phone, ConnectionStatus.Suspended, reason);
            },
            CancellationToken.None
        );
    }

    private static partial class Log
    {
        [LoggerMessage(720, LogLevel.Error, "Renewing the token of connection {ConnectionId} failed.")]
        public static partial void Failed(ILogger logger, Exception error, string connectionId);

        [LoggerMessage(
            721,
            LogLevel.Warning,
            "Meta did not renew the token of connection {ConnectionId} (code {Code}); next try in {Wait}."
        )]
        public static partial void NotRefreshed(ILogger logger, string connectionId, int? code, TimeSpan? wait);

        [LoggerMessage(
            722,
            LogLevel.Information,
            "Connection {ConnectionId} was changed while its token was renewed; the renewed token is dropped."
        )]
        public static partial void Overtaken(ILogger logger, string connectionId);
    }
}
