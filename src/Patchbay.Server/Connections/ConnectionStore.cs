using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections;

/// <summary>The rows of <c>connections</c>, and their credentials.</summary>
public sealed partial class ConnectionStore(Database database, Vault vault, TimeProvider clock)
{
    private const string Live = "disconnected_at is null";

    // Usable connections first, then the newest.
    private const string BestFirst = """
        order by case status when 'connected' then 0 when 'pending' then 1 when 'suspended' then 2 else 3 end,
            created_at desc, id desc
        """;

    /// <summary>Finds a connection, live or disconnected: its row stays for the audit trail.</summary>
    public Task<ConnectionRow?> FindAsync(Tenant tenant, string id, CancellationToken cancellation) =>
        database.ReadAsync(session => FindAsync(session, tenant, id), cancellation);

    public Task<ConnectionRow?> FindLiveAsync(Tenant tenant, string id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<ConnectionRow>(
                        $"select * from connections where {Tenant.Filter} and id = @id and {Live}",
                        new { id = StorableText.ForLookUp(id) }
                    ),
            cancellation
        );

    /// <summary>
    /// Finds the live connection, of any tenant, that one of our webhook addresses names. For webhooks that are not
    /// verified yet.
    /// </summary>
    public Task<ConnectionRow?> FindByAddressAsync(string id, CancellationToken cancellation) =>
        FirstAsync($"id = @id and {Live}", new { id = StorableText.ForLookUp(id) }, cancellation);

    public Task<ConnectionRow?> FindAsync(DbSession session, Tenant tenant, string id) =>
        session
            .Of(tenant)
            .FirstOrDefaultAsync<ConnectionRow>(
                $"select * from connections where {Tenant.Filter} and id = @id",
                new { id = StorableText.ForLookUp(id) }
            );

    /// <summary>Finds the live connection of a WhatsApp number in this environment, of any tenant.</summary>
    public Task<ConnectionRow?> FindLivePhoneAsync(
        string environment,
        string metaPhoneNumberId,
        CancellationToken cancellation
    ) =>
        FirstAsync(
            $"environment = @environment and phone_number_id = @metaPhoneNumberId and {Live}",
            new { environment, metaPhoneNumberId },
            cancellation
        );

    /// <summary>Finds the live connection of an Instagram account in this environment, of any tenant.</summary>
    public Task<ConnectionRow?> FindLiveInstagramAsync(
        string environment,
        string accountId,
        CancellationToken cancellation
    ) =>
        FirstAsync(
            $"environment = @environment and channel = 'instagram' and ig_business_account_id = @accountId and {Live}",
            new { environment, accountId },
            cancellation
        );

    /// <summary>Finds the live Messenger connection of a page in this environment, of any tenant.</summary>
    public Task<ConnectionRow?> FindLiveMessengerAsync(
        string environment,
        string pageId,
        CancellationToken cancellation
    ) =>
        FirstAsync(
            $"environment = @environment and channel = 'messenger' and page_id = @pageId and {Live}",
            new { environment, pageId },
            cancellation
        );

    /// <summary>
    /// Whether another live connection gets the page's webhooks: a Messenger connection, or the connection of an
    /// Instagram account that is linked to the page.
    /// </summary>
    public Task<bool> IsPageHeldElsewhereAsync(
        string environment,
        string pageId,
        string exceptId,
        CancellationToken cancellation
    ) => IsHeldElsewhereAsync("page_id", environment, pageId, exceptId, cancellation);

    /// <summary>Finds the tenant's live connection of one account at a payment provider.</summary>
    public Task<ConnectionRow?> FindLiveProviderAccountAsync(
        Tenant tenant,
        string provider,
        string channel,
        string accountId,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<ConnectionRow>(
                        $"""
                        select * from connections where {Tenant.Filter} and provider = @provider and channel = @channel
                            and provider_account_id = @accountId and {Live}
                        """,
                        new
                        {
                            provider,
                            channel,
                            accountId,
                        }
                    ),
            cancellation
        );

    /// <summary>Whether any tenant of this environment has another live connection of the WhatsApp account.</summary>
    public Task<bool> IsWabaHeldElsewhereAsync(
        string environment,
        string wabaId,
        string exceptId,
        CancellationToken cancellation
    ) => IsHeldElsewhereAsync("waba_id", environment, wabaId, exceptId, cancellation);

