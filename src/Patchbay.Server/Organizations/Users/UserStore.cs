using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// The rows of <c>users</c>. The last admin of a tenant can be neither deleted nor given another role.
/// </summary>
public sealed class UserStore(Database database, SessionStore sessions, AuditStore audit, TimeProvider clock)
{
    /// <summary>The columns of <see cref="UserRow"/>.</summary>
    public const string Columns = """
        users.*, exists (select 1 from user_factors where user_factors.user_id = users.id
            and user_factors.confirmed_at is not null) as has_second_factor
        """;

    private const string OrganizationsNamed = "select id from organizations where id = @organization or name = @name";

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
                            row_version, created_at, updated_at, expires_at)
                        values (@Id, @OrganizationId, @Environment, @Email, @Name, @Role, @PasswordHash, 1, @CreatedAt,
                            @UpdatedAt, @ExpiresAt) on conflict do nothing
                        """,
                        row
                    ) == 1;
                if (made)
                    await NoteAsync(session, row.Tenant, row.Id, "user.created", actor, [$"role ({row.Role})"]);
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
                        $"select {Columns} from users where {Tenant.Filter} order by created_at, id limit {MaxListed}"
                    ),
            cancellation
        );

    public Task<UserRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(session => FindAsync(session, tenant, id), cancellation);

    /// <summary>
    /// Finds the users that a log-in may mean, oldest first, so that a newer user elsewhere does not displace an older
    /// one.
    /// </summary>
    internal Task<IReadOnlyList<UserRow>> ForLoginAsync(
        Credentials wanted,
        int limit,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session.ListAsync<UserRow>(
                    $"""
                    select {Columns} from users
                    where email = @Email and (expires_at is null or expires_at > @now)
                        {(wanted.Environment is null ? "" : "and environment = @Environment")}
                        {(wanted.Organization is null ? "" : $"and organization_id in ({OrganizationsNamed})")}
                    order by created_at, id limit @limit
                    """,
                    new
                    {
                        Email = StorableText.ForLookUp(wanted.Email),
                        wanted.Environment,
                        name = StorableText.ForLookUp(wanted.Organization),
                        organization = Guid.TryParseExact(wanted.Organization, "D", out var id) ? id : Guid.Empty,
                        now = clock.GetUtcNow(),
                        limit,
                    }
                ),
            cancellation
        );

    /// <summary>Returns all users with an address, for the server's operator.</summary>
    public Task<IReadOnlyList<UserRow>> WithEmailAsync(string email, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.ListAsync<UserRow>(
                    $"select {Columns} from users where email = @email order by created_at, id",
                    new { email = StorableText.ForLookUp(email) }
                ),
            cancellation
        );

    /// <summary>Changes a user, when the caller has the rights that the change gives.</summary>
    public Task<UserChange> UpdateAsync(
        Tenant tenant,
        Guid id,
        UserUpdate update,
        Rights caller,
        Actor actor,
        CancellationToken cancellation
    ) =>
        GuardedAsync(
            tenant,
            id,
            user =>
                update.GivesRights && !MayTakeOver(caller, user, update.Role)
                    ? UserChange.AboveCaller
                    : UserChange.Done,
            staysAdmin: update.Role is null or Roles.Admin,
            async session =>
            {
                await session
                    .Of(tenant)
                    .ExecuteAsync(
                        $"""
                        update users set name = coalesce(@Name, name), role = coalesce(@Role, role),
                            password_hash = coalesce(@PasswordHash, password_hash), row_version = row_version + 1,
                            updated_at = @now
                        where {Tenant.Filter} and id = @id
                        """,
                        new
                        {
                            id,
                            update.Name,
                            update.Role,
                            update.PasswordHash,
                            now = clock.GetUtcNow(),
                        }
                    );
                if (update.PasswordHash is not null)
                    await sessions.EndAsync(session, id);
                await NoteAsync(session, tenant, id, "user.updated", actor, update.Members);
            },
            cancellation
        );

    /// <summary>Sets a user's own new password. The user's other sessions end.</summary>
    public Task SetPasswordAsync(
        UserRow user,
        string passwordHash,
        Guid? ownSession,
        Actor actor,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    """
                    update users set password_hash = @passwordHash, row_version = row_version + 1, updated_at = @now
                    where id = @Id
                    """,
                    new
                    {
                        user.Id,
                        passwordHash,
                        now = clock.GetUtcNow(),
                    }
                );
                await sessions.EndAsync(session, user.Id, except: ownSession);
                await NoteAsync(session, user.Tenant, user.Id, "user.password_changed", actor, []);
            },
            cancellation
        );

    /// <summary>Deletes a user together with the user's sessions.</summary>
    public Task<UserChange> DeleteAsync(Tenant tenant, Guid id, Actor actor, CancellationToken cancellation) =>
        GuardedAsync(
            tenant,
            id,
            _ => UserChange.Done,
            staysAdmin: false,
            async session =>
            {
                await session
                    .Of(tenant)
                    .ExecuteAsync($"delete from users where {Tenant.Filter} and id = @id", new { id });
                await NoteAsync(session, tenant, id, "user.deleted", actor, []);
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
        Func<UserRow, UserChange> check,
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
                if (check(user) is not UserChange.Done and var refused)
                    return refused;
                if (user.Role == Roles.Admin && !staysAdmin && !await HasAnotherAdminAsync(session, tenant, id))
                    return UserChange.LastAdmin;
                await change(session);
                return UserChange.Done;
            },
            cancellation
        );

    private Task<bool> HasAnotherAdminAsync(DbSession session, Tenant tenant, Guid id) =>
        session
            .Of(tenant)
            .ScalarAsync<bool>(
                $"""
                select exists (select 1 from users where {Tenant.Filter} and role = 'admin' and id <> @id
                    and (expires_at is null or expires_at > @now))
                """,
                new { id, now = clock.GetUtcNow() }
            );

    private static Task<UserRow?> FindAsync(DbSession session, Tenant tenant, Guid id) =>
        session
            .Of(tenant)
            .FirstOrDefaultAsync<UserRow>(
                $"select {Columns} from users where {Tenant.Filter} and id = @id",
                new { id }
            );

    private static bool MayTakeOver(Rights caller, UserRow user, string? newRole) =>
        caller.RefusalOf(user.Rights) is null
        && (newRole is null || caller.RefusalOf(Rights.OfUser(newRole, user.ExpiresAt)) is null);

    private Task NoteAsync(
        DbSession session,
        Tenant tenant,
        Guid id,
        string action,
        Actor actor,
        IEnumerable<string> changed
    ) =>
        audit.AddAsync(
            session,
            new AuditEvent(
                tenant,
                actor,
                action,
                "user",
                id.ToString(),
                AuditResult.Succeeded,
                DetailsJson: changed.Any() ? AuditDetails.Changed(changed) : null
            )
        );
}
