using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// The rows of <c>login_failures</c>: attempts to log in with an address, counted also for unknown addresses, so that
/// neither the answer nor its time reveals which exist. An attempt counts before its password is checked, so parallel
/// attempts do not get around the limit.
/// </summary>
public sealed class LoginFailures(Database database, DerivedKeys keys, TimeProvider clock)
{
    /// <summary>The number of wrong passwords in a row that locks an address.</summary>
    public const int Max = 5;

    /// <summary>How long an address stays locked, and how long a wrong password counts.</summary>
    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(15);

    /// <summary>Counts an attempt. Returns false while the address is locked.</summary>
    public async Task<bool> TryBeginAsync(string email, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        const string count = """
            case when login_failures.locked_until is not null or login_failures.last_at < @since then 1
                else login_failures.failures + 1 end
            """;
        return await database.WriteAsync(
            session =>
                session.FirstOrDefaultAsync<long?>(
                    $"""
                    insert into login_failures (email_hash, failures, last_at, locked_until)
                    values (@hash, 1, @now, null)
                    on conflict (email_hash) do update set failures = {count}, last_at = excluded.last_at,
                        locked_until = case when {count} >= {Max} then @until else null end
                        where login_failures.locked_until is null or login_failures.locked_until <= @now
                    returning failures
                    """,
                    new
                    {
                        hash = Hash(email),
                        now,
                        since = now - Lock,
                        until = now + Lock,
                    }
                ),
            cancellation
        )
            is not null;
    }

    /// <summary>Deletes the count after a right password.</summary>
    public Task ClearAsync(string email, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync("delete from login_failures where email_hash = @hash", new { hash = Hash(email) }),
            cancellation
        );

    /// <summary>Deletes some of the rows that no longer count.</summary>
    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int limit, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from login_failures where email_hash in (
                        select email_hash from login_failures where last_at < @before limit @limit)
                    """,
                    new { before = now - Lock, limit }
                ),
            cancellation
        );

    private byte[] Hash(string email) =>
        HMACSHA256.HashData(keys.Derive("login-failures"), Encoding.UTF8.GetBytes(email));
}
