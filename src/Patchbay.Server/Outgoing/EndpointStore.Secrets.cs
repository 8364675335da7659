using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>The signing secrets of endpoints.</summary>
public sealed partial class EndpointStore
{
    // Every secret that still signs adds to the header's length.
    private const int MaxOldSecrets = 10;

    /// <summary>
    /// Returns the secrets of some endpoints, newest first, including expired secrets that are not yet deleted.
    /// </summary>
    public Task<IReadOnlyList<EndpointSecretRow>> SecretsAsync(
        DbSession session,
        IReadOnlyCollection<Guid> endpointIds
    ) =>
        session.ListAsync<EndpointSecretRow>(
            $"""
            select * from endpoint_secrets where endpoint_id {database.InList("ids")}
                order by case when expires_at is null then 0 else 1 end, created_at desc, id desc
            """,
            new { ids = database.ListParameter(endpointIds) }
        );

    /// <summary>
    /// Adds a secret that signs at once. Older secrets go on signing until <paramref name="oldUntil"/>. Returns null
    /// when that is done, or when the next rotation is possible, because as many older secrets sign as a header can
    /// hold.
    /// </summary>
    public Task<DateTimeOffset?> RotateAsync(
        Guid endpointId,
        Guid secretId,
        byte[] sealedSecret,
        DateTimeOffset oldUntil,
        CancellationToken cancellation
    ) =>
        database.WriteAsync<DateTimeOffset?>(
            async session =>
            {
                await database.LockRowAsync(session, "endpoints", endpointId);
                await session.ExecuteAsync(
                    "delete from endpoint_secrets where endpoint_id = @endpointId and expires_at <= @now",
                    new { endpointId, now = clock.GetUtcNow() }
                );
                var old = (await SecretsAsync(session, [endpointId]))
                    .Select(secret => secret.ExpiresAt)
                    .OfType<DateTimeOffset>()
                    .ToList();
                if (old.Count >= MaxOldSecrets)
                    return old.Min();
                await ReplaceSecretAsync(session, endpointId, secretId, sealedSecret, oldUntil);
                return null;
            },
            cancellation
        );

    private async Task ReplaceSecretAsync(
        DbSession session,
        Guid endpointId,
        Guid secretId,
        byte[] sealedSecret,
        DateTimeOffset oldUntil
    )
    {
        await session.ExecuteAsync(
            """
            update endpoint_secrets set expires_at = @oldUntil
                where endpoint_id = @endpointId and expires_at is null
            """,
            new { endpointId, oldUntil }
        );
        await InsertSecretAsync(session, endpointId, secretId, sealedSecret);
        await session.ExecuteAsync(
            "update endpoints set row_version = row_version + 1 where id = @endpointId",
            new { endpointId }
        );
    }

    private Task<int> InsertSecretAsync(DbSession session, Guid endpointId, Guid secretId, byte[] sealedSecret) =>
        session.ExecuteAsync(
            """
            insert into endpoint_secrets (id, endpoint_id, secret, created_at)
                values (@secretId, @endpointId, @sealedSecret, @now)
            """,
            new
            {
                secretId,
                endpointId,
                sealedSecret,
                now = clock.GetUtcNow(),
            }
        );
}
