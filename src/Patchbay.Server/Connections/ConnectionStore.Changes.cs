using Dapper;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections;

/// <content>Changes of a connection.</content>
public sealed partial class ConnectionStore
{
    /// <summary>
    /// Inserts the connection, or replaces the credentials of the live connection with this id. Returns false when that
    /// connection has ended.
    /// </summary>
    public async Task<bool> SaveAsync(DbSession session, ConnectionRow row) =>
        await session.ExecuteAsync(
            """
            insert into connections (id, organization_id, environment, provider, channel, status, status_reason,
                display_name, waba_id, phone_number_id, ig_business_account_id, page_id, provider_account_id,
                access_token, api_secret, webhook_secret, payment_receiver, payment_capabilities, agentic_capabilities,
                default_participant_id, agent_id, agentic_api_base_url, is_active, credential_last_four, token_source,
                token_kind, token_user_id, token_hash, meta_app_id, token_expires_at, check_due_at, refresh_due_at,
                row_version, created_at, updated_at)
            values (@Id, @OrganizationId, @Environment, @Provider, @Channel, @Status, @StatusReason, @DisplayName,
                @WabaId, @PhoneNumberId, @IgBusinessAccountId, @PageId, @ProviderAccountId, @AccessToken, @ApiSecret,
                @WebhookSecret, @PaymentReceiver, @PaymentCapabilities, @AgenticCapabilities, @DefaultParticipantId,
                @AgentId, @AgenticApiBaseUrl, false, @CredentialLastFour, @TokenSource, @TokenKind, @TokenUserId,
                @TokenHash, @MetaAppId, @TokenExpiresAt, @CheckDueAt, @RefreshDueAt, 1, @CreatedAt, @UpdatedAt)
            on conflict (id) do update set status = excluded.status, status_reason = excluded.status_reason,
                display_name = excluded.display_name, waba_id = excluded.waba_id, page_id = excluded.page_id,
                provider_account_id = coalesce(excluded.provider_account_id, connections.provider_account_id),
                access_token = excluded.access_token, api_secret = excluded.api_secret,
                webhook_secret = coalesce(excluded.webhook_secret, connections.webhook_secret),
                payment_receiver = excluded.payment_receiver, payment_capabilities = excluded.payment_capabilities,
                agentic_capabilities = excluded.agentic_capabilities,
                default_participant_id = excluded.default_participant_id, agent_id = excluded.agent_id,
                agentic_api_base_url = excluded.agentic_api_base_url,
                credential_last_four = excluded.credential_last_four, token_source = excluded.token_source,
                token_kind = excluded.token_kind, token_user_id = excluded.token_user_id,
                token_hash = excluded.token_hash, meta_app_id = excluded.meta_app_id,
                token_expires_at = excluded.token_expires_at, checks = null, checked_at = null,
                check_due_at = excluded.check_due_at, refresh_due_at = excluded.refresh_due_at, refresh_failures = 0,
                expiry_warned_at = null, row_version = connections.row_version + 1, updated_at = excluded.updated_at
                where connections.disconnected_at is null
            """,
            row
        ) == 1;

    public Task SetStatusAsync(DbSession session, Tenant tenant, string id, string status, string? reason) =>
        session
            .Of(tenant)
            .ExecuteAsync(
                $"""
                update connections set status = @status, status_reason = @reason, row_version = row_version + 1,
                    updated_at = @now
                where {Tenant.Filter} and id = @id and {Live}
                """,
                new
                {
                    id,
                    status,
                    reason,
                    now = clock.GetUtcNow(),
                }
            );

    /// <summary>Forgets the newest live check, so that the next reader asks the provider.</summary>
    public Task ForgetCheckAsync(DbSession session, string id) =>
        session.ExecuteAsync("update connections set checks = null, checked_at = null where id = @id", new { id });

    /// <summary>Suspends a connected connection. Returns false when it was not connected.</summary>
    public async Task<bool> SuspendAsync(DbSession session, Tenant tenant, string id, string reason) =>
        await session
            .Of(tenant)
            .ExecuteAsync(
                $"""
                update connections set status = 'suspended', status_reason = @reason, row_version = row_version + 1,
                    updated_at = @now
                where {Tenant.Filter} and id = @id and disconnected_at is null and status = 'connected'
                """,
                new
                {
                    id,
                    reason,
                    now = clock.GetUtcNow(),
                }
            ) == 1;

