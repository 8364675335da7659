using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Accounts;

/// <summary>The rows of <c>integration_accounts</c>, and their secrets.</summary>
public sealed partial class AccountStore(Database database, Vault vault, TimeProvider clock)
{
    internal static SecretPlace SecretsPlace(Guid organizationId, Guid id) =>
        new(organizationId, "integration_accounts", id.ToString(), "secrets");

    internal static SecretPlace VerifyTokenPlace(Guid organizationId, Guid id) =>
        new(organizationId, "integration_accounts", id.ToString(), "verify_token");

    /// <summary>Returns the accounts, oldest first. Without a channel, the accounts of all channels.</summary>
    public Task<IReadOnlyList<AccountRow>> ListAsync(Tenant tenant, string? channel, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ListAsync<AccountRow>(
                        $"""
                        select * from integration_accounts where {Tenant.Filter}
                            {(channel is null ? "" : "and channel = @channel")} order by created_at, id
                        """,
                        new { channel }
                    ),
            cancellation
        );

    public Task<AccountRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(session => FindAsync(session, tenant, id), cancellation);

    public Task<AccountRow?> FindByKeyAsync(
        Tenant tenant,
        string channel,
        string accountKey,
        CancellationToken cancellation
    ) => database.ReadAsync(session => FindByKeyAsync(session, tenant, channel, accountKey), cancellation);

    public Task<AccountRow?> FindByConnectionAsync(
        Tenant tenant,
        string connectionId,
        CancellationToken cancellation
    ) => database.ReadAsync(session => FindByConnectionAsync(session, tenant, connectionId), cancellation);

    public Task<AccountRow?> FindByConnectionAsync(DbSession session, Tenant tenant, string connectionId) =>
        session
            .Of(tenant)
            .FirstOrDefaultAsync<AccountRow>(
                $"select * from integration_accounts where {Tenant.Filter} and connection_id = @connectionId",
                new { connectionId }
            );

    /// <summary>Finds the account of a webhook address, whose caller names no tenant.</summary>
    public Task<AccountRow?> FindByHookAsync(string channel, string hookId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<AccountRow>(
                    "select * from integration_accounts where hook_id = @hookId and channel = @channel",
                    new { hookId = StorableText.ForLookUp(hookId), channel }
                ),
            cancellation
        );

    /// <summary>Whether any tenant has an account of a channel with this hash of a verify token.</summary>
    public static Task<bool> HasVerifyTokenAsync(DbSession session, string channel, byte[] hash) =>
        session.ScalarAsync<bool>(
            "select exists (select 1 from integration_accounts where verify_token_hash = @hash and channel = @channel)",
            new { hash, channel }
        );

    public ValueTask<Secret> VerifyTokenAsync(AccountRow row, CancellationToken cancellation) =>
        vault.OpenAsync(VerifyTokenPlace(row.OrganizationId, row.Id), row.VerifyToken, cancellation);

    /// <summary>Returns the settings that no connection stores, including secrets.</summary>
    public async ValueTask<Dictionary<string, string>> OwnConfigAsync(AccountRow row, CancellationToken cancellation)
    {
        var config = StoredConfig.Read(row.Config);
        if (row.Secrets is null)
            return config;
        var secrets = await vault.OpenAsync(SecretsPlace(row.OrganizationId, row.Id), row.Secrets, cancellation);
        foreach (var (name, value) in StoredConfig.Read(secrets.Reveal()))
            config[name] = value;
        return config;
    }

    /// <summary>Returns the row with these settings in place of its own, with secrets sealed.</summary>
    public async ValueTask<AccountRow> WithConfigAsync(
        AccountRow row,
        IReadOnlyDictionary<string, string> config,
        CancellationToken cancellation
    )
    {
        var secrets = StoredConfig.Write(config.Where(setting => Masking.IsSensitive(setting.Key)));
        return row with
        {
            Config = StoredConfig.Write(config.Where(setting => !Masking.IsSensitive(setting.Key))) ?? "{}",
            Secrets = secrets is null
                ? null
                : await vault.SealAsync(SecretsPlace(row.OrganizationId, row.Id), new Secret(secrets), cancellation),
        };
    }