    /// <summary>Whether another live connection of an environment uses the number.</summary>
    public Task<bool> IsPhoneHeldElsewhereAsync(
        string environment,
        string phoneNumberId,
        string exceptId,
        CancellationToken cancellation
    ) => IsHeldElsewhereAsync("phone_number_id", environment, phoneNumberId, exceptId, cancellation);

    /// <summary>
    /// Returns the live connections of some channels, newest first, after the connection named by
    /// <paramref name="after"/>.
    /// </summary>
    public Task<IReadOnlyList<ConnectionRow>> ListAsync(
        Tenant tenant,
        IReadOnlyCollection<string> channels,
        string? status,
        ConnectionRow? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var statusFilter = status is null ? "" : "and status = @status";
        var afterFilter = after is null
            ? ""
            : "and (created_at < @CreatedAt or (created_at = @CreatedAt and id < @Id))";
        return database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ListAsync<ConnectionRow>(
                        $"""
                        select * from connections where {Tenant.Filter} and {Live}
                            and channel {database.InList("channels")} {statusFilter} {afterFilter}
                        order by created_at desc, id desc limit @limit
                        """,
                        new
                        {
                            channels = database.ListParameter(channels),
                            status,
                            after?.CreatedAt,
                            after?.Id,
                            limit,
                        }
                    ),
            cancellation
        );
    }

    /// <summary>Returns the connections of a channel: usable connections first, then the newest.</summary>
    public Task<IReadOnlyList<ConnectionRow>> BestAsync(
        Tenant tenant,
        string channel,
        int limit,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ListAsync<ConnectionRow>(
                        $"""
                        select * from connections where {Tenant.Filter} and channel = @channel {BestFirst} limit @limit
                        """,
                        new { channel, limit }
                    ),
            cancellation
        );

    /// <summary>
    /// Returns the live connections of pages and Instagram accounts. For received webhooks, which name no tenant.
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
    /// Returns the live WhatsApp connections of numbers and of accounts, by Meta's ids, of any tenant. For webhooks
    /// that are not verified yet.
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
                    select * from connections where environment in ('sandbox', 'production')
                        and phone_number_id {database.InList("numbers")} and {Live}
                    union all
                    select * from connections where environment in ('sandbox', 'production')
                        and waba_id {database.InList("accounts")} and {Live}
                    """,
                    new { numbers = database.ListParameter(numbers), accounts = database.ListParameter(accounts) }
                ),
            cancellation
        );

    /// <summary>
    /// Returns the newest live connections of WhatsApp numbers whose tokens belong to an app of their own, of any
    /// tenant. For webhooks that are not verified yet.
    /// </summary>
    public Task<IReadOnlyList<ConnectionRow>> OfOwnAppsAsync(int limit, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.ListAsync<ConnectionRow>(
                    $"""
                    select * from connections
                    where api_secret is not null and meta_app_id is not null and phone_number_id is not null and {Live}
                    order by created_at desc, id desc limit @limit
                    """,
                    new { limit }
                ),
            cancellation
        );

    /// <summary>Returns live connections of some channels that do not show as an account yet.</summary>
    public Task<IReadOnlyList<ConnectionRow>> WithoutAccountAsync(
        IReadOnlyCollection<string> channels,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session.ListAsync<ConnectionRow>(
                    $"""
                    select * from connections where {Live} and channel {database.InList("channels")}
                        and not exists (select 1 from integration_accounts where connection_id = connections.id)
                    order by created_at, id
                    """,
                    new { channels = database.ListParameter(channels) }
                ),
            cancellation
        );

    private Task<bool> IsHeldElsewhereAsync(
        string column,
        string environment,
        string id,
        string exceptId,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session.ScalarAsync<bool>(
                    $"""
                    select exists (select 1 from connections where environment = @environment and {column} = @id
                        and id <> @exceptId and {Live})
                    """,
                    new
                    {
                        environment,
                        id,
                        exceptId,
                    }
                ),
            cancellation
        );

    private Task<ConnectionRow?> FirstAsync(string where, object args, CancellationToken cancellation) =>
        database.ReadAsync(
            session => session.FirstOrDefaultAsync<ConnectionRow>($"select * from connections where {where}", args),
            cancellation
        );
}