    /// <summary>
    /// Reconnects a connection that was suspended for just this reason. Returns false when it was not.
    /// </summary>
    public async Task<bool> RestoreAsync(DbSession session, Tenant tenant, string id, string reason) =>
        await session
            .Of(tenant)
            .ExecuteAsync(
                $"""
                update connections set status = 'connected', status_reason = null, row_version = row_version + 1,
                    updated_at = @now
                where {Tenant.Filter} and id = @id and disconnected_at is null and status = 'suspended'
                    and status_reason = @reason
                """,
                new
                {
                    id,
                    reason,
                    now = clock.GetUtcNow(),
                }
            ) == 1;

    /// <summary>Sets the status. Returns false when the row was changed since it was read.</summary>
    public Task<bool> TrySetStatusAsync(DbSession session, ConnectionRow read, string status, string? reason) =>
        ChangedAsync(session, read, "status = @status, status_reason = @reason", new { status, reason });

    /// <summary>Stores new credentials in one step. Returns false when the row was changed since it was read.</summary>
    public Task<bool> TryReplaceTokenAsync(DbSession session, ConnectionRow read, TokenSwap swap) =>
        ChangedAsync(
            session,
            read,
            """
            access_token = @AccessToken, api_secret = @ApiSecret, credential_last_four = @LastFour,
                token_source = @Source, token_kind = @Kind, token_user_id = @UserId, token_hash = @Hash,
                token_expires_at = @ExpiresAt, refresh_due_at = @RefreshDueAt, refresh_failures = 0,
                expiry_warned_at = null, status = @Status, status_reason = @StatusReason,
                payment_capabilities = coalesce(@PaymentCapabilities, payment_capabilities),
                agentic_capabilities = coalesce(@AgenticCapabilities, agentic_capabilities),
                token_rotated_at = coalesce(@RotatedAt, token_rotated_at),
                token_refreshed_at = coalesce(@RefreshedAt, token_refreshed_at)
            """,
            swap
        );

    /// <summary>
    /// Wipes every credential and ends the connection. Returns false when the row was changed since it was read.
    /// </summary>
    public Task<bool> TryDisconnectAsync(DbSession session, ConnectionRow read, string reason) =>
        ChangedAsync(
            session,
            read,
            """
            status = 'disconnected', status_reason = @reason, access_token = null, api_secret = null,
                webhook_secret = null, payment_receiver = null, credential_last_four = null, token_user_id = null,
                token_hash = null, token_expires_at = null, check_due_at = null, refresh_due_at = null, checks = null,
                checked_at = null, is_active = false, disconnected_at = @now
            """,
            new { reason }
        );

    /// <summary>
    /// Changes what a caller may change without new credentials; null leaves a value as it is. Returns false when the
    /// row was changed since it was read.
    /// </summary>
    public async Task<bool> TryUpdateAsync(
        DbSession session,
        ConnectionRow read,
        string? displayName,
        byte[]? webhookSecret,
        bool? active
    )
    {
        if (active is true)
        {
            await session
                .Of(read.Tenant)
                .ExecuteAsync(
                    $"""
                    update connections set is_active = false where {Tenant.Filter} and channel = @Channel
                        and is_active = true and id <> @Id
                    """,
                    new { read.Channel, read.Id }
                );
        }
        return await ChangedAsync(
            session,
            read,
            """
            display_name = coalesce(@displayName, display_name),
                webhook_secret = coalesce(@webhookSecret, webhook_secret), is_active = coalesce(@active, is_active)
            """,
            new
            {
                displayName,
                webhookSecret,
                active,
            }
        );
    }

    // Writes only if the row was not changed since it was read. The arguments get the row's id and version, and the
    // time.
    private async Task<bool> ChangedAsync(DbSession session, ConnectionRow read, string set, object? args)
    {
        var parameters = new DynamicParameters(args);
        parameters.Add("Id", read.Id);
        parameters.Add("RowVersion", read.RowVersion);
        parameters.Add("now", clock.GetUtcNow());
        return await session.ExecuteAsync(
                $"""
                update connections set {set}, row_version = row_version + 1, updated_at = @now
                    where id = @Id and row_version = @RowVersion and {Live}
                """,
                parameters
            ) == 1;
    }
}
