using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections;

/// <summary>The rows of <c>connections</c>, and their credentials.</summary>
public sealed partial class ConnectionStore(Database database, Vault vault, TimeProvider clock)
{
    private const string OfTenant = "organization_id = @OrganizationId and environment = @Environment",
        Live = "disconnected_at is null";

    // Usable connections first, then newest.
    private const string BestFirst =
        "order by case status when 'connected' then 0 when 'pending' then 1 when 'suspended' then 2 else 3 end, created_at desc, id desc";

    public static SecretPlace TokenPlace(Guid organizationId, string id) =>
        new(organizationId, "connections", id, "access_token");

    public static SecretPlace ApiSecretPlace(Guid organizationId, string id) =>
        new(organizationId, "connections", id, "api_secret");

    public static SecretPlace WebhookSecretPlace(Guid organizationId, string id) =>
        new(organizationId, "connections", id, "webhook_secret");

    public static SecretPlace ReceiverPlace(Guid organizationId, string id) =>
        new(organizationId, "connections", id, "payment_receiver");

    /// <summary>Also finds a disconnected connection, whose row stays for the audit trail.</summary>
    public Task<ConnectionRow?> FindAsync(Tenant tenant, string id, CancellationToken cancellation) =>
        database.ReadAsync(session => FindAsync(session, tenant, id), cancellation);

    public Task<ConnectionRow?> FindLiveAsync(Tenant tenant, string id, CancellationToken cancellation) =>
        OneAsync(
            $"{OfTenant} and id = @id and {Live}",
            new
            {
                tenant.OrganizationId,
                tenant.Environment,
                id = Comparable(id),
            },
            cancellation
        );

    /// <summary>
    /// The live connection that a webhook address names, of any tenant: the webhook is not verified yet.
    /// </summary>
    public Task<ConnectionRow?> FindByAddressAsync(string id, CancellationToken cancellation) =>
        OneAsync($"id = @id and {Live}", new { id = Comparable(id) }, cancellation);

    // PostgreSQL accepts no NUL in a text, not even in a comparison. An id with a NUL matches nothing.
    private static string Comparable(string id) => id.Replace('\0', ' ');

    public Task<ConnectionRow?> FindAsync(DbSession session, Tenant tenant, string id) =>
        session.FirstOrDefaultAsync<ConnectionRow>(
            $"select * from connections where {OfTenant} and id = @id",
            new
            {
                tenant.OrganizationId,
                tenant.Environment,
                id = Comparable(id),
            }
        );

    /// <summary>The live connection of a WhatsApp number in this environment, of any tenant.</summary>
    public Task<ConnectionRow?> FindLivePhoneAsync(
        string environment,
        string metaPhoneNumberId,
        CancellationToken cancellation
    ) =>
        OneAsync(
            $"environment = @environment and phone_number_id = @metaPhoneNumberId and {Live}",
            new { environment, metaPhoneNumberId },
            cancellation
        );

    /// <summary>The live connection of an Instagram account in this environment, of any tenant.</summary>
    public Task<ConnectionRow?> FindLiveInstagramAsync(
        string environment,
        string accountId,
        CancellationToken cancellation
    ) =>
        OneAsync(
            $"environment = @environment and channel = 'instagram' and ig_business_account_id = @accountId and {Live}",
            new { environment, accountId },
            cancellation
        );

    /// <summary>The live Messenger connection of a page in this environment, of any tenant.</summary>
    public Task<ConnectionRow?> FindLiveMessengerAsync(
        string environment,
        string pageId,
        CancellationToken cancellation
    ) =>
        OneAsync(
            $"environment = @environment and channel = 'messenger' and page_id = @pageId and {Live}",
            new { environment, pageId },
            cancellation
        );

    /// <summary>
    /// Whether another live connection receives events of the page: Messenger's, or its Instagram account's.
    /// </summary>
    public Task<bool> IsPageHeldElsewhereAsync(
        string environment,
        string pageId,
        string exceptId,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session.ScalarAsync<bool>(
                    $"select exists (select 1 from connections where environment = @environment and page_id = @pageId and id <> @exceptId and {Live})",
                    new
                    {
                        environment,
                        pageId,
                        exceptId,
                    }
                ),
            cancellation
        );

    /// <summary>The tenant's live connection of one account at a payment provider.</summary>
    public Task<ConnectionRow?> FindLiveProviderAccountAsync(
        Tenant tenant,
        string provider,
        string channel,
        string accountId,
        CancellationToken cancellation
    ) =>
        OneAsync(
            $"{OfTenant} and provider = @provider and channel = @channel and provider_account_id = @accountId and {Live}",
            new
            {
                tenant.OrganizationId,
                tenant.Environment,
                provider,
                channel,
                accountId,
            },
            cancellation
        );

