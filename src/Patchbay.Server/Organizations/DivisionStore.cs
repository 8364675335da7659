using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations;

/// <summary>A part of an organization that accounts can be given to.</summary>
public sealed class DivisionRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The rows of <c>divisions</c>.</summary>
public sealed class DivisionStore(Database database)
{
    /// <summary>The most divisions that one list returns.</summary>
    public const int MaxListed = 1000;

    /// <summary>Inserts a division. Returns false when the tenant has a division with this name.</summary>
    public Task<bool> TryInsertAsync(DivisionRow row, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    """
                    insert into divisions (id, organization_id, environment, name, created_at)
                    values (@Id, @OrganizationId, @Environment, @Name, @CreatedAt) on conflict do nothing
                    """,
                    row
                ) == 1,
            cancellation
        );

    /// <summary>Returns the divisions in the order of their names.</summary>
    public Task<IReadOnlyList<DivisionRow>> ListAsync(Tenant tenant, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ListAsync<DivisionRow>(
                        $"select * from divisions where {Tenant.Filter} order by name limit {MaxListed}"
                    ),
            cancellation
        );

    /// <summary>Whether the tenant has this division; true for null, which means no division.</summary>
    public async Task<bool> IsKnownAsync(Tenant tenant, Guid? id, CancellationToken cancellation) =>
        id is null
        || await database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ScalarAsync<bool>(
                        $"select exists (select 1 from divisions where {Tenant.Filter} and id = @id)",
                        new { id }
                    ),
            cancellation
        );
}
