using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations;

/// <summary>The rows of <c>organizations</c>.</summary>
public sealed class OrganizationStore(Database database, Vault vault, Ids ids, TimeProvider clock)
{
    private const string OldestOfName = "select * from organizations where name = @name order by created_at limit 1";

    /// <summary>
    /// Why a new organization cannot have this name; null when it can, or when an organization has it already. Hosted
    /// pages show the name, so what people see must be all of it.
    /// </summary>
    public async Task<string?> RefuseAsync(string name, CancellationToken cancellation) =>
        ShownText.NameOf(name) == name || await FindByNameAsync(name, cancellation) is not null
            ? null
            : $"The name of an organization must have 1 to {ShownText.MaxName} characters, all of which can be seen.";

    /// <summary>Creates an organization together with the data key that seals its secrets.</summary>
    public Task<Guid> CreateAsync(string name, CancellationToken cancellation) =>
        database.WriteAsync(session => InsertAsync(session, name), cancellation);

    /// <summary>
    /// Returns the organization with this name, and creates it when there is none. Concurrent calls create it only
    /// once.
    /// </summary>
    public Task<Guid> FindOrCreateAsync(string name, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                // Names need not be unique, so no index refuses a second organization with this name.
                await database.LockTableAsync(session, "organizations");
                return (await session.FirstOrDefaultAsync<OrganizationRow>(OldestOfName, new { name }))?.Id
                    ?? await InsertAsync(session, name);
            },
            cancellation
        );

    public Task<OrganizationRow?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<OrganizationRow>("select * from organizations where id = @id", new { id }),
            cancellation
        );

    public Task<OrganizationRow?> FindByNameAsync(string name, CancellationToken cancellation) =>
        database.ReadAsync(
            session => session.FirstOrDefaultAsync<OrganizationRow>(OldestOfName, new { name }),
            cancellation
        );

    public Task<OrganizationRow?> FirstAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<OrganizationRow>("select * from organizations order by created_at limit 1"),
            cancellation
        );

    private async Task<Guid> InsertAsync(DbSession session, string name)
    {
        var id = ids.Uuid();
        await session.ExecuteAsync(
            "insert into organizations (id, name, created_at) values (@id, @name, @now)",
            new
            {
                id,
                name,
                now = clock.GetUtcNow(),
            }
        );
        await vault.CreateDataKeyAsync(session, id);
        return id;
    }
}
