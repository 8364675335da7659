using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>The page that an attempt belongs to.</summary>
/// <param name="TokenHash">The hash of the page's one-time token.</param>
/// <param name="SourceHash">The hash of where the call comes from.</param>
/// <param name="IsCounted">False for a page that only opened Meta's window.</param>
public sealed record PageAttempt(byte[] TokenHash, byte[] SourceHash, bool IsCounted);

public sealed partial class AttemptStore
{
    /// <summary>The most attempts of a link that are kept although they only opened Meta's window.</summary>
    private const int MostOpen = 20;

    /// <summary>
    /// Makes the attempt of a page on first use; false when the source has no attempts of the link left. Sources are
    /// counted apart, so that a stranger who knows the address cannot use up the attempts of its customer.
    /// </summary>
    public Task<bool> OpenAsync(LinkRow link, PageAttempt page, int maxAttempts, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                // Locked, so that attempts at the same moment are counted one after the other.
                var counted = await session.ScalarAsync<int?>(
                    $"select attempt_count from onboarding_links where id = @Id {database.ForUpdate}",
                    new { link.Id }
                );
                if (counted is null)
                    return false; // deleted a moment ago
                var known = await FindAsync(session, link.Id, page.TokenHash);
                if (known is not null && (known.IsCounted || !page.IsCounted))
                    return true;
                if (page.IsCounted && await CountAsync(session, link.Id, page.SourceHash) >= maxAttempts)
                    return false;
                if (known is null)
                    await InsertAsync(session, link, page);
                if (page.IsCounted)
                    await CountInAsync(session, link.Id, page);
                return true;
            },
            cancellation
        );

    /// <summary>How many attempts of a link came from a source.</summary>
    public Task<int> CountAsync(Guid linkId, byte[] sourceHash, CancellationToken cancellation) =>
        database.ReadAsync(session => CountAsync(session, linkId, sourceHash), cancellation);

    private static Task<int> CountAsync(DbSession session, Guid linkId, byte[] sourceHash) =>
        session.ScalarAsync<int>(
            """
            select count(*) from onboarding_attempts where link_id = @linkId and source_hash = @sourceHash
                and is_counted
            """,
            new { linkId, sourceHash }
        );

    private static Task<SignupAttemptRow?> FindAsync(DbSession session, Guid linkId, byte[] tokenHash) =>
        session.FirstOrDefaultAsync<SignupAttemptRow>(
            "select * from onboarding_attempts where link_id = @linkId and page_token_hash = @tokenHash",
            new { linkId, tokenHash }
        );

    private async Task InsertAsync(DbSession session, LinkRow link, PageAttempt page)
    {
        // Attempts that only opened Meta's window cost a stranger nothing: the oldest make room for new ones.
        await session.ExecuteAsync(
            """
            delete from onboarding_attempts where id in (select id from onboarding_attempts
                where link_id = @Id and outcome = 'open' and not is_counted
                order by created_at desc, id desc limit 1000 offset @kept)
            """,
            new { link.Id, kept = MostOpen - 1 }
        );
        await session
            .Of(link.Tenant)
            .ExecuteAsync(
                """
                insert into onboarding_attempts (id, link_id, organization_id, environment, page_token_hash,
                    outcome, step, session, source_hash, is_counted, created_at, updated_at)
                values (@attemptId, @Id, @OrganizationId, @Environment, @TokenHash, 'open', 'popup_opened', '{}',
                    @SourceHash, @IsCounted, @now, @now)
                """,
                new
                {
                    attemptId = ids.Uuid(),
                    link.Id,
                    page.TokenHash,
                    page.SourceHash,
                    page.IsCounted,
                    now = clock.GetUtcNow(),
                }
            );
    }

    private static async Task CountInAsync(DbSession session, Guid linkId, PageAttempt page)
    {
        await session.ExecuteAsync(
            """
            update onboarding_attempts set is_counted = true, source_hash = @SourceHash
                where link_id = @linkId and page_token_hash = @TokenHash
            """,
            new
            {
                linkId,
                page.TokenHash,
                page.SourceHash,
            }
        );
        await session.ExecuteAsync(
            "update onboarding_links set attempt_count = attempt_count + 1 where id = @linkId",
            new { linkId }
        );
    }
}
