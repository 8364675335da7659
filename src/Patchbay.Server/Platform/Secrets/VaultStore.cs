using System.Security.Cryptography;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>The rows of <c>data_keys</c> and <c>master_keys</c>.</summary>
public sealed class VaultStore(Database database, TimeProvider clock)
{
    public const int CurrentVersion = 1;

    public Task<DataKeyRow?> FindDataKeyAsync(Guid organizationId, int version, CancellationToken cancellation) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<DataKeyRow>(
            "select master_key_id, wrapped_key from data_keys where organization_id = @organizationId and version = @version",
            new { organizationId, version }), cancellation);

    public Task InsertDataKeyAsync(DbSession session, Guid organizationId, int version, string masterKeyId, byte[] wrapped) =>
        session.ExecuteAsync(
            """
            insert into data_keys (organization_id, version, master_key_id, wrapped_key, created_at)
            values (@organizationId, @version, @masterKeyId, @wrapped, @now)
            """, new { organizationId, version, masterKeyId, wrapped, now = clock.GetUtcNow() });

    /// <summary>Refuses to go on with a key that is not the one this database was sealed with.</summary>
    public Task CheckAsync(MasterKeys masters, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            foreach (var (keyId, key) in masters.All)
            {
                var checkValue = HMACSHA256.HashData(key, "patchbay master key check"u8);
                await session.ExecuteAsync(
                    "insert into master_keys (key_id, check_value, created_at) values (@keyId, @checkValue, @now) on conflict (key_id) do nothing",
                    new { keyId, checkValue, now = clock.GetUtcNow() });
                var stored = await session.ScalarAsync<byte[]>("select check_value from master_keys where key_id = @keyId", new { keyId });
                if (!CryptographicOperations.FixedTimeEquals(stored, checkValue))
                {
                    throw new InvalidOperationException($"Master key '{keyId}' is not the key this database was made with.");
                }
            }
        }, cancellation);
}

public sealed class DataKeyRow
{
    public required string MasterKeyId { get; init; }
    public required byte[] WrappedKey { get; init; }
}