    /// <summary>Whether any tenant of this environment has another live connection of the WhatsApp account.</summary>
    public Task<bool> IsWabaHeldElsewhereAsync(
        string environment,
        string wabaId,
        string exceptId,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session.ScalarAsync<bool>(
                    $"select exists (select 1 from connections where environment = @environment and waba_id = @wabaId and id <> @exceptId and {Live})",
                    new
                    {
                        environment,
                        wabaId,
                        exceptId,
                    }
                ),
            cancellation
        );

    /// <summary>
    /// The live connections of the documented channels, newest first, after <paramref name="after"/>. Without a
    /// channel, Messenger's are left out.
    /// </summary>
    public Task<IReadOnlyList<ConnectionRow>> ListAsync(
        Tenant tenant,
        string? channel,
        string? status,
        ConnectionRow? after,
        int limit,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session.ListAsync<ConnectionRow>(
                    $"""
                    select * from connections where {OfTenant} and {Live}
                        {(channel is null ? $"and channel <> '{ChannelNames.Messenger}'" : "and channel = @channel")} {(
                        status is null ? "" : "and status = @status"
                    )}
                        {(
                        after is null ? "" : "and (created_at < @CreatedAt or (created_at = @CreatedAt and id < @Id))"
                    )}
                    order by created_at desc, id desc limit @limit
                    """,
                    new
                    {
                        tenant.OrganizationId,
                        tenant.Environment,
                        channel,
                        status,
                        after?.CreatedAt,
                        after?.Id,
                        limit,
                    }
                ),
            cancellation
        );

    /// <summary>The connections of a channel: usable ones first, disconnected ones last, then newest first.</summary>
    public Task<IReadOnlyList<ConnectionRow>> BestAsync(
        Tenant tenant,
        string channel,
        int limit,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session.ListAsync<ConnectionRow>(
                    $"select * from connections where {OfTenant} and channel = @channel {BestFirst} limit @limit",
                    new
                    {
                        tenant.OrganizationId,
                        tenant.Environment,
                        channel,
                        limit,
                    }
                ),
            cancellation
        );

    /// <summary>
    /// The live connections of pages and Instagram accounts, for webhooks, which name accounts and no tenant.
    /// </summary>
    public Task<IReadOnlyList<ConnectionRow>> OfAccountsAsync(
        DbSession session,
        string environment,
        IReadOnlyCollection<string> accountIds
    ) =>
        session.ListAsync<ConnectionRow>(
            $"""
            select * from connections where environment = @environment and disconnected_at is null
                and (page_id {database.InList("accountIds")} or ig_business_account_id {database.InList("accountIds")})
            """,
            new { environment, accountIds = database.ListParameter(accountIds) }
        );

    /// <summary>
    /// The live WhatsApp connections of Meta's ids, of any tenant, for webhooks that are not verified yet.
    /// </summary>
    public Task<IReadOnlyList<ConnectionRow>> OfSubjectsAsync(
        IReadOnlyCollection<string> numbers,
        IReadOnlyCollection<string> accounts,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session.ListAsync<ConnectionRow>(
                    $"""
                    select * from connections where environment in ('sandbox', 'production') and phone_number_id {database.InList(
                        "numbers"
                    )} and {Live}
                    union all
                    select * from connections where environment in ('sandbox', 'production') and waba_id {database.InList(
                        "accounts"
                    )} and {Live}
                    """,
                    new { numbers = database.ListParameter(numbers), accounts = database.ListParameter(accounts) }
                ),
            cancellation
        );

