using System.Security.Cryptography;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>The rows of <c>data_keys</c> and <c>master_keys</c>.</summary>
public sealed class VaultStore(Database database, DerivedKeyStore derived, TimeProvider clock)
{
    public const int CurrentVersion = 1;

    // All that a master key wraps.
    private const string Wrapped =
        "select master_key_id from data_keys union all select master_key_id from derived_keys";

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
                    $"select count(*) from ({Wrapped}) wrapped where master_key_id = @activeKeyId",
                    new { activeKeyId }
                ),
                await session.ScalarAsync<int>($"select count(*) from ({Wrapped}) wrapped")
            ),
            cancellation
        );

    /// <summary>The ids of the master keys that wrap keys of this database.</summary>
    public Task<IReadOnlyList<string>> UsedMasterKeysAsync(CancellationToken cancellation) =>
        database.ReadAsync(UsedMasterKeysAsync, cancellation);

    /// <summary>
    /// Refuses when a configured key is not the key that sealed this database, or when a needed key is missing. Returns
    /// the derived keys, which the first start with this version makes.
    /// </summary>
    /// <exception cref="StartRefusedException">The configured master keys do not fit this database.</exception>
    public Task<IReadOnlyList<DerivedKeyRow>> CheckAsync(MasterKeys masters, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                // Of several programs that start together, one makes the derived keys.
                await database.LockTableAsync(session, DerivedKeyStore.Table);
                var known = await session.ListAsync<MasterKeyRow>("select key_id, check_value from master_keys");
                foreach (var (keyId, key) in masters.All)
                {
                    if (known.FirstOrDefault(row => row.KeyId == keyId) is not { } stored)
                        await InsertAsync(session, keyId, key);
                    else if (!CryptographicOperations.FixedTimeEquals(stored.CheckValue, CheckValue(key)))
                        throw WrongKey(keyId, masters);
                }
                // Without this check, a missing key would be noticed only when the first secret is opened.
                foreach (var used in await UsedMasterKeysAsync(session))
                    masters.Find(used);
                return await DerivedKeysAsync(session, masters, isUpgrade: known.Count > 0);
            },
            cancellation
        );

    private async Task<IReadOnlyList<DerivedKeyRow>> DerivedKeysAsync(
        DbSession session,
        MasterKeys masters,
        bool isUpgrade
    )
    {
        var rows = await DerivedKeyStore.ListAsync(session);
        if (rows.Count > 0)
            return rows;
        foreach (var row in DerivedKeys.Make(masters, isUpgrade))
            await derived.InsertAsync(session, row);
        return await DerivedKeyStore.ListAsync(session);
    }

    private Task<int> InsertAsync(DbSession session, string keyId, byte[] key) =>
        session.ExecuteAsync(
            """
            insert into master_keys (key_id, check_value, created_at) values (@keyId, @checkValue, @now)
                on conflict (key_id) do nothing
            """,
            new
            {
                keyId,
                checkValue = CheckValue(key),
                now = clock.GetUtcNow(),
            }
        );

    private static Task<IReadOnlyList<string>> UsedMasterKeysAsync(DbSession session) =>
        session.ListAsync<string>($"select distinct master_key_id from ({Wrapped}) wrapped");

    private static StartRefusedException WrongKey(string keyId, MasterKeys masters) =>
        new(
            $"Master key '{keyId}' ({masters.Source}) is not the key that sealed this database. "
                + "Restore the original key."
        );

    private static byte[] CheckValue(byte[] key) => HMACSHA256.HashData(key, "patchbay master key check"u8);

    private sealed class MasterKeyRow
    {
        public required string KeyId { get; init; }
        public required byte[] CheckValue { get; init; }
    }
}

public sealed class DataKeyRow
{
    public Guid OrganizationId { get; init; }
    public int Version { get; init; }
    public required string MasterKeyId { get; init; }
    public required byte[] WrappedKey { get; init; }
}
