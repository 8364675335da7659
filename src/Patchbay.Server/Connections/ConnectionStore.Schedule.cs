using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections;

/// <content>
/// Connections with a due check, renewal or warning. A claim moves the due time on, so that no other server claims the
/// row as well.
/// </content>
public sealed partial class ConnectionStore
{
    /// <summary>
    /// Claims the connections to check now. No other server claims them until <paramref name="lease"/> is over.
    /// </summary>
    public Task<IReadOnlyList<ConnectionRow>> ClaimChecksAsync(
        int limit,
        TimeSpan lease,
        CancellationToken cancellation
    ) => ClaimAsync("check_due_at", "", limit, lease, cancellation);

    /// <summary>
    /// Claims the connections whose token is to be renewed now. The claim raises the row version, so that only the
    /// holder of the returned row can store a new token.
    /// </summary>
    public Task<IReadOnlyList<ConnectionRow>> ClaimRefreshesAsync(
        int limit,
        TimeSpan lease,
        CancellationToken cancellation
    ) => ClaimAsync("refresh_due_at", ", row_version = row_version + 1", limit, lease, cancellation);

    public Task CheckSoonAsync(DbSession session, string id) =>
        session.ExecuteAsync(
            $"update connections set check_due_at = @now where id = @id and {Live}",
            new { id, now = clock.GetUtcNow() }
        );

    /// <summary>Makes the connections of a token that Meta refused due for a check. Returns their number.</summary>
    public Task<int> CheckSoonAsync(byte[] tokenHash, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    $"""
                    update connections set check_due_at = @now
                        where token_hash = @tokenHash and {Live} and status <> 'suspended'
                    """,
                    new { tokenHash, now = clock.GetUtcNow() }
                ),
            cancellation
        );

    /// <summary>Plans the next check and keeps the result of the last check.</summary>
    public Task SetCheckDueAsync(DbSession session, string id, DateTimeOffset dueAt) =>
        session.ExecuteAsync(
            $"update connections set check_due_at = @dueAt where id = @id and {Live}",
            new { id, dueAt }
        );

    /// <summary>Stores a live check. It does not change the connection, so the row version stays.</summary>
    public Task SaveCheckAsync(
        DbSession session,
        string id,
        string checks,
        DateTimeOffset checkedAt,
        DateTimeOffset dueAt
    ) =>
        session.ExecuteAsync(
            $"""
            update connections set checks = @checks, checked_at = @checkedAt, check_due_at = @dueAt
            where id = @id and {Live} and (checked_at is null or checked_at <= @checkedAt)
            """,
            new
            {
                id,
                checks,
                checkedAt,
                dueAt,
            }
        );

    /// <summary>Counts a failed renewal and schedules the next try; null schedules none.</summary>
    public Task<bool> TryPostponeRefreshAsync(DbSession session, ConnectionRow claimed, DateTimeOffset? dueAt) =>
        ChangedAsync(
            session,
            claimed,
            "refresh_failures = refresh_failures + 1, refresh_due_at = @dueAt",
            new { dueAt }
        );

    /// <summary>Ends renewal and suspends the connection until its owner stores a new token.</summary>
    public Task<bool> TryStopRefreshAsync(DbSession session, ConnectionRow claimed, string reason) =>
        ChangedAsync(
            session,
            claimed,
            """
            refresh_failures = refresh_failures + 1, refresh_due_at = null, status = 'suspended',
                status_reason = @reason
            """,
            new { reason }
        );

    /// <summary>Returns connections whose token is valid and expires within <paramref name="ahead"/>.</summary>
    public Task<IReadOnlyList<ConnectionRow>> ExpiringAsync(
        TimeSpan ahead,
        int limit,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session.ListAsync<ConnectionRow>(
                    $"""
                    select * from connections where {Live} and status <> 'suspended' and token_expires_at > @now
                        and token_expires_at <= @until and (expiry_warned_at is null or (token_expires_at - @day <= @now
                        and expiry_warned_at < token_expires_at - @day))
                    order by token_expires_at limit @limit
                    """,
                    new
                    {
                        now = clock.GetUtcNow(),
                        until = clock.GetUtcNow() + ahead,
                        day = (long)TimeSpan.FromDays(1).TotalMilliseconds,
                        limit,
                    }
                ),
            cancellation
        );

    /// <summary>Marks that a warning is published. Returns false when another server has warned already.</summary>
    public async Task<bool> TryMarkWarnedAsync(DbSession session, ConnectionRow read) =>
        await session.ExecuteAsync(
            $"""
            update connections set expiry_warned_at = @now
                where id = @Id and {Live} and row_version = @RowVersion and coalesce(expiry_warned_at, 0) = @before
            """,
            new
            {
                read.Id,
                read.RowVersion,
                before = read.ExpiryWarnedAt?.ToUnixTimeMilliseconds() ?? 0,
                now = clock.GetUtcNow(),
            }
        ) == 1;

    /// <summary>True for the one call that may tell that the number's callback moved.</summary>
    public async Task<bool> TryMarkCallbackMovedAsync(DbSession session, string id) =>
        await session.ExecuteAsync(
            $"update connections set callback_moved_at = @now where id = @id and {Live} and callback_moved_at is null",
            new { id, now = clock.GetUtcNow() }
        ) == 1;

    public Task ClearCallbackMovedAsync(DbSession session, string id) =>
        session.ExecuteAsync("update connections set callback_moved_at = null where id = @id", new { id });

    /// <summary>Returns the live connections whose token belongs to a person.</summary>
    internal Task<IReadOnlyList<ConnectionRow>> OfPersonAsync(MetaPerson person, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.ListAsync<ConnectionRow>(
                    $"""
                    select * from connections where environment = @Environment and token_user_id = @UserId and {Live}
                    union
                    select * from connections where environment = @Environment and channel = 'instagram'
                        and ig_business_account_id = @account and token_kind = '{TokenKinds.Instagram}' and {Live}
                    """,
                    new
                    {
                        person.Environment,
                        person.UserId,
                        account = person.IsOfInstagram ? person.UserId : "",
                    }
                ),
            cancellation
        );

    private Task<IReadOnlyList<ConnectionRow>> ClaimAsync(
        string column,
        string also,
        int limit,
        TimeSpan lease,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
            {
                var args = new
                {
                    now = clock.GetUtcNow(),
                    until = clock.GetUtcNow() + lease,
                    limit,
                };
                return await session.ListAsync<ConnectionRow>(
                    $"""
                    update connections set {column} = @until{also} where id in (select id from connections
                        where {Live} and {column} <= @now order by {column}, id limit @limit {database.SkipLocked})
                    returning *
                    """,
                    args
                );
            },
            cancellation
        );
}
