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

    public override async Task<int> WriteAsync(IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        _connection ??= await database.OpenAsync(cancellation);
        try
        {
            await using var command = columns.Command(_connection, _insert, rows);
            await command.PrepareAsync(cancellation);
            return await command.ExecuteNonQueryAsync(cancellation);
        }
        catch
        {
            await DisposeAsync(); // the connection may be broken; the next batch opens a new one
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.DisposeAsync();
    }
}
