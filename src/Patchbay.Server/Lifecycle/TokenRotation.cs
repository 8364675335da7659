using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>A credential that is to replace a connection's credential.</summary>
/// <param name="Secret">The credential from the caller.</param>
/// <param name="TokenSource">One of <see cref="TokenSources"/>; null keeps the stored source.</param>
/// <param name="ExpiresAt">The expiry to show, if the caller gave one.</param>
internal sealed record NewCredential(Secret Secret, string? TokenSource, DateTimeOffset? ExpiresAt);

/// <summary>
/// Replaces the credential of a connection with a verified credential in one step. Of two concurrent calls, the row
/// version lets only one succeed.
/// </summary>
internal sealed class TokenRotation(
    ConnectionStore connections,
    ChannelRegistry channels,
    ConnectionSessions sessions,
    ConnectionAudit audit,
    ConnectionNews news,
    CheckSignal checks,
    Database database,
    TimeProvider clock
)
{
    public async Task<Problem?> RunAsync(
        ConnectionRow connection,
        Actor actor,
        NewCredential given,
        CancellationToken cancellation
    )
    {
        var connect = channels.Of(connection.Channel).Connect;
        var proof = await connect.ProveAsync(connection, given.Secret, cancellation);
        if (proof.TryGet(out var proven, out var problem))
        {
            var swap = await SealAsync(connection, proven, given);
            problem = await SwapAsync(connection, actor, swap) ? null : ConnectionProblems.Changed;
        }
        return problem is null
            ? null
            : await audit.RefusedAsync(connection.Tenant, actor, ConnectionAudit.Rotated, connection.Id, problem);
    }

    private async Task<bool> SwapAsync(ConnectionRow connection, Actor actor, TokenSwap swap)
    {
        var won = await database.WriteAsync(
            async session =>
            {
                if (!await connections.TryReplaceTokenAsync(session, connection, swap))
                    return false;
                await audit.DoneAsync(session, connection.Tenant, actor, ConnectionAudit.Rotated, connection.Id);
                if (swap.Status != connection.Status)
                    await news.TellAsync(session, connection, swap.Status, swap.StatusReason);
                await connections.CheckSoonAsync(session, connection.Id);
                return true;
            },
            CancellationToken.None
        );
        checks.Wake();
        return won;
    }

    private async Task<TokenSwap> SealAsync(ConnectionRow connection, ProvenCredential proven, NewCredential given)
    {
        var now = clock.GetUtcNow();
        var swap = SwapOf(connection) with
        {
            LastFour = given.Secret.LastFour,
            PaymentCapabilities = proven.PaymentCapabilities,
            AgenticCapabilities = proven.AgenticCapabilities,
            RotatedAt = now,
        };
        if (proven.ApiSecret is { } apiSecret)
            return swap with { ApiSecret = await SealApiSecretAsync(connection, apiSecret) };
        var token = await SealTokenAsync(connection, proven.Token ?? given.Secret);
        return swap with
        {
            AccessToken = token.Box,
            LastFour = token.LastFour,
            Hash = token.Hash,
            Source = given.TokenSource ?? connection.TokenSource,
            Kind = proven.Kind,
            UserId = proven.UserId,
            ExpiresAt = given.ExpiresAt ?? proven.EndsAt,
            RefreshDueAt = RefreshRules.FirstDue(proven.Kind, proven.EndsAt ?? given.ExpiresAt, now),
        };
    }

    private Task<byte[]> SealApiSecretAsync(ConnectionRow connection, Secret apiSecret) =>
        sessions.SealApiSecretAsync(connection.Tenant, connection.Id, apiSecret, CancellationToken.None);

    private Task<SealedToken> SealTokenAsync(ConnectionRow connection, Secret token) =>
        sessions.SealAsync(connection.Tenant, connection.Id, token, CancellationToken.None);

    private static TokenSwap SwapOf(ConnectionRow connection)
    {
        var cured =
            connection.Status == ConnectionStatus.Suspended && CheckRules.IsCuredByNewToken(connection.StatusReason);
        return new TokenSwap
        {
            Status = cured ? ConnectionStatus.Connected : connection.Status,
            StatusReason = cured ? null : connection.StatusReason,
            AccessToken = connection.AccessToken,
            ApiSecret = connection.ApiSecret,
        };
    }
}
