using System.Security.Cryptography;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>The rows of <c>data_keys</c> and <c>master_keys</c>.</summary>
public sealed class VaultStore(Database database, TimeProvider clock)
{
    public const int CurrentVersion = 1;

    public Task<DataKeyRow?> FindDataKeyAsync(Guid organizationId, int version, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<DataKeyRow>(
                    """
                    select master_key_id, wrapped_key from data_keys
                        where organization_id = @organizationId and version = @version
                    """,
                    new { organizationId, version }
                ),
            cancellation
        );

    public Task InsertDataKeyAsync(
        DbSession session,
        Guid organizationId,
        int version,
        string masterKeyId,
        byte[] wrapped
    ) =>
        session.ExecuteAsync(
            """
            insert into data_keys (organization_id, version, master_key_id, wrapped_key, created_at)
            values (@organizationId, @version, @masterKeyId, @wrapped, @now)
            """,
            new
            {
                organizationId,
                version,
                masterKeyId,
                wrapped,
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Returns data keys that are wrapped under another master key.</summary>
    public Task<IReadOnlyList<DataKeyRow>> StaleDataKeysAsync(
        string activeKeyId,
        int limit,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session.ListAsync<DataKeyRow>(
                    """
                    select * from data_keys where master_key_id <> @activeKeyId
                        order by organization_id, version limit @limit
                    """,
                    new { activeKeyId, limit }
                ),
            cancellation
        );

    /// <summary>
    /// Writes only if the row has not changed since it was read, so that the second of two servers changes nothing.
    /// </summary>
    public Task RewrapAsync(DataKeyRow read, string masterKeyId, byte[] wrapped, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update data_keys set master_key_id = @masterKeyId, wrapped_key = @wrapped
                    where organization_id = @OrganizationId and version = @Version and master_key_id = @before
                    """,
                    new
                    {
                        read.OrganizationId,
                        read.Version,
                        before = read.MasterKeyId,
                        masterKeyId,
                        wrapped,
                    }
                ),
            cancellation
        );

    public Task<RotationProgress> ProgressAsync(string activeKeyId, CancellationToken cancellation) =>
        database.ReadAsync(
            async session => new RotationProgress(
                activeKeyId,
                await session.ScalarAsync<int>(
                    "select count(*) from data_keys where master_key_id = @activeKeyId",
                    new { activeKeyId }
                ),
                await session.ScalarAsync<int>("select count(*) from data_keys")
            ),
            cancellation
        );

    /// <summary>
    /// Throws when a configured key is not the key that sealed this database, or when a needed key is missing.
    /// </summary>
    public Task CheckAsync(MasterKeys masters, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var (keyId, key) in masters.All)
                {
                    var checkValue = HMACSHA256.HashData(key, "patchbay master key check"u8);
                    await session.ExecuteAsync(
                        """
                        insert into master_keys (key_id, check_value, created_at) values (@keyId, @checkValue, @now)
                            on conflict (key_id) do nothing
                        """,
                        new
                        {
                            keyId,
                            checkValue,
                            now = clock.GetUtcNow(),
                        }
                    );
                    var stored = await session.ScalarAsync<byte[]>(
                        "select check_value from master_keys where key_id = @keyId",
                        new { keyId }
                    );
                    if (!CryptographicOperations.FixedTimeEquals(stored, checkValue))
                    {
                        throw new InvalidOperationException(
                            $"Master key '{keyId}' is not the key that sealed this database. Restore the original key."
                        );
                    }
                }
                // Without this check, a missing key would be noticed only when the first secret is opened.
                foreach (var used in await session.ListAsync<string>("select distinct master_key_id from data_keys"))
                    masters.Find(used);
            },
            cancellation
        );
}

public sealed class DataKeyRow
{
    public Guid OrganizationId { get; init; }
    public int Version { get; init; }
    public required string MasterKeyId { get; init; }
    public required byte[] WrappedKey { get; init; }
}
