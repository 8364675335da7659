using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Idempotency;

/// <summary>The rows of <c>idempotency_records</c>. A running call has no status yet.</summary>
public sealed class IdempotencyStore(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static SecretPlace BodyPlace(Caller caller, string key) =>
        new(caller.Tenant.OrganizationId, "idempotency_records", $"{caller.Id}/{key}", "body");

    /// <summary>
    /// Returns null when this call is the first with its key; otherwise the record of the first call.
    /// </summary>
    public Task<IdempotencyRow?> BeginAsync(
        Caller caller,
        string key,
        byte[] requestHash,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
            {
                var args = new
                {
                    ApiKeyId = caller.Id,
                    key,
                    caller.Tenant.OrganizationId,
                    requestHash,
                    now = clock.GetUtcNow(),
                    until = clock.GetUtcNow() + Lifetime,
                };
                await session.ExecuteAsync(
                    """
                    delete from idempotency_records where api_key_id = @ApiKeyId and key = @key and expires_at <= @now
                    """,
                    args
                );
                var inserted = await session.ExecuteAsync(
                    """
                    insert into idempotency_records (api_key_id, key, organization_id, request_hash, created_at,
                        expires_at)
                    values (@ApiKeyId, @key, @OrganizationId, @requestHash, @now, @until) on conflict do nothing
                    """,
                    args
                );
                return inserted == 1 ? null : await FindAsync(session, caller, key);
            },
            cancellation
        );

    public Task CompleteAsync(Caller caller, string key, int status, byte[] sealedBody) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update idempotency_records set status = @status, body = @sealedBody
                        where api_key_id = @ApiKeyId and key = @key
                    """,
                    new
                    {
                        ApiKeyId = caller.Id,
                        key,
                        status,
                        sealedBody,
                    }
                ),
            CancellationToken.None
        );

    public Task ForgetAsync(Caller caller, string key) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "delete from idempotency_records where api_key_id = @ApiKeyId and key = @key",
                    new { ApiKeyId = caller.Id, key }
                ),
            CancellationToken.None
        );

    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from idempotency_records where (api_key_id, key) in (select api_key_id, key
                        from idempotency_records where expires_at <= @now order by expires_at limit @rows)
                    """,
                    new { now, rows }
                ),
            cancellation
        );

    private static Task<IdempotencyRow?> FindAsync(DbSession session, Caller caller, string key) =>
        session.FirstOrDefaultAsync<IdempotencyRow>(
            "select request_hash, status, body from idempotency_records where api_key_id = @ApiKeyId and key = @key",
            new { ApiKeyId = caller.Id, key }
        );
}

public sealed class IdempotencyRow
{
    public required byte[] RequestHash { get; init; }
    public int? Status { get; init; }
    public byte[]? Body { get; init; }
}
