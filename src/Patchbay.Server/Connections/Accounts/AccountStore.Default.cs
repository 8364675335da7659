using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Accounts;

/// <summary>
/// Chooses the default account of each channel. An index allows one at most; there is one while any account is active.
/// </summary>
public sealed partial class AccountStore
{
    /// <summary>Makes an active account the default. Returns false when the account is gone or not active.</summary>
    public async Task<bool> TrySetDefaultAsync(DbSession session, AccountRow row)
    {
        await LockAsync(session, row.Tenant);
        if (await FindAsync(session, row.Tenant, row.Id) is not { IsActive: true })
            return false;
        await SettleDefaultAsync(session, row.Tenant, row.Channel, row.Id);
        return true;
    }

    /// <summary>
    /// Lets the changes of a tenant's default accounts run one after the other, so that what a change has read is true
    /// until it commits. A connection is always written before this lock is taken, never after it.
    /// </summary>
    internal Task LockAsync(DbSession session, Tenant tenant) =>
        database.LockRowAsync(session, "organizations", tenant.OrganizationId);

    /// <param name="session">The transaction that holds the lock.</param>
    /// <param name="tenant">The owner of the accounts.</param>
    /// <param name="channel">The channel whose default is chosen.</param>
    /// <param name="wanted">
    /// The account to choose. When it is null or not active, the present default stays, or else the oldest active
    /// account becomes the default.
    /// </param>
    private async Task SettleDefaultAsync(DbSession session, Tenant tenant, string channel, Guid? wanted)
    {
        var rows = session.Of(tenant);
        var chosen =
            await rows.FirstOrDefaultAsync<Guid?>(
                $"""
                select id from integration_accounts where {Tenant.Filter} and channel = @channel and is_active
                order by case when id = @wanted then 0 when is_default then 1 else 2 end, created_at, id limit 1
                """,
                new { channel, wanted = wanted ?? Guid.Empty }
            ) ?? Guid.Empty;
        await rows.ExecuteAsync(
            $"""
            update integration_accounts set is_default = false, row_version = row_version + 1, updated_at = @now
            where {Tenant.Filter} and channel = @channel and is_default and id <> @chosen
            """,
            new
            {
                channel,
                chosen,
                now = clock.GetUtcNow(),
            }
        );
        await rows.ExecuteAsync(
            $"""
            update integration_accounts set is_default = true, row_version = row_version + 1, updated_at = @now
            where {Tenant.Filter} and id = @chosen and not is_default
            """,
            new { chosen, now = clock.GetUtcNow() }
        );
    }
}
