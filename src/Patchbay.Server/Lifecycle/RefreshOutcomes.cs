using Patchbay.Graph;
using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>Stores renewed tokens, and decides what happens when Meta does not renew a token.</summary>
internal sealed partial class RefreshOutcomes(
    ConnectionStore connections,
    ConnectionSessions sessions,
    ConnectionAudit audit,
    ConnectionNews news,
    Database database,
    Chance chance,
    TimeProvider clock,
    ILogger<RefreshOutcomes> logger
)
{
    public async Task StoreAsync(ConnectionRow claimed, Secret token, long? seconds)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? endsAt = seconds is > 0 ? now.AddSeconds(seconds.Value) : null;
        var box = await sessions.SealAsync(claimed.Tenant, claimed.Id, token, CancellationToken.None);
        var swap = SwapOf(claimed, box) with
        {
            ExpiresAt = endsAt,
            RefreshDueAt = RefreshRules.FirstDue(claimed.TokenKind, endsAt, now),
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
            Log.Overtaken(logger, claimed.Id); // a concurrent rotation or disconnect wins
    }

    private static TokenSwap SwapOf(ConnectionRow claimed, SealedToken token) =>
        new()
        {
            AccessToken = token.Box,
            LastFour = token.LastFour,
            Source = claimed.TokenSource,
            Kind = claimed.TokenKind,
            UserId = claimed.TokenUserId,
            Hash = token.Hash,
            Status = claimed.Status,
            StatusReason = claimed.StatusReason,
        };

    public async Task FailAsync(ConnectionRow claimed, GraphException error)
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
            // A check has already suspended the connection and published the change.
            await database.WriteAsync(
                session => connections.TryPostponeRefreshAsync(session, claimed, null),
                CancellationToken.None
            );
            return;
        }
        await database.WriteAsync(
            async session =>
            {
                if (!await connections.TryStopRefreshAsync(session, claimed, reason))
                    return;
                await news.RecordAsync(session, claimed, Actor.System, ConnectionStatus.Suspended, reason);
            },
            CancellationToken.None
        );
    }

    private static partial class Log
    {
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
