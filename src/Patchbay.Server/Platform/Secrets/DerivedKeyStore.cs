using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>The rows of <c>derived_keys</c>.</summary>
public sealed class DerivedKeyStore(Database database, TimeProvider clock)
{
    internal const string Table = "derived_keys";

    internal static Task<IReadOnlyList<DerivedKeyRow>> ListAsync(DbSession session) =>
        session.ListAsync<DerivedKeyRow>(
            "select purpose, position, master_key_id, wrapped_key from derived_keys order by purpose, position"
        );

    internal Task InsertAsync(DbSession session, DerivedKeyRow row) =>
        session.ExecuteAsync(
            """
            insert into derived_keys (purpose, position, master_key_id, wrapped_key, created_at)
                values (@Purpose, @Position, @MasterKeyId, @WrappedKey, @now)
            """,
            new
            {
                row.Purpose,
                row.Position,
                row.MasterKeyId,
                row.WrappedKey,
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Returns keys that are wrapped under another master key.</summary>
    internal Task<IReadOnlyList<DerivedKeyRow>> StaleAsync(string activeKeyId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.ListAsync<DerivedKeyRow>(
                    """
                    select purpose, position, master_key_id, wrapped_key from derived_keys
                        where master_key_id <> @activeKeyId
                    """,
                    new { activeKeyId }
                ),
            cancellation
        );

    /// <summary>Writes only if the row has not changed since it was read.</summary>
    internal Task RewrapAsync(DerivedKeyRow read, DerivedKeyRow wrapped, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update derived_keys set master_key_id = @MasterKeyId, wrapped_key = @WrappedKey
                        where purpose = @Purpose and position = @Position and master_key_id = @before
                    """,
                    new
                    {
                        wrapped.Purpose,
                        wrapped.Position,
                        wrapped.MasterKeyId,
                        wrapped.WrappedKey,
                        before = read.MasterKeyId,
                    }
                ),
            cancellation
        );
}

public sealed class DerivedKeyRow
{
    public required string Purpose { get; init; }

    /// <summary>0 for the key that makes new values; others only recognize old values.</summary>
    public int Position { get; init; }

    public required string MasterKeyId { get; init; }
    public required byte[] WrappedKey { get; init; }
}
