using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// The rows of <c>data_deletions</c>: the number of deleted connections for each code. They do not name the person.
/// </summary>
public sealed class DataDeletionStore(Database database, TimeProvider clock)
{
    // After this time a code counts as unknown.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public Task AddAsync(string code, int connections, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "insert into data_deletions (code, connections, deleted_at) values (@code, @connections, @now)",
                    new
                    {
                        code,
                        connections,
                        now = clock.GetUtcNow(),
                    }
                ),
            cancellation
        );

    public Task<DataDeletionRow?> FindAsync(string code, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<DataDeletionRow>(
                    "select connections, deleted_at from data_deletions where code = @code",
                    new { code = StorableText.ForLookUp(code) }
                ),
            cancellation
        );

    /// <summary>A step of the pruner. How long rows are kept does not depend on the pruner's settings.</summary>
    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from data_deletions where code in (select code from data_deletions where deleted_at < @before
                        order by deleted_at limit @rows)
                    """,
                    new { before = now - Kept, rows }
                ),
            cancellation
        );
}

public sealed class DataDeletionRow
{
    public required long Connections { get; init; }
    public required DateTimeOffset DeletedAt { get; init; }
}
