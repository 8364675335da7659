using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>The rows of <c>endpoints</c> and <c>endpoint_secrets</c>.</summary>
public sealed partial class EndpointStore(Database database, EndpointQueries queries, TimeProvider clock)
{
    private const string Kept = $"{Tenant.Filter} and deleted_at is null";

    public static SecretPlace SecretPlace(Guid organizationId, Guid secretId) =>
        new(organizationId, "endpoint_secrets", secretId.ToString(), "secret");

    public static SecretPlace HeadersPlace(Guid organizationId, Guid id) =>
        new(organizationId, "endpoints", id.ToString(), "headers");

    public async Task InsertAsync(DbSession session, Tenant tenant, NewEndpoint endpoint)
    {
        var now = clock.GetUtcNow();
        var (shown, query) = await queries.SealAsync(
            tenant.OrganizationId,
            endpoint.Id,
            endpoint.Url,
            CancellationToken.None
        );
        await session
            .Of(tenant)
            .ExecuteAsync(
                """
                insert into endpoints (id, organization_id, environment, url, url_query, events, description, headers,
                    format, ordering, payload_version, channels, rate_limit, is_active, waba_id, phone_id,
                    instance_id, created_at, updated_at)
                values (@Id, @OrganizationId, @Environment, @shown, @query, @events, @Description, @SealedHeaders,
                    @Format, @Ordering, @PayloadVersion, @channels, @RateLimit, @IsActive, @WabaId, @PhoneId,
                    @InstanceId, @now, @now)
                """,
                new
                {
                    endpoint.Id,
                    shown,
                    query,
                    events = JsonLists.Write(endpoint.Events),
                    endpoint.Description,
                    endpoint.SealedHeaders,
                    endpoint.Format,
                    endpoint.Ordering,
                    endpoint.PayloadVersion,
                    channels = JsonLists.Write(endpoint.Channels),
                    endpoint.RateLimit,
                    endpoint.IsActive,
                    endpoint.WabaId,
                    endpoint.PhoneId,
                    endpoint.InstanceId,
                    now,
                }
            );
        await session.ExecuteAsync("insert into endpoint_queues (endpoint_id) values (@Id)", new { endpoint.Id });
        await InsertSecretAsync(session, endpoint.Id, endpoint.SecretId, endpoint.SealedSecret);
    }

    /// <summary>
    /// The endpoint of an address and scope; null when there is none. Until the transaction ends, no other makes one.
    /// </summary>
    public async Task<EndpointRow?> FindAsync(DbSession session, Tenant tenant, EndpointPlace place)
    {
        await database.LockRowAsync(session, "organizations", tenant.OrganizationId);
        var ofScope = await session
            .Of(tenant)
            .ListAsync<EndpointRow>(
                $"""
                select * from endpoints where {Kept} and waba_id is not distinct from @WabaId
                    and phone_id is not distinct from @PhoneId and instance_id is not distinct from @InstanceId
                """,
                new
                {
                    place.WabaId,
                    place.PhoneId,
                    place.InstanceId,
                }
            );
        foreach (var endpoint in ofScope)
        {
            if (EndpointRules.AreSame(await queries.WholeAsync(endpoint, CancellationToken.None), place.Url))
                return endpoint;
        }
        return null;
    }