    /// <summary>Adds an account. The unique index refuses a second account with the same key.</summary>
    public async Task InsertAsync(DbSession session, AccountRow row, bool isDefault)
    {
        await LockAsync(session, row.Tenant);
        await session.ExecuteAsync(
            """
            insert into integration_accounts (id, organization_id, environment, channel, account_key, display_name,
                is_active, is_default, division_id, connection_id, config, secrets, verify_token, verify_token_hash,
                hook_id, row_version, created_at, updated_at)
            values (@Id, @OrganizationId, @Environment, @Channel, @AccountKey, @DisplayName, @IsActive, false,
                @DivisionId, @ConnectionId, @Config, @Secrets, @VerifyToken, @VerifyTokenHash, @HookId, 1, @CreatedAt,
                @UpdatedAt)
            """,
            row
        );
        await SettleDefaultAsync(session, row.Tenant, row.Channel, isDefault ? row.Id : null);
    }

    /// <summary>
    /// Stores what may change in an account. Returns false when the row was changed since it was read.
    /// </summary>
    public async Task<bool> TryUpdateAsync(DbSession session, AccountRow row, bool isDefault)
    {
        await LockAsync(session, row.Tenant);
        var changed = await session
            .Of(row.Tenant)
            .ExecuteAsync(
                $"""
                update integration_accounts set account_key = @AccountKey, display_name = @DisplayName,
                    is_active = @IsActive, division_id = @DivisionId, connection_id = @ConnectionId, config = @Config,
                    secrets = @Secrets, row_version = row_version + 1, updated_at = @now
                where {Tenant.Filter} and id = @Id and row_version = @RowVersion
                """,
                new
                {
                    row.Id,
                    row.RowVersion,
                    row.AccountKey,
                    row.DisplayName,
                    row.IsActive,
                    row.DivisionId,
                    row.ConnectionId,
                    row.Config,
                    row.Secrets,
                    now = clock.GetUtcNow(),
                }
            );
        if (changed == 0)
            return false;
        await SettleDefaultAsync(session, row.Tenant, row.Channel, isDefault ? row.Id : null);
        return true;
    }

    public async Task<bool> DeleteAsync(DbSession session, AccountRow row)
    {
        await LockAsync(session, row.Tenant);
        var deleted = await session
            .Of(row.Tenant)
            .ExecuteAsync($"delete from integration_accounts where {Tenant.Filter} and id = @Id", new { row.Id });
        await SettleDefaultAsync(session, row.Tenant, row.Channel, null);
        return deleted == 1;
    }

    /// <summary>Keeps the account of a connection that has ended, inactive and without secrets.</summary>
    public async Task DetachAsync(DbSession session, Tenant tenant, string connectionId)
    {
        if (await FindByConnectionAsync(session, tenant, connectionId) is not { } row)
            return;
        await LockAsync(session, tenant);
        await session
            .Of(row.Tenant)
            .ExecuteAsync(
                $"""
                update integration_accounts set is_active = false, secrets = null, row_version = row_version + 1,
                    updated_at = @now where {Tenant.Filter} and id = @Id
                """,
                new { row.Id, now = clock.GetUtcNow() }
            );
        await SettleDefaultAsync(session, tenant, row.Channel, null);
    }

    /// <summary>
    /// Finds the account of a draft: by the draft's id, or else by its connection, or else by its key.
    /// </summary>
    internal async Task<AccountRow?> FindAsync(DbSession session, AccountDraft draft)
    {
        if (draft.Id is { } id)
            return await FindAsync(session, draft.Tenant, id);
        return (
                draft.ConnectionId is { } connection
                    ? await FindByConnectionAsync(session, draft.Tenant, connection)
                    : null
            ) ?? await FindByKeyAsync(session, draft.Tenant, draft.Channel, draft.AccountKey);
    }

    private static Task<AccountRow?> FindByKeyAsync(
        DbSession session,
        Tenant tenant,
        string channel,
        string accountKey
    ) =>
        session
            .Of(tenant)
            .FirstOrDefaultAsync<AccountRow>(
                $"""
                select * from integration_accounts where {Tenant.Filter} and channel = @channel
                    and account_key = @accountKey
                """,
                new { channel, accountKey }
            );

    private static Task<AccountRow?> FindAsync(DbSession session, Tenant tenant, Guid id) =>
        session
            .Of(tenant)
            .FirstOrDefaultAsync<AccountRow>(
                $"select * from integration_accounts where {Tenant.Filter} and id = @id",
                new { id }
            );
}
