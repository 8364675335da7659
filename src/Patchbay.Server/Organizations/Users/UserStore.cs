using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations.Users;

/// <summary>How a change of a user ended.</summary>
public enum UserChange
{
    Done,
    NotFound,
    LastAdmin,
}

/// <summary>
/// The rows of <c>users</c>. The last admin of a tenant can be neither deleted nor given another role.
/// </summary>
public sealed class UserStore(Database database, AuditStore audit, TimeProvider clock)
{
    /// <summary>The most users that one list returns.</summary>
    public const int MaxListed = 1000;

    /// <summary>Inserts a user. Returns false when the address is taken.</summary>
    public Task<bool> TryInsertAsync(UserRow row, Actor actor, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var made =
                    await session.ExecuteAsync(
                        """
                        insert into users (id, organization_id, environment, email, name, role, password_hash,
                            row_version, created_at, updated_at)
                        values (@Id, @OrganizationId, @Environment, @Email, @Name, @Role, @PasswordHash, 1, @CreatedAt,
                            @UpdatedAt) on conflict do nothing
                        """,
                        row
                    ) == 1;
                if (made)
                    await NoteAsync(session, row.Tenant, row.Id, "user.created", actor);
                return made;
            },
            cancellation
        );

    /// <summary>Returns the users, oldest first.</summary>
    public Task<IReadOnlyList<UserRow>> ListAsync(Tenant tenant, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ListAsync<UserRow>(
                        $"select * from users where {Tenant.Filter} order by created_at, id limit {MaxListed}"
                    ),
            cancellation
        );

    public Task<UserRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(session => FindAsync(session, tenant, id), cancellation);

    /// <summary>
    /// Finds a user for a log-in, which names no tenant. Without an environment, a user of production comes first.
    /// </summary>
    public Task<UserRow?> FindByEmailAsync(string email, string? environment, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<UserRow>(
                    $"""
                    select * from users where email = @email
                        {(environment is null ? "" : "and environment = @environment")} order by environment limit 1
                    """,
                    new { email, environment }
                ),
            cancellation
        );

    /// <summary>Changes the members that are not null. A new password ends every session of the user.</summary>
    public Task<UserChange> UpdateAsync(
        Tenant tenant,
        Guid id,
        string? name,
        string? role,
        string? passwordHash,
        Actor actor,
        CancellationToken cancellation
    ) =>
        GuardedAsync(
            tenant,
            id,
            staysAdmin: role is null or Roles.Admin,
            async session =>
            {
                await session
                    .Of(tenant)
                    .ExecuteAsync(
                        $"""
                        update users set name = coalesce(@name, name), role = coalesce(@role, role),
                            password_hash = coalesce(@passwordHash, password_hash), row_version = row_version + 1,
                            updated_at = @now
                        where {Tenant.Filter} and id = @id
                        """,
                        new
                        {
                            id,
                            name,
                            role,
                            passwordHash,
                            now = clock.GetUtcNow(),
                        }
                    );
                if (passwordHash is not null)
                    await session.ExecuteAsync("delete from user_sessions where user_id = @id", new { id });
                await NoteAsync(session, tenant, id, "user.updated", actor);
            },
            cancellation
        );

    /// <summary>Deletes a user together with the user's sessions.</summary>
    public Task<UserChange> DeleteAsync(Tenant tenant, Guid id, Actor actor, CancellationToken cancellation) =>
        GuardedAsync(
            tenant,
            id,
            staysAdmin: false,
            async session =>
            {
                await session
                    .Of(tenant)
                    .ExecuteAsync($"delete from users where {Tenant.Filter} and id = @id", new { id });
                await NoteAsync(session, tenant, id, "user.deleted", actor);
            },
            cancellation
        );

    /// <summary>
    /// Notes a successful log-in. A new hash replaces a hash that was made with fewer rounds than today's.
    /// </summary>
    public Task NoteLoginAsync(DbSession session, Guid id, string? newHash) =>
        session.ExecuteAsync(
            "update users set last_login_at = @now, password_hash = coalesce(@newHash, password_hash) where id = @id",
            new
            {
                id,
                newHash,
                now = clock.GetUtcNow(),
            }
        );

    // When two admins remove each other at the same time, the second waits here, and then finds that it is the last
    // admin.
    private Task<UserChange> GuardedAsync(
        Tenant tenant,
        Guid id,
        bool staysAdmin,
        Func<DbSession, Task> change,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
            {
                await database.LockRowAsync(session, "organizations", tenant.OrganizationId);
                if (await FindAsync(session, tenant, id) is not { } user)
                    return UserChange.NotFound;
                if (user.Role == Roles.Admin && !staysAdmin && !await HasAnotherAdminAsync(session, tenant, id))
                    return UserChange.LastAdmin;
                await change(session);
                return UserChange.Done;
            },
            cancellation
        );

    private static Task<bool> HasAnotherAdminAsync(DbSession session, Tenant tenant, Guid id) =>
        session
            .Of(tenant)
            .ScalarAsync<bool>(
                $"select exists (select 1 from users where {Tenant.Filter} and role = 'admin' and id <> @id)",
                new { id }
            );

    private static Task<UserRow?> FindAsync(DbSession session, Tenant tenant, Guid id) =>
        session
            .Of(tenant)
            .FirstOrDefaultAsync<UserRow>($"select * from users where {Tenant.Filter} and id = @id", new { id });

    private Task NoteAsync(DbSession session, Tenant tenant, Guid id, string action, Actor actor) =>
        audit.AddAsync(session, new AuditEvent(tenant, actor, action, "user", id.ToString(), AuditResult.Succeeded));
}
