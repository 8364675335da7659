using System.Collections.Concurrent;
using System.Globalization;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations;

/// <summary>
/// The rows of <c>api_keys</c>. The text of a key is only in the answer to the call that created the key.
/// </summary>
public sealed class ApiKeyStore(Database database, AuditStore audit, Ids ids, TimeProvider clock)
{
    // The last use is for people to read; one write per minute is precise enough.
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    // When storage last could not note the use of a key, so that not every request tries again.
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _notNoted = new();

    /// <summary>Makes a key that no caller asked for, at the first start; the audit log does not tell it.</summary>
    public async Task<(ApiKeyRow Row, string Text)> CreateAsync(
        Tenant tenant,
        string name,
        IReadOnlyList<string> scopes,
        string role,
        DateTimeOffset? expiresAt,
        CancellationToken cancellation
    )
    {
        var (row, text) = NewRow(tenant, new NewApiKey(name, scopes, role, expiresAt));
        await database.WriteAsync(session => InsertAsync(session, row), cancellation);
        return (row, text);
    }

    public async Task<(ApiKeyRow Row, string Text)> CreateAsync(
        Tenant tenant,
        NewApiKey key,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var (row, text) = NewRow(tenant, key);
        await database.WriteAsync(
            async session =>
            {
                await InsertAsync(session, row);
                await NoteAsync(session, row, "api_key.created", actor, RightsOf(row));
            },
            cancellation
        );
        return (row, text);
    }

    /// <summary>
    /// Makes a key with the rights of another, which ends after the overlap. Returns no key when the other was revoked
    /// or replaced meanwhile.
    /// </summary>
    public async Task<(ApiKeyRow Row, string Text)?> RotateAsync(
        ApiKeyRow old,
        TimeSpan overlap,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var (row, text) = NewRow(old.Tenant, new(old.Name, old.ScopeList, old.Role, old.ExpiresAt));
        var isRotated = await database.WriteAsync(
            async session =>
            {
                var changed = await session.ExecuteAsync(
                    """
                    update api_keys set replaced_by = @newId, expires_at = @until
                    where id = @Id and revoked_at is null and replaced_by is null
                    """,
                    new
                    {
                        old.Id,
                        newId = row.Id,
                        until = Earlier(old.ExpiresAt, row.CreatedAt + overlap),
                    }
                );
                if (changed == 0)
                    return false;
                await InsertAsync(session, row);
                await NoteAsync(session, old, "api_key.rotated", actor, RotationOf(row, overlap));
                return true;
            },
            cancellation
        );
        return isRotated ? (row, text) : null;
    }

    public Task<ApiKeyRow?> FindByLookupAsync(string lookupId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<ApiKeyRow>(
                    "select * from api_keys where lookup_id = @lookupId",
                    new { lookupId }
                ),
            cancellation
        );

    public Task<IReadOnlyList<ApiKeyRow>> ListAsync(Tenant tenant, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ListAsync<ApiKeyRow>(
                        $"select * from api_keys where {Tenant.Filter} and revoked_at is null order by created_at"
                    ),
            cancellation
        );

    public Task<ApiKeyRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<ApiKeyRow>(
                        $"select * from api_keys where {Tenant.Filter} and id = @id and revoked_at is null",
                        new { id }
                    ),
            cancellation
        );

    /// <summary>
    /// Revokes a key. Returns true when this call revoked it; false for an unknown or already revoked key.
    /// </summary>
    public Task<bool> RevokeAsync(Tenant tenant, Guid id, Actor actor, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var revoked = await session
                    .Of(tenant)
                    .FirstOrDefaultAsync<ApiKeyRow>(
                        $"""
                        update api_keys set revoked_at = @now where id = @id and {Tenant.Filter} and revoked_at is null
                        returning *
                        """,
                        new { id, now = clock.GetUtcNow() }
                    );
                if (revoked is null)
                    return false;
                await NoteAsync(session, revoked, "api_key.revoked", actor, []);
                return true;
            },
            cancellation
        );

    /// <summary>
    /// Notes a use of a key, at most once a minute. When storage cannot write, the note is left out: a full disk must
    /// not refuse reads.
    /// </summary>
    public async Task TouchAsync(ApiKeyRow key, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (key.LastUsedAt > now - TouchEvery || _notNoted.GetValueOrDefault(key.Id) > now - TouchEvery)
            return;
        try
        {
            await database.WriteAsync(
                session =>
                    session.ExecuteAsync("update api_keys set last_used_at = @now where id = @Id", new { key.Id, now }),
                cancellation
            );
            _notNoted.TryRemove(key.Id, out _);
        }
        catch (Exception error) when (database.IsUnavailable(error))
        {
            _notNoted[key.Id] = now;
        }
    }

    private (ApiKeyRow Row, string Text) NewRow(Tenant tenant, NewApiKey key)
    {
        var (text, lookupId) = ApiKeyText.Create(tenant.Environment, ids);
        var row = new ApiKeyRow
        {
            Id = ids.Uuid(),
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Name = key.Name,
            LookupId = lookupId,
            SecretHash = ApiKeyText.Hash(text),
            LastFour = text[^4..],
            Scopes = string.Join(' ', key.Scopes),
            Role = key.Role,
            ExpiresAt = key.ExpiresAt,
            CreatedAt = clock.GetUtcNow(),
        };
        return (row, text);
    }

    private static Task<int> InsertAsync(DbSession session, ApiKeyRow row) =>
        session.ExecuteAsync(
            """
            insert into api_keys (id, organization_id, environment, name, lookup_id, secret_hash, last_four, scopes,
                role, expires_at, created_at)
            values (@Id, @OrganizationId, @Environment, @Name, @LookupId, @SecretHash, @LastFour, @Scopes, @Role,
                @ExpiresAt, @CreatedAt)
            """,
            row
        );

    private static DateTimeOffset Earlier(DateTimeOffset? end, DateTimeOffset other) => end < other ? end.Value : other;

    private static Dictionary<string, string> RightsOf(ApiKeyRow row) =>
        new(StringComparer.Ordinal) { ["role"] = row.Role, ["scopes"] = row.Scopes };

    private static Dictionary<string, string> RotationOf(ApiKeyRow row, TimeSpan overlap) =>
        new(StringComparer.Ordinal)
        {
            ["replaced_by"] = row.Id.ToString(),
            ["overlap_seconds"] = overlap.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture),
        };

    private Task NoteAsync(
        DbSession session,
        ApiKeyRow key,
        string action,
        Actor actor,
        Dictionary<string, string> details
    )
    {
        details["name"] = key.Name;
        details["last_four"] = key.LastFour;
        return audit.AddAsync(
            session,
            new AuditEvent(
                key.Tenant,
                actor,
                action,
                "api_key",
                key.Id.ToString(),
                AuditResult.Succeeded,
                DetailsJson: AuditDetails.Of(details)
            )
        );
    }
}