    /// <summary>Live connections that have no account although their channel has accounts.</summary>
    public Task<IReadOnlyList<ConnectionRow>> WithoutAccountAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.ListAsync<ConnectionRow>(
                    $"""
                    select * from connections where {Live} and channel in ('{ChannelNames.WhatsApp}', '{ChannelNames.Instagram}', '{ChannelNames.Messenger}')
                        and not exists (select 1 from integration_accounts where connection_id = connections.id)
                    order by created_at, id
                    """
                ),
            cancellation
        );

    /// <summary>The token; null when the credentials were wiped.</summary>
    public Task<Secret?> TokenAsync(ConnectionRow connection, CancellationToken cancellation) =>
        OpenAsync(TokenPlace(connection.OrganizationId, connection.Id), connection.AccessToken, cancellation);

    public Task<Secret?> ApiSecretAsync(ConnectionRow connection, CancellationToken cancellation) =>
        OpenAsync(ApiSecretPlace(connection.OrganizationId, connection.Id), connection.ApiSecret, cancellation);

    public Task<Secret?> WebhookSecretAsync(ConnectionRow connection, CancellationToken cancellation) =>
        OpenAsync(WebhookSecretPlace(connection.OrganizationId, connection.Id), connection.WebhookSecret, cancellation);

    public Task<Secret?> ReceiverAsync(ConnectionRow connection, CancellationToken cancellation) =>
        OpenAsync(ReceiverPlace(connection.OrganizationId, connection.Id), connection.PaymentReceiver, cancellation);

    /// <summary>
    /// Inserts the connection, or replaces the credentials of the connection with this id. False when that one is
    /// disconnected.
    /// </summary>
    public async Task<bool> SaveAsync(DbSession session, ConnectionRow row) =>
        await session.ExecuteAsync(
            """
            insert into connections (id, organization_id, environment, provider, channel, status, status_reason, display_name, waba_id,
                phone_number_id, ig_business_account_id, page_id, provider_account_id, access_token, api_secret, webhook_secret, payment_receiver,
                payment_capabilities, agentic_capabilities, default_participant_id, agent_id, agentic_api_base_url, is_active, credential_last_four,
                token_source, token_kind, token_user_id, token_hash, meta_app_id, token_expires_at, check_due_at, refresh_due_at, row_version, created_at, updated_at)
            values (@Id, @OrganizationId, @Environment, @Provider, @Channel, @Status, @StatusReason, @DisplayName, @WabaId,
                @PhoneNumberId, @IgBusinessAccountId, @PageId, @ProviderAccountId, @AccessToken, @ApiSecret, @WebhookSecret, @PaymentReceiver,
                @PaymentCapabilities, @AgenticCapabilities, @DefaultParticipantId, @AgentId, @AgenticApiBaseUrl, false, @CredentialLastFour,
                @TokenSource, @TokenKind, @TokenUserId, @TokenHash, @MetaAppId, @TokenExpiresAt, @CheckDueAt, @RefreshDueAt, 1, @CreatedAt, @UpdatedAt)
            on conflict (id) do update set status = excluded.status, status_reason = excluded.status_reason,
                display_name = excluded.display_name, waba_id = excluded.waba_id, page_id = excluded.page_id,
                provider_account_id = coalesce(excluded.provider_account_id, connections.provider_account_id), access_token = excluded.access_token,
                api_secret = excluded.api_secret, webhook_secret = coalesce(excluded.webhook_secret, connections.webhook_secret),
                payment_receiver = excluded.payment_receiver, payment_capabilities = excluded.payment_capabilities,
                agentic_capabilities = excluded.agentic_capabilities, default_participant_id = excluded.default_participant_id,
                agent_id = excluded.agent_id, agentic_api_base_url = excluded.agentic_api_base_url,
                credential_last_four = excluded.credential_last_four, token_source = excluded.token_source, token_kind = excluded.token_kind,
                token_user_id = excluded.token_user_id, token_hash = excluded.token_hash, meta_app_id = excluded.meta_app_id, token_expires_at = excluded.token_expires_at,
                checks = null, checked_at = null, check_due_at = excluded.check_due_at, refresh_due_at = excluded.refresh_due_at,
                refresh_failures = 0, expiry_warned_at = null, row_version = connections.row_version + 1, updated_at = excluded.updated_at
                where connections.disconnected_at is null
            """,
            row
        ) == 1;

    public Task SetStatusAsync(DbSession session, Tenant tenant, string id, string status, string? reason) =>
        session.ExecuteAsync(
            $"""
            update connections set status = @status, status_reason = @reason, row_version = row_version + 1, updated_at = @now
            where {OfTenant} and id = @id and {Live}
            """,
            new
            {
                tenant.OrganizationId,
                tenant.Environment,
                id,
                status,
                reason,
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Suspends a connected connection; false when it was not connected.</summary>
    public async Task<bool> SuspendAsync(DbSession session, Tenant tenant, string id, string reason) =>
        await session.ExecuteAsync(
            $"""
            update connections set status = 'suspended', status_reason = @reason, row_version = row_version + 1, updated_at = @now
            where {OfTenant} and id = @id and disconnected_at is null and status = 'connected'
            """,
            new
            {
                tenant.OrganizationId,
                tenant.Environment,
                id,
                reason,
                now = clock.GetUtcNow(),
            }
        ) == 1;

    /// <summary>Ends a suspension that has exactly this reason; false when there is none.</summary>
    public async Task<bool> RestoreAsync(DbSession session, Tenant tenant, string id, string reason) =>
        await session.ExecuteAsync(
            $"""
            update connections set status = 'connected', status_reason = null, row_version = row_version + 1, updated_at = @now
            where {OfTenant} and id = @id and disconnected_at is null and status = 'suspended' and status_reason = @reason
            """,
            new
            {
                tenant.OrganizationId,
                tenant.Environment,
                id,
                reason,
                now = clock.GetUtcNow(),
            }
        ) == 1;

    /// <summary>Sets status and reason of a connection; false when the row has changed since it was read.</summary>
    public Task<bool> TrySetStatusAsync(DbSession session, ConnectionRow read, string status, string? reason) =>
        ChangedAsync(
            session,
            read,
            "status = @status, status_reason = @reason",
            new
            {
                read.Id,
                read.RowVersion,
                status,
                reason,
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Replaces the credentials; false when the row has changed since it was read.</summary>
    public Task<bool> TryReplaceTokenAsync(DbSession session, ConnectionRow read, TokenSwap swap) =>
        ChangedAsync(
            session,
            read,
            """
            access_token = @AccessToken, api_secret = @ApiSecret, credential_last_four = @LastFour, token_source = @Source, token_kind = @Kind,
                token_user_id = @UserId, token_hash = @Hash, token_expires_at = @ExpiresAt, refresh_due_at = @RefreshDueAt, refresh_failures = 0,
                expiry_warned_at = null, status = @Status, status_reason = @StatusReason, payment_capabilities = coalesce(@PaymentCapabilities, payment_capabilities),
                agentic_capabilities = coalesce(@AgenticCapabilities, agentic_capabilities),
                token_rotated_at = coalesce(@RotatedAt, token_rotated_at), token_refreshed_at = coalesce(@RefreshedAt, token_refreshed_at)
            """,
            new
            {
                read.Id,
                read.RowVersion,
                swap.AccessToken,
                swap.ApiSecret,
                swap.LastFour,
                swap.Source,
                swap.Kind,
                swap.UserId,
                swap.Hash,
                swap.ExpiresAt,
                swap.RefreshDueAt,
                swap.Status,
                swap.StatusReason,
                swap.PaymentCapabilities,
                swap.AgenticCapabilities,
                swap.RotatedAt,
                swap.RefreshedAt,
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>
    /// Wipes all credentials and ends the connection; false when the row has changed since it was read.
    /// </summary>
    public Task<bool> TryDisconnectAsync(DbSession session, ConnectionRow read, string reason) =>
        ChangedAsync(
            session,
            read,
            """
            status = 'disconnected', status_reason = @reason, access_token = null, api_secret = null, webhook_secret = null, payment_receiver = null,
                credential_last_four = null, token_user_id = null, token_hash = null, token_expires_at = null, check_due_at = null, refresh_due_at = null,
                checks = null, checked_at = null, is_active = false, disconnected_at = @now
            """,
            new
            {
                read.Id,
                read.RowVersion,
                reason,
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Changes a connection without new credentials; null leaves a value unchanged.</summary>
    public async Task<bool> TryUpdateAsync(
        DbSession session,
        ConnectionRow read,
        string? displayName,
        byte[]? webhookSecret,
        bool? active
    )
    {
        var now = clock.GetUtcNow();
        if (active is true)
        {
            await session.ExecuteAsync(
                $"update connections set is_active = false where {OfTenant} and channel = @Channel and is_active = true and id <> @Id",
                new
                {
                    read.OrganizationId,
                    read.Environment,
                    read.Channel,
                    read.Id,
                }
            );
        }
        return await ChangedAsync(
            session,
            read,
            "display_name = coalesce(@displayName, display_name), webhook_secret = coalesce(@webhookSecret, webhook_secret), is_active = coalesce(@active, is_active)",
            new
            {
                read.Id,
                read.RowVersion,
                displayName,
                webhookSecret,
                active,
                now,
            }
        );
    }

    private static async Task<bool> ChangedAsync(DbSession session, ConnectionRow read, string set, object args) =>
        await session.ExecuteAsync(
            $"update connections set {set}, row_version = row_version + 1, updated_at = @now where id = @Id and row_version = @RowVersion and {Live}",
            args
        ) == 1;

    private async Task<Secret?> OpenAsync(SecretPlace place, byte[]? box, CancellationToken cancellation) =>
        box is null ? null : await vault.OpenAsync(place, box, cancellation);

    private Task<ConnectionRow?> OneAsync(string where, object args, CancellationToken cancellation) =>
        database.ReadAsync(
            session => session.FirstOrDefaultAsync<ConnectionRow>($"select * from connections where {where}", args),
            cancellation
        );
}

/// <summary>Sealed new credentials of a connection, and what is known about them.</summary>
public sealed record TokenSwap
{
    public byte[]? AccessToken { get; init; }
    public byte[]? ApiSecret { get; init; }
    public string? LastFour { get; init; }
    public string? Source { get; init; }
    public string? Kind { get; init; }
    public string? UserId { get; init; }
    public byte[]? Hash { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RefreshDueAt { get; init; }
    public required string Status { get; init; }
    public string? StatusReason { get; init; }
    public string? PaymentCapabilities { get; init; }
    public string? AgenticCapabilities { get; init; }
    public DateTimeOffset? RotatedAt { get; init; }
    public DateTimeOffset? RefreshedAt { get; init; }
}
