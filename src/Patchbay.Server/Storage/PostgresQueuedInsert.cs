using Npgsql;

namespace Patchbay.Server.Storage;

/// <summary>
/// Inserts a batch with one statement over one array per column: one round trip, in a transaction of its own.
/// </summary>
internal sealed class PostgresQueuedInsert<T>(PostgresDatabase database, RowColumns<T> columns, QueueTables tables)
    : QueuedInsert<T>
{
    private readonly string _insert = $"""
        with new as (
            insert into {tables.Table} ({columns.Names}) select * from {columns.Unnest}
            on conflict ({tables.Key}) do nothing returning id, received_at)
        insert into {tables.Queue} (event_id, due_at, attempts) select id, received_at, 0 from new
        """;

    // Kept between batches: the pool would hand out another connection each time, and each has its own caches to fill.
    private NpgsqlConnection? _connection;

    public override Task<int> WriteAsync(IReadOnlyList<T> rows, CancellationToken cancellation) =>
        database.UrgentlyAsync(stop => WriteOnceAsync(rows, stop), cancellation);

    private async Task<int> WriteOnceAsync(IReadOnlyList<T> rows, CancellationToken stop)
    {
        // A batch that was given up still holds its connection, so each batch takes the connection away.
        var connection = Interlocked.Exchange(ref _connection, null) ?? await database.OpenAsync(stop);
        try
        {
            await using var command = columns.Command(connection, _insert, rows);
            await command.PrepareAsync(stop);
            var changed = await command.ExecuteNonQueryAsync(stop);
            if (Interlocked.Exchange(ref _connection, connection) is { } other)
                await other.DisposeAsync();
            return changed;
        }
        catch
        {
            await connection.DisposeAsync(); // it may be broken; the next batch opens a new one
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.DisposeAsync();
    }
}
