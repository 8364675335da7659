using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections;

/// <summary>The rows of <c>connections</c>, and the way to their tokens.</summary>
public sealed class ConnectionStore(Database database, Vault vault, TimeProvider clock)
{
    private const string OfTenant = "organization_id = @OrganizationId and environment = @Environment";

    public static SecretPlace TokenPlace(Guid organizationId, string id) => new(organizationId, "connections", id, "access_token");

    public Task<ConnectionRow?> FindAsync(Tenant tenant, string id, CancellationToken cancellation) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<ConnectionRow>(
            $"select * from connections where {OfTenant} and id = @id", new { tenant.OrganizationId, tenant.Environment, id }), cancellation);

    /// <summary>The live connection of a WhatsApp number in this environment, whoever holds it.</summary>
    public Task<ConnectionRow?> FindLivePhoneAsync(string environment, string metaPhoneNumberId, CancellationToken cancellation) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<ConnectionRow>(
            "select * from connections where environment = @environment and phone_number_id = @metaPhoneNumberId and disconnected_at is null",
            new { environment, metaPhoneNumberId }), cancellation);

    /// <summary>The live connections of pages and Instagram accounts, for received webhooks, which name these and no tenant.</summary>
    public Task<IReadOnlyList<ConnectionRow>> OfAccountsAsync(DbSession session, string environment, IReadOnlyCollection<string> accountIds) =>
        session.ListAsync<ConnectionRow>(
            $"""
            select * from connections where environment = @environment and disconnected_at is null
                and (page_id {database.InList("accountIds")} or ig_business_account_id {database.InList("accountIds")})
            """, new { environment, accountIds = database.ListParameter(accountIds) });

    /// <summary>The token, or null when the credentials were wiped.</summary>
    public async Task<Secret?> TokenAsync(ConnectionRow connection, CancellationToken cancellation) =>
        connection.AccessToken is { } box
            ? await vault.OpenAsync(TokenPlace(connection.OrganizationId, connection.Id), box, cancellation)
            : null;

    /// <summary>Makes the connection, or replaces the credentials of the one with this id.</summary>
    public Task SaveAsync(DbSession session, ConnectionRow row) => session.ExecuteAsync(
        """
        insert into connections (id, organization_id, environment, provider, channel, status, status_reason, display_name, waba_id,
            phone_number_id, ig_business_account_id, page_id, provider_account_id, access_token, credential_last_four, token_source,
            token_expires_at, row_version, created_at, updated_at)
        values (@Id, @OrganizationId, @Environment, @Provider, @Channel, @Status, @StatusReason, @DisplayName, @WabaId,
            @PhoneNumberId, @IgBusinessAccountId, @PageId, @ProviderAccountId, @AccessToken, @CredentialLastFour, @TokenSource,
            @TokenExpiresAt, 1, @CreatedAt, @UpdatedAt)
        on conflict (id) do update set status = excluded.status, status_reason = excluded.status_reason,
            display_name = excluded.display_name, waba_id = excluded.waba_id, access_token = excluded.access_token,
            credential_last_four = excluded.credential_last_four, token_source = excluded.token_source,
            token_expires_at = excluded.token_expires_at, row_version = connections.row_version + 1, updated_at = excluded.updated_at
        """, row);

    public Task SetStatusAsync(DbSession session, Tenant tenant, string id, string status, string? reason) => session.ExecuteAsync(
        $"""
        update connections set status = @status, status_reason = @reason, row_version = row_version + 1, updated_at = @now
        where {OfTenant} and id = @id and disconnected_at is null
        """, new { tenant.OrganizationId, tenant.Environment, id, status, reason, now = clock.GetUtcNow() });

    /// <summary>Suspends a live connection for a reason; false when it was not connected.</summary>
    public async Task<bool> SuspendAsync(DbSession session, Tenant tenant, string id, string reason) => await session.ExecuteAsync(
        $"""
        update connections set status = 'suspended', status_reason = @reason, row_version = row_version + 1, updated_at = @now
        where {OfTenant} and id = @id and disconnected_at is null and status = 'connected'
        """, new { tenant.OrganizationId, tenant.Environment, id, reason, now = clock.GetUtcNow() }) == 1;

    /// <summary>Makes a connection good again that was suspended for just this reason.</summary>
    public Task RestoreAsync(DbSession session, Tenant tenant, string id, string reason) => session.ExecuteAsync(
        $"""
        update connections set status = 'connected', status_reason = null, row_version = row_version + 1, updated_at = @now
        where {OfTenant} and id = @id and disconnected_at is null and status = 'suspended' and status_reason = @reason
        """, new { tenant.OrganizationId, tenant.Environment, id, reason, now = clock.GetUtcNow() });
}
