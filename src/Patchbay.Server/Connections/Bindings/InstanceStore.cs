using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Bindings;

/// <summary>The rows of <c>instances</c>.</summary>
public sealed class InstanceStore(Database database)
{
    public Task InsertAsync(InstanceRow row, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    insert into instances (id, organization_id, environment, name, created_at)
                        values (@Id, @OrganizationId, @Environment, @Name, @CreatedAt)
                    """,
                    row
                ),
            cancellation
        );

    public Task<InstanceRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<InstanceRow>(
                        $"select * from instances where {Tenant.Filter} and id = @id",
                        new { id }
                    ),
            cancellation
        );

    /// <summary>Returns the instances, newest first, after <paramref name="after"/>.</summary>
    public Task<IReadOnlyList<InstanceRow>> ListAsync(
        Tenant tenant,
        InstanceRow? after,
        int limit,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ListAsync<InstanceRow>(
                        $"""
                    select * from instances where {Tenant.Filter} {(
                        after is null ? "" : "and (created_at < @CreatedAt or (created_at = @CreatedAt and id < @Id))"
                    )}
                    order by created_at desc, id desc limit @limit
                    """,
                        new
                        {
                            after?.CreatedAt,
                            after?.Id,
                            limit,
                        }
                    ),
            cancellation
        );

    public async Task<bool> DeleteAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        await database.WriteAsync(
            session =>
                session
                    .Of(tenant)
                    .ExecuteAsync($"delete from instances where {Tenant.Filter} and id = @id", new { id }),
            cancellation
        ) == 1;
}
