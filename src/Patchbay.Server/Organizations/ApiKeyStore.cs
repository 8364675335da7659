using System.Collections.Concurrent;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations;

/// <summary>
/// The rows of <c>api_keys</c>. The text of a key is only in the answer to the call that created the key.
/// </summary>
public sealed class ApiKeyStore(Database database, Ids ids, TimeProvider clock)
{
    // The last use is for people to read; one write per minute is precise enough.
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    // When storage last could not note the use of a key, so that not every request tries again.
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _notNoted = new();

    public async Task<(ApiKeyRow Row, string Text)> CreateAsync(
        Tenant tenant,
        string name,
        IReadOnlyList<string> scopes,
        string role,
        DateTimeOffset? expiresAt,
        CancellationToken cancellation
    )
    {
        var (text, lookupId) = ApiKeyText.Create(tenant.Environment, ids);
        var row = new ApiKeyRow
        {
            Id = ids.Uuid(),
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Name = name,
            LookupId = lookupId,
            SecretHash = ApiKeyText.Hash(text),
            LastFour = text[^4..],
            Scopes = string.Join(' ', scopes),
            Role = role,
            ExpiresAt = expiresAt,
            CreatedAt = clock.GetUtcNow(),
        };
        await database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    insert into api_keys (id, organization_id, environment, name, lookup_id, secret_hash, last_four,
                        scopes, role, expires_at, created_at)
                    values (@Id, @OrganizationId, @Environment, @Name, @LookupId, @SecretHash, @LastFour, @Scopes,
                        @Role, @ExpiresAt, @CreatedAt)
                    """,
                    row
                ),
            cancellation
        );
        return (row, text);
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

    /// <summary>
    /// Revokes a key. Returns true when this call revoked it; false for an unknown or already revoked key.
    /// </summary>
    public Task<bool> RevokeAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
                await session
                    .Of(tenant)
                    .ExecuteAsync(
                        $"""
                        update api_keys set revoked_at = @now where id = @id and {Tenant.Filter} and revoked_at is null
                        """,
                        new { id, now = clock.GetUtcNow() }
                    ) == 1,
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
}
