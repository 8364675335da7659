using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations.Users;

/// <summary>The rows of <c>user_sessions</c>. They hold hashes; only the user has the text of the token.</summary>
public sealed class SessionStore(Database database, IOptions<UserSessionOptions> options, Ids ids, TimeProvider clock)
{
    private const string Prefix = "us_";

    private const int SecretLength = 43; // 256 bits

    /// <summary>A session that counts: neither too old nor idle.</summary>
    private const string IsLive = "expires_at > @now and last_seen_at > @idleSince";

    // The last use is for idleness and for people to read; one write per minute is precise enough.
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    /// <summary>How long a session lasts at most.</summary>
    public TimeSpan MaxAge => options.Value.MaxAge;

    /// <summary>Tells a session's token from an API key.</summary>
    public static bool IsToken(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Begins a session and returns its token. The session that the browser had before ends.</summary>
    public async Task<string> CreateAsync(DbSession session, Guid userId, Actor actor, string? replaced)
    {
        var (token, now) = (Prefix + ids.Token(SecretLength), clock.GetUtcNow());
        if (replaced is not null)
            await EndAsync(session, replaced);
        await session.ExecuteAsync(
            """
            insert into user_sessions (token_hash, id, user_id, created_at, expires_at, last_seen_at, ip_address,
                user_agent)
            values (@hash, @id, @userId, @now, @until, @now, @IpAddress, @UserAgent)
            """,
            new
            {
                hash = Hash(token),
                id = ids.Uuid(),
                userId,
                now,
                until = now + MaxAge,
                actor.IpAddress,
                actor.UserAgent,
            }
        );
        return token;
    }

    /// <summary>
    /// Returns the session of a token with its user; null when the token is unknown, has expired, was idle or was
    /// ended.
    /// </summary>
    public Task<LiveSession?> FindAsync(string token, CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
            {
                var (now, idleSince) = Times();
                var row = await session.FirstOrDefaultAsync<SessionRow>(
                    $"select * from user_sessions where token_hash = @hash and {IsLive}",
                    new
                    {
                        hash = Hash(token),
                        now,
                        idleSince,
                    }
                );
                if (row is null)
                    return null;
                var user = await session.FirstOrDefaultAsync<UserRow>(
                    $"""
                    select {UserStore.Columns} from users
                    where id = @UserId and (expires_at is null or expires_at > @now)
                    """,
                    new { row.UserId, now }
                );
                return user is null ? null : new LiveSession(row, user);
            },
            cancellation
        );

    /// <summary>
    /// Notes that a session is in use. When storage cannot write now, the session goes on all the same.
    /// </summary>
    public async Task TouchAsync(SessionRow row, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (row.LastSeenAt > now - TouchEvery)
            return;
        try
        {
            await database.WriteAsync(
                session =>
                    session.ExecuteAsync(
                        "update user_sessions set last_seen_at = @now where id = @Id",
                        new { row.Id, now }
                    ),
                cancellation
            );
        }
        catch (Exception error) when (database.IsUnavailable(error)) { }
    }

    /// <summary>Returns a user's sessions, newest first.</summary>
    public Task<IReadOnlyList<SessionRow>> ListAsync(Guid userId, CancellationToken cancellation)
    {
        var (now, idleSince) = Times();
        return database.ReadAsync(
            session =>
                session.ListAsync<SessionRow>(
                    $"select * from user_sessions where user_id = @userId and {IsLive} order by created_at desc, id",
                    new
                    {
                        userId,
                        now,
                        idleSince,
                    }
                ),
            cancellation
        );
    }

    /// <summary>Ends one of a user's sessions, or all, at once and on every server. Returns how many.</summary>
    /// <param name="session">A transaction.</param>
    /// <param name="userId">The user.</param>
    /// <param name="id">The session to end; null for all.</param>
    /// <param name="except">A session that goes on.</param>
    public Task<int> EndAsync(DbSession session, Guid userId, Guid? id = null, Guid? except = null) =>
        session.ExecuteAsync(
            $"""
            delete from user_sessions where user_id = @userId {(id is null ? "" : "and id = @id")}
                {(except is null ? "" : "and id <> @except")}
            """,
            new
            {
                userId,
                id,
                except,
            }
        );

    /// <summary>Deletes some of the sessions that have ended by themselves.</summary>
    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int limit, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from user_sessions where token_hash in (select token_hash from user_sessions
                        where expires_at < @now limit @limit)
                    """,
                    new { now, limit }
                ),
            cancellation
        );

    private (DateTimeOffset Now, DateTimeOffset IdleSince) Times()
    {
        var now = clock.GetUtcNow();
        return (now, now - options.Value.Idle);
    }

    private static Task<int> EndAsync(DbSession session, string token) =>
        session.ExecuteAsync("delete from user_sessions where token_hash = @hash", new { hash = Hash(token) });

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
