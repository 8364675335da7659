using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations.Users;

/// <summary>The rows of <c>user_sessions</c>. They hold hashes; only the user has the text of the token.</summary>
public sealed class SessionStore(Database database, UserStore users, Ids ids, TimeProvider clock)
{
    /// <summary>How long a log-in lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string Prefix = "us_";

    private const int SecretLength = 43; // 256 bits

    /// <summary>Tells a session's token from an API key.</summary>
    public static bool IsToken(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Begins a session and returns its token.</summary>
    public async Task<string> CreateAsync(UserRow user, string? newPasswordHash, CancellationToken cancellation)
    {
        var (token, now) = (Prefix + ids.Token(SecretLength), clock.GetUtcNow());
        await database.WriteAsync(
            async session =>
            {
                await users.NoteLoginAsync(session, user.Id, newPasswordHash);
                await session.ExecuteAsync(
                    """
                    insert into user_sessions (token_hash, user_id, created_at, expires_at)
                        values (@hash, @Id, @now, @until)
                    """,
                    new
                    {
                        hash = Hash(token),
                        user.Id,
                        now,
                        until = now + Lifetime,
                    }
                );
            },
            cancellation
        );
        return token;
    }

    /// <summary>Returns the user of a token; null when the token is unknown, has expired or was ended.</summary>
    public Task<UserRow?> FindUserAsync(string token, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<UserRow>(
                    """
                    select users.* from user_sessions join users on users.id = user_sessions.user_id
                        where token_hash = @hash and expires_at > @now
                    """,
                    new { hash = Hash(token), now = clock.GetUtcNow() }
                ),
            cancellation
        );

    /// <summary>Ends a session at once, on every server.</summary>
    public Task EndAsync(string token, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync("delete from user_sessions where token_hash = @hash", new { hash = Hash(token) }),
            cancellation
        );

    /// <summary>Deletes some of the expired sessions.</summary>
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

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
