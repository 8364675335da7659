using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>The rows of <c>onboarding_attempts</c> and <c>onboarding_steps</c>.</summary>
public sealed partial class AttemptStore(Database database, Ids ids, TimeProvider clock)
{
    public static SecretPlace TokenPlace(Guid organizationId, Guid id) =>
        new(organizationId, "onboarding_attempts", id.ToString(), "access_token");

    public Task<SignupAttemptRow?> FindByPageAsync(Guid linkId, byte[] pageTokenHash, CancellationToken cancellation) =>
        database.ReadAsync(session => FindAsync(session, linkId, pageTokenHash), cancellation);

    /// <summary>The attempt of a link that has a code already.</summary>
    public Task<SignupAttemptRow?> FindByCodeAsync(Guid linkId, byte[] codeHash, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<SignupAttemptRow>(
                    "select * from onboarding_attempts where link_id = @linkId and code_hash = @codeHash",
                    new { linkId, codeHash }
                ),
            cancellation
        );

    public Task<SignupAttemptRow?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<SignupAttemptRow>(
                    "select * from onboarding_attempts where id = @id",
                    new { id }
                ),
            cancellation
        );

    /// <summary>
    /// Starts the attempt for one caller and binds it to its code. False when the attempt was started before, the code
    /// was used before, or another attempt of the link is running.
    /// </summary>
    public Task<bool> StartAsync(
        SignupAttemptRow attempt,
        byte[] codeHash,
        string sessionJson,
        TimeSpan lease,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
            {
                // Locked, so that the link is not deleted at this moment.
                var link = await session.FirstOrDefaultAsync<LinkRow>(
                    $"select * from onboarding_links where id = @LinkId {database.ForUpdate}",
                    new { attempt.LinkId }
                );
                if (link is null)
                    return false;
                return await session.ExecuteAsync(
                        """
                        update onboarding_attempts set outcome = 'running', step = 'exchange_code',
                            code_hash = @codeHash,
                            session = @sessionJson, lease_until = @until, updated_at = @now
                        where id = @Id and outcome = 'open' and not exists (select 1 from onboarding_attempts used
                            where used.code_hash = @codeHash) and not exists (select 1 from onboarding_attempts other
                            where other.link_id = @LinkId and other.outcome = 'running' and other.lease_until > @now)
                        """,
                        new
                        {
                            attempt.Id,
                            attempt.LinkId,
                            codeHash,
                            sessionJson,
                            now = clock.GetUtcNow(),
                            until = clock.GetUtcNow() + lease,
                        }
                    ) == 1;
            },
            cancellation
        );

    /// <summary>Takes over a run whose server died.</summary>
    public Task<SignupAttemptRow?> TakeOverAsync(TimeSpan lease, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var now = clock.GetUtcNow();
                var attempt = await session.FirstOrDefaultAsync<SignupAttemptRow>(
                    $"""
                    select * from onboarding_attempts where outcome = 'running' and lease_until <= @now
                        order by lease_until limit 1 {database.SkipLocked}
                    """,
                    new { now }
                );
                if (attempt is not null)
                {
                    await session.ExecuteAsync(
                        "update onboarding_attempts set lease_until = @until where id = @Id",
                        new { attempt.Id, until = now + lease }
                    );
                }
                return attempt;
            },
            cancellation
        );

    public Task SaveTokenAsync(
        Guid id,
        byte[] accessToken,
        DateTimeOffset? expiresAt,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update onboarding_attempts set access_token = @accessToken, token_expires_at = @expiresAt,
                        updated_at = @now where id = @id
                    """,
                    new
                    {
                        id,
                        accessToken,
                        expiresAt,
                        now = clock.GetUtcNow(),
                    }
                ),
            cancellation
        );

    public Task SaveAssetsAsync(DbSession session, Guid id, Guid wabaId, Guid phoneId) =>
        session.ExecuteAsync(
            "update onboarding_attempts set waba_id = @wabaId, phone_id = @phoneId, updated_at = @now where id = @id",
            new
            {
                id,
                wabaId,
                phoneId,
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Ends an attempt and wipes its token. False when it has already ended.</summary>
    public async Task<bool> FinishAsync(DbSession session, Guid id, string outcome, string step, string? errorCode) =>
        await session.ExecuteAsync(
            """
            update onboarding_attempts set outcome = @outcome, step = @step, error_code = @errorCode,
                access_token = null, lease_until = null, updated_at = @now, finished_at = @now
            where id = @id and outcome in ('open', 'running')
            """,
            new
            {
                id,
                outcome,
                step,
                errorCode,
                now = clock.GetUtcNow(),
            }
        ) == 1;

    public Task StepStartedAsync(Guid attemptId, int position, string step, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var args = new
                {
                    attemptId,
                    position,
                    step,
                    now = clock.GetUtcNow(),
                };
                await session.ExecuteAsync(
                    """
                    insert into onboarding_steps (attempt_id, step, position, state, started_at)
                        values (@attemptId, @step, @position, 'running', @now)
                    on conflict (attempt_id, step) do update set state = 'running', error_code = null,
                        finished_at = null
                    """,
                    args
                );
                await session.ExecuteAsync(
                    "update onboarding_attempts set step = @step, updated_at = @now where id = @attemptId",
                    args
                );
            },
            cancellation
        );

    public Task StepEndedAsync(
        Guid attemptId,
        string step,
        string state,
        string? errorCode,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update onboarding_steps set state = @state, error_code = @errorCode, finished_at = @now
                        where attempt_id = @attemptId and step = @step
                    """,
                    new
                    {
                        attemptId,
                        step,
                        state,
                        errorCode,
                        now = clock.GetUtcNow(),
                    }
                ),
            cancellation
        );

    public Task<IReadOnlyList<StepRow>> StepsAsync(Guid attemptId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.ListAsync<StepRow>(
                    "select * from onboarding_steps where attempt_id = @attemptId order by position",
                    new { attemptId }
                ),
            cancellation
        );

    public Task<SignupAttemptRow?> LatestAsync(Guid linkId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<SignupAttemptRow>(
                    """
                    select * from onboarding_attempts where link_id = @linkId order by created_at desc, id desc limit 1
                    """,
                    new { linkId }
                ),
            cancellation
        );
}