    public Task<EndpointRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<EndpointRow>($"select * from endpoints where {Kept} and id = @id", new { id }),
            cancellation
        );

    public Task<IReadOnlyList<EndpointRow>> ListAsync(DbSession session, IReadOnlyCollection<Guid> ids) =>
        session.ListAsync<EndpointRow>(
            $"select * from endpoints where id {database.InList("ids")}",
            new { ids = database.ListParameter(ids) }
        );

    /// <summary>Returns the endpoints of several organizations, in both environments, that take events.</summary>
    public Task<IReadOnlyList<EndpointRow>> ActiveAsync(DbSession session, IReadOnlyCollection<Guid> organizations) =>
        session.ListAsync<EndpointRow>(
            $"""
            select * from endpoints where organization_id {database.InList("organizations")} and is_active
                and deleted_at is null
            """,
            new { organizations = database.ListParameter(organizations) }
        );

    public Task<(IReadOnlyList<EndpointRow> Rows, int Total)> ListAsync(
        Tenant tenant,
        Page page,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .PageAsync<EndpointRow>(page, $"from endpoints where {Kept}", "created_at desc, id desc"),
            cancellation
        );

    /// <summary>
    /// Whether a change would send the stored headers to another origin. Until the transaction ends, no other change
    /// stores headers.
    /// </summary>
    public async Task<bool> WouldMoveHeadersAsync(DbSession session, Tenant tenant, Guid id, EndpointChange change)
    {
        if (change.Url is not { } url || change.ReplaceHeaders)
            return false;
        await database.LockRowAsync(session, "endpoints", id);
        var row = await session
            .Of(tenant)
            .FirstOrDefaultAsync<EndpointRow>($"select * from endpoints where {Kept} and id = @id", new { id });
        return row is { Headers: not null } && !EndpointRules.AreOfSameOrigin(url, row.Url);
    }

    /// <summary>
    /// Writes only what changes, so that the result of a call that ends meanwhile is not undone. Switching an endpoint
    /// on clears the reason why it was off.
    /// </summary>
    public async Task UpdateAsync(DbSession session, Tenant tenant, Guid id, EndpointChange change)
    {
        await WriteAsync(session, tenant, id, change);
        if (change.IsActive == true)
            await EnableAsync(session, tenant, id);
        if (change.IsActive == false)
            await session
                .Of(tenant)
                .ExecuteAsync($"update endpoints set is_active = false where {Kept} and id = @id", new { id });
    }

    /// <summary>Switches on an endpoint that was off, and clears the reason why it was off.</summary>
    public Task EnableAsync(DbSession session, Tenant tenant, Guid id) =>
        session
            .Of(tenant)
            .ExecuteAsync(
                $"""
                update endpoints set is_active = true, disabled_reason = null, first_failed_at = null,
                    failing_since = null, warned_at = null, updated_at = @now, row_version = row_version + 1
                where {Kept} and id = @id and not is_active
                """,
                new { id, now = clock.GetUtcNow() }
            );

    /// <summary>
    /// Deletes the endpoint at once, with its secrets and headers. Its deliveries, maybe millions, are deleted later in
    /// small steps: one statement over them would hold up every other writer, and could deadlock with transactions that
    /// store results.
    /// </summary>
    public Task<bool> DeleteAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var deleted = await session
                    .Of(tenant)
                    .ExecuteAsync(
                        $"""
                        update endpoints set deleted_at = @now, is_active = false, headers = null, url_query = null,
                            row_version = row_version + 1 where {Kept} and id = @id
                        """,
                        new { id, now = clock.GetUtcNow() }
                    );
                if (deleted == 0)
                    return false;
                await session.ExecuteAsync("delete from endpoint_secrets where endpoint_id = @id", new { id });
                return true;
            },
            cancellation
        );

    /// <summary>
    /// Notes a failure. The endpoint counts as failing from a failure that comes at least
    /// <see cref="DeliveryRules.ClockStartsAfter"/> after the first.
    /// </summary>
    public Task MarkFailingAsync(DbSession session, Guid id, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            update endpoints set first_failed_at = coalesce(first_failed_at, @now),
                failing_since = case when failing_since is null
                and first_failed_at <= @startsClock then @now else failing_since end
            where id = @id and failing_since is null
            """,
            new
            {
                id,
                now,
                startsClock = now - DeliveryRules.ClockStartsAfter,
            }
        );

    public Task MarkHealthyAsync(DbSession session, IReadOnlyCollection<Guid> ids) =>
        session.ExecuteAsync(
            $"""
            update endpoints set first_failed_at = null, failing_since = null, warned_at = null
                where id {database.InList("ids")} and first_failed_at is not null
            """,
            new { ids = database.ListParameter(ids) }
        );

    /// <summary>Returns true for one call only, which publishes the warning.</summary>
    public async Task<bool> MarkWarnedAsync(DbSession session, Guid id, DateTimeOffset now) =>
        await session.ExecuteAsync(
            "update endpoints set warned_at = @now where id = @id and warned_at is null and is_active",
            new { id, now }
        ) == 1;

    /// <summary>Switches the endpoint off. Returns true for one call only.</summary>
    public async Task<bool> DisableAsync(DbSession session, Guid id, string reason, DateTimeOffset now) =>
        await session.ExecuteAsync(
            """
            update endpoints set is_active = false, disabled_reason = @reason, updated_at = @now
                where id = @id and is_active
            """,
            new
            {
                id,
                reason,
                now,
            }
        ) == 1;

    private async Task WriteAsync(DbSession session, Tenant tenant, Guid id, EndpointChange change)
    {
        var (shown, query) = change.Url is { } url
            ? await queries.SealAsync(tenant.OrganizationId, id, url, CancellationToken.None)
            : default((string?, byte[]?));
        await session
            .Of(tenant)
            .ExecuteAsync(
                $"""
                update endpoints set url = coalesce(@shown, url),
                    url_query = case when @shown is null then url_query else @query end,
                    events = coalesce(@events, events),
                    description = coalesce(@Description, description),
                    headers = case when @ReplaceHeaders then @SealedHeaders else headers end,
                    format = coalesce(@Format, format), ordering = coalesce(@Ordering, ordering),
                    payload_version = coalesce(@PayloadVersion, payload_version),
                    channels = case when @ReplaceChannels then @channels else channels end,
                    rate_limit = case when @ReplaceRateLimit then @RateLimit else rate_limit end,
                    row_version = row_version + 1, updated_at = @now
                where {Kept} and id = @id
                """,
                new
                {
                    id,
                    shown,
                    query,
                    events = JsonLists.Write(change.Events),
                    change.Description,
                    change.ReplaceHeaders,
                    change.SealedHeaders,
                    change.Format,
                    change.Ordering,
                    change.PayloadVersion,
                    change.ReplaceChannels,
                    channels = JsonLists.Write(change.Channels),
                    change.ReplaceRateLimit,
                    change.RateLimit,
                    now = clock.GetUtcNow(),
                }
            );
    }
}
