using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>The rows of <c>onboarding_links</c>.</summary>
public sealed class LinkStore(Database database, TimeProvider clock)
{
    public static SecretPlace SecretPlace(Guid organizationId, Guid id) =>
        new(organizationId, "onboarding_links", id.ToString(), "webhook_secret");

    public static SecretPlace RedirectSecretPlace(Guid organizationId, Guid id) =>
        new(organizationId, "onboarding_links", id.ToString(), "redirect_secret");

    public static SecretPlace WebhookQueryPlace(Guid organizationId, Guid id) =>
        new(organizationId, "onboarding_links", id.ToString(), "webhook_query");

    /// <summary>Stores a new link, and where asked ends the pending links with its external id.</summary>
    public Task InsertAsync(LinkRow row, bool replacesEarlier, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                if (replacesEarlier)
                    await ReplaceEarlierAsync(session, row);
                await LinkRow.Insert.InsertAsync(session, [row]);
            },
            cancellation
        );

    // A run that has begun may still complete its link: the customer has finished every step.
    private async Task ReplaceEarlierAsync(DbSession session, LinkRow row)
    {
        // Two new links for one external id must see each other, or both would stay.
        await session.ScalarAsync<int>(
            $"select 1 from organizations where id = @OrganizationId {database.ForUpdate}",
            new { row.OrganizationId }
        );
        await session
            .Of(row.Tenant)
            .ExecuteAsync(
                $"""
                update onboarding_links set replaced_by = @Id, expires_at = @now
                where {Tenant.Filter} and external_id = @ExternalId and status = 'pending' and expires_at > @now
                """,
                new
                {
                    row.Id,
                    row.ExternalId,
                    now = clock.GetUtcNow(),
                }
            );
    }

    public Task<LinkRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<LinkRow>(
                        $"select * from onboarding_links where {Tenant.Filter} and id = @id",
                        new { id }
                    ),
            cancellation
        );

    /// <summary>For the hosted page: anyone who has the address may open it.</summary>
    public Task<LinkRow?> FindByAddressAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<LinkRow>("select * from onboarding_links where id = @id", new { id }),
            cancellation
        );

    public Task<(IReadOnlyList<LinkRow> Rows, int Total)> ListAsync(
        Tenant tenant,
        Page page,
        string? status,
        string? externalId,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .PageAsync<LinkRow>(
                        page,
                        $"""
                        from onboarding_links where {Tenant.Filter}
                        and (cast(@status as text) is null
                            or (@status = 'expired' and status = 'pending' and expires_at <= @now)
                            or (@status = 'pending' and status = 'pending' and expires_at > @now)
                            or (@status = 'completed' and status = 'completed'))
                        and (cast(@externalId as text) is null or external_id = @externalId)
                        """,
                        "created_at desc, sort_id desc",
                        new
                        {
                            status,
                            externalId,
                            now = clock.GetUtcNow(),
                        }
                    ),
            cancellation
        );

    /// <summary>
    /// Deletes a link that is not completed. Not while a sign-up runs, which would lose its rows and leave behind what
    /// it did at Meta. A run whose server died is resumed or ended within minutes.
    /// </summary>
    /// <returns>Why it was not deleted; null when it is.</returns>
    public Task<Problem?> DeleteAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var link = await session
                    .Of(tenant)
                    .FirstOrDefaultAsync<LinkRow>(
                        $"select * from onboarding_links where {Tenant.Filter} and id = @id {database.ForUpdate}",
                        new { id }
                    );
                if (link is null)
                    return OnboardingProblems.NoLink;
                if (link.Status != LinkStatus.Pending)
                    return OnboardingProblems.OnlyPendingDeleted;
                var running = await session.ScalarAsync<int>(
                    "select count(*) from onboarding_attempts where link_id = @id and outcome = 'running'",
                    new { id }
                );
                if (running > 0)
                    return OnboardingProblems.SigningUp;
                await session.ExecuteAsync("delete from onboarding_links where id = @id", new { id });
                return null;
            },
            cancellation
        );

    public Task MarkOpenedAsync(Guid id, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "update onboarding_links set opened_at = @now where id = @id and opened_at is null",
                    new { id, now = clock.GetUtcNow() }
                ),
            cancellation
        );

    /// <summary>Completes a pending link; false when another call was faster.</summary>
    public async Task<bool> CompleteAsync(
        DbSession session,
        Tenant tenant,
        Guid id,
        Guid phoneId,
        Guid wabaId,
        DateTimeOffset now
    ) =>
        await session
            .Of(tenant)
            .ExecuteAsync(
                $"""
                update onboarding_links set status = 'completed', phone_id = @phoneId, waba_id = @wabaId,
                    completed_at = @now, webhook_secret = null
                where {Tenant.Filter} and id = @id and status = 'pending'
                """,
                new
                {
                    id,
                    phoneId,
                    wabaId,
                    now,
                }
            ) == 1;

    /// <summary>Notes the endpoint of a link's webhook.</summary>
    /// <param name="session">The transaction that completes the link.</param>
    /// <param name="link">The link.</param>
    /// <param name="endpointId">Made by this link or an earlier one.</param>
    /// <param name="isSecretIgnored">Whether another secret signs than the link's own.</param>
    public Task SetEndpointAsync(DbSession session, LinkRow link, Guid endpointId, bool isSecretIgnored) =>
        session
            .Of(link.Tenant)
            .ExecuteAsync(
                $"""
                update onboarding_links set endpoint_id = @endpointId, is_webhook_secret_ignored = @isSecretIgnored
                where {Tenant.Filter} and id = @Id
                """,
                new
                {
                    link.Id,
                    endpointId,
                    isSecretIgnored,
                }
            );
}
