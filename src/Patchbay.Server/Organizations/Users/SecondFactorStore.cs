using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations.Users;

/// <summary>The rows of <c>user_factors</c> and <c>user_recovery_codes</c>.</summary>
public sealed class SecondFactorStore(Database database, TimeProvider clock)
{
    public Task<SecondFactorRow?> FindAsync(Guid userId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<SecondFactorRow>(
                    "select * from user_factors where user_id = @userId",
                    new { userId }
                ),
            cancellation
        );

    /// <summary>
    /// Stores a secret that is not confirmed yet, in place of an earlier one. Returns false when the user has a
    /// confirmed one.
    /// </summary>
    public Task<bool> TryBeginAsync(Guid userId, byte[] secret, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    """
                    insert into user_factors (user_id, secret, last_step, created_at, confirmed_at)
                    values (@userId, @secret, 0, @now, null)
                    on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at,
                        last_step = 0
                        where user_factors.confirmed_at is null
                    """,
                    new
                    {
                        userId,
                        secret,
                        now = clock.GetUtcNow(),
                    }
                ) == 1,
            cancellation
        );

    /// <summary>Makes a time step the newest. Returns false when its code, or a newer one, was used before.</summary>
    public Task<bool> TryUseStepAsync(Guid userId, long step, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    "update user_factors set last_step = @step where user_id = @userId and last_step < @step",
                    new { userId, step }
                ) == 1,
            cancellation
        );

    /// <summary>Uses a recovery code up. Returns false when the user has no such code.</summary>
    public Task<bool> TryUseRecoveryCodeAsync(Guid userId, string code, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    "delete from user_recovery_codes where user_id = @userId and code_hash = @hash",
                    new { userId, hash = Hash(code) }
                ) == 1,
            cancellation
        );

    /// <summary>
    /// Makes a secret count, with new recovery codes. Returns false when another secret took its place.
    /// </summary>
    public async Task<bool> ConfirmAsync(
        DbSession session,
        SecondFactorRow factor,
        long step,
        IReadOnlyList<string> recoveryCodes
    )
    {
        var confirmed = await session.ExecuteAsync(
            """
            update user_factors set confirmed_at = @now, last_step = @step
            where user_id = @UserId and secret = @Secret and confirmed_at is null
            """,
            new
            {
                factor.UserId,
                factor.Secret,
                step,
                now = clock.GetUtcNow(),
            }
        );
        if (confirmed == 0)
            return false;
        await session.ExecuteAsync("delete from user_recovery_codes where user_id = @UserId", new { factor.UserId });
        foreach (var code in recoveryCodes)
        {
            await session.ExecuteAsync(
                "insert into user_recovery_codes (user_id, code_hash) values (@UserId, @hash)",
                new { factor.UserId, hash = Hash(code) }
            );
        }
        return true;
    }

    public Task<int> RecoveryCodesLeftAsync(Guid userId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.ScalarAsync<int>(
                    "select count(*) from user_recovery_codes where user_id = @userId",
                    new { userId }
                ),
            cancellation
        );

    /// <summary>Removes a user's second factor and recovery codes. Returns false when there is none.</summary>
    public async Task<bool> RemoveAsync(DbSession session, Guid userId)
    {
        await session.ExecuteAsync("delete from user_recovery_codes where user_id = @userId", new { userId });
        return await session.ExecuteAsync("delete from user_factors where user_id = @userId", new { userId }) == 1;
    }

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
