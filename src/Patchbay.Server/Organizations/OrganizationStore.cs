using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations;

/// <summary>The rows of <c>organizations</c>.</summary>
public sealed class OrganizationStore(Database database, Vault vault, Ids ids, TimeProvider clock)
{
    /// <summary>Makes an organization together with the data key that its secrets will be sealed with.</summary>
    public async Task<Guid> CreateAsync(string name, CancellationToken cancellation)
    {
        var id = ids.Uuid();
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "insert into organizations (id, name, created_at) values (@id, @name, @now)", new { id, name, now = clock.GetUtcNow() });
            await vault.CreateDataKeyAsync(session, id);
        }, cancellation);
        return id;
    }

    public Task<OrganizationRow?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<OrganizationRow>(
            "select * from organizations where id = @id", new { id }), cancellation);

    public Task<OrganizationRow?> FindByNameAsync(string name, CancellationToken cancellation) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<OrganizationRow>(
            "select * from organizations where name = @name order by created_at limit 1", new { name }), cancellation);

    public Task<OrganizationRow?> FirstAsync(CancellationToken cancellation) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<OrganizationRow>(
            "select * from organizations order by created_at limit 1"), cancellation);
}
