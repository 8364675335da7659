using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces;

namespace Patchbay.Server.Outgoing;

/// <summary>The rows of <c>endpoints</c> and <c>endpoint_secrets</c>.</summary>
public sealed class EndpointStore(Database database, TimeProvider clock)
{
    private const string OfTenant = "organization_id = @OrganizationId and environment = @Environment";

    public static SecretPlace SecretPlace(Guid organizationId, Guid secretId) => new(organizationId, "endpoint_secrets", secretId.ToString(), "secret");

    public static SecretPlace HeadersPlace(Guid organizationId, Guid id) => new(organizationId, "endpoints", id.ToString(), "headers");

    public async Task InsertAsync(DbSession session, Tenant tenant, NewEndpoint endpoint)
    {
        var now = clock.GetUtcNow();
        await session.ExecuteAsync(
            """
            insert into endpoints (id, organization_id, environment, url, events, description, headers, format, is_active, waba_id, phone_id, created_at, updated_at)
            values (@Id, @OrganizationId, @Environment, @Url, @events, @Description, @SealedHeaders, @Format, @IsActive, @WabaId, @PhoneId, @now, @now)
            """,
            new
            {
                endpoint.Id, tenant.OrganizationId, tenant.Environment, endpoint.Url, events = JsonLists.Write(endpoint.Events), endpoint.Description,
                endpoint.SealedHeaders, endpoint.Format, endpoint.IsActive, endpoint.WabaId, endpoint.PhoneId, now,
            });
        await InsertSecretAsync(session, endpoint.Id, endpoint.SecretId, endpoint.SealedSecret);
    }

    public Task<EndpointRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<EndpointRow>(
            $"select * from endpoints where {OfTenant} and id = @id", new { tenant.OrganizationId, tenant.Environment, id }), cancellation);

    public Task<EndpointRow?> FindAsync(DbSession session, Guid id) =>
        session.FirstOrDefaultAsync<EndpointRow>("select * from endpoints where id = @id", new { id });

    public Task<IReadOnlyList<EndpointRow>> ActiveAsync(DbSession session, Tenant tenant) =>
        session.ListAsync<EndpointRow>($"select * from endpoints where {OfTenant} and is_active", new { tenant.OrganizationId, tenant.Environment });

    public Task<(IReadOnlyList<EndpointRow> Rows, int Total)> ListAsync(Tenant tenant, Page page, CancellationToken cancellation) =>
        database.ReadAsync(async session =>
        {
            var args = new { tenant.OrganizationId, tenant.Environment, page.Limit, page.Offset };
            return (await session.ListAsync<EndpointRow>($"select * from endpoints where {OfTenant} order by created_at desc, id desc limit @Limit offset @Offset", args),
                await session.ScalarAsync<int>($"select count(*) from endpoints where {OfTenant}", args));
        }, cancellation);

    /// <summary>Writes all that may change. Switching on clears what switched it off.</summary>
    public Task UpdateAsync(EndpointRow row, CancellationToken cancellation) => database.WriteAsync(session => session.ExecuteAsync(
        $"""
        update endpoints set url = @Url, events = @Events, description = @Description, headers = @Headers, format = @Format, is_active = @IsActive,
            waba_id = @WabaId, phone_id = @PhoneId, updated_at = @UpdatedAt,
            disabled_reason = case when @IsActive then null else disabled_reason end,
            failing_since = case when @IsActive and not is_active then null else failing_since end,
            warned_at = case when @IsActive and not is_active then null else warned_at end
        where {OfTenant} and id = @Id
        """, row), cancellation);

    public Task<bool> DeleteAsync(Tenant tenant, Guid id, CancellationToken cancellation) => database.WriteAsync(async session =>
        await session.ExecuteAsync($"delete from endpoints where {OfTenant} and id = @id", new { tenant.OrganizationId, tenant.Environment, id }) == 1, cancellation);

    /// <summary>The secrets that sign now, newest first.</summary>
    public Task<IReadOnlyList<EndpointSecretRow>> SecretsAsync(Guid endpointId, CancellationToken cancellation) =>
        database.ReadAsync(session => session.ListAsync<EndpointSecretRow>(
            "select * from endpoint_secrets where endpoint_id = @endpointId and (expires_at is null or expires_at > @now) order by created_at desc, id desc",
            new { endpointId, now = clock.GetUtcNow() }), cancellation);

    /// <summary>The new secret signs at once; those before it go on signing until <paramref name="oldUntil"/>.</summary>
    public Task RotateAsync(Guid endpointId, Guid secretId, byte[] sealedSecret, DateTimeOffset oldUntil, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("delete from endpoint_secrets where endpoint_id = @endpointId and expires_at <= @now", new { endpointId, now = clock.GetUtcNow() });
            await session.ExecuteAsync(
                "update endpoint_secrets set expires_at = @oldUntil where endpoint_id = @endpointId and expires_at is null", new { endpointId, oldUntil });
            await InsertSecretAsync(session, endpointId, secretId, sealedSecret);
        }, cancellation);

    /// <summary>The first failure after a success starts the clock.</summary>
    public Task MarkFailingAsync(DbSession session, Guid id, DateTimeOffset now) =>
        session.ExecuteAsync("update endpoints set failing_since = @now where id = @id and failing_since is null", new { id, now });

    public Task MarkHealthyAsync(DbSession session, Guid id) =>
        session.ExecuteAsync("update endpoints set failing_since = null, warned_at = null where id = @id and failing_since is not null", new { id });

    /// <summary>True for the one call that may tell of it.</summary>
    public async Task<bool> MarkWarnedAsync(DbSession session, Guid id, DateTimeOffset now) =>
        await session.ExecuteAsync("update endpoints set warned_at = @now where id = @id and warned_at is null and is_active", new { id, now }) == 1;

    /// <summary>True for the one call that switched it off.</summary>
    public async Task<bool> DisableAsync(DbSession session, Guid id, string reason, DateTimeOffset now) =>
        await session.ExecuteAsync(
            "update endpoints set is_active = false, disabled_reason = @reason, updated_at = @now where id = @id and is_active", new { id, reason, now }) == 1;

    private Task<int> InsertSecretAsync(DbSession session, Guid endpointId, Guid secretId, byte[] sealedSecret) => session.ExecuteAsync(
        "insert into endpoint_secrets (id, endpoint_id, secret, created_at) values (@secretId, @endpointId, @sealedSecret, @now)",
        new { secretId, endpointId, sealedSecret, now = clock.GetUtcNow() });
}
