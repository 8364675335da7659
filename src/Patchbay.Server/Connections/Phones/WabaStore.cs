using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>The rows of <c>wabas</c>.</summary>
public sealed class WabaStore(Database database)
{
    public Task<WabaRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<WabaRow>(
                        $"select * from wabas where {Tenant.Filter} and id = @id",
                        new { id }
                    ),
            cancellation
        );

    public Task<WabaRow?> FindByMetaIdAsync(Tenant tenant, string metaWabaId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<WabaRow>(
                        $"select * from wabas where {Tenant.Filter} and meta_waba_id = @metaWabaId",
                        new { metaWabaId }
                    ),
            cancellation
        );

    /// <summary>
    /// Returns the rows of all organizations that connected these accounts: each receives the account-level events.
    /// </summary>
    public Task<IReadOnlyList<WabaRow>> HoldersAsync(
        DbSession session,
        string environment,
        IReadOnlyCollection<string> metaWabaIds
    ) =>
        session.ListAsync<WabaRow>(
            $"""
            select * from wabas where environment = @environment and meta_waba_id {database.InList("metaWabaIds")}
                order by created_at
            """,
            new { environment, metaWabaIds = database.ListParameter(metaWabaIds) }
        );

    public Task<(IReadOnlyList<WabaRow> Rows, int Total)> ListAsync(
        Tenant tenant,
        Page page,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .PageAsync<WabaRow>(page, $"from wabas where {Tenant.Filter}", "created_at desc, id desc"),
            cancellation
        );

    /// <summary>Inserts an account or updates a known account, which keeps its metadata.</summary>
    public Task SaveAsync(DbSession session, WabaRow row) =>
        session.ExecuteAsync(
            """
            insert into wabas (id, organization_id, environment, meta_waba_id, name, currency, timezone_id, business_id,
                business_name, source, page_ids, dataset_ids, catalog_ids, instagram_account_ids, external_id, metadata,
                created_at, updated_at)
            values (@Id, @OrganizationId, @Environment, @MetaWabaId, @Name, @Currency, @TimezoneId, @BusinessId,
                @BusinessName, @Source, @PageIds, @DatasetIds, @CatalogIds, @InstagramAccountIds, @ExternalId,
                @Metadata, @CreatedAt, @UpdatedAt)
            on conflict (id) do update set name = excluded.name, currency = excluded.currency,
                timezone_id = excluded.timezone_id, business_id = excluded.business_id,
                business_name = excluded.business_name, page_ids = excluded.page_ids,
                dataset_ids = excluded.dataset_ids, catalog_ids = excluded.catalog_ids,
                instagram_account_ids = excluded.instagram_account_ids,
                external_id = coalesce(wabas.external_id, excluded.external_id),
                metadata = coalesce(wabas.metadata, excluded.metadata), updated_at = excluded.updated_at
            """,
            row
        );

    public Task SaveAccountAsync(
        Guid id,
        string? businessName,
        string? marketingStatus,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update wabas set business_name = coalesce(@businessName, business_name),
                        marketing_status = coalesce(@marketingStatus, marketing_status), updated_at = @now
                        where id = @id
                    """,
                    new
                    {
                        id,
                        businessName,
                        marketingStatus,
                        now,
                    }
                ),
            cancellation
        );
}
