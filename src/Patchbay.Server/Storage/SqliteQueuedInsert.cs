namespace Patchbay.Server.Storage;

/// <summary>Runs two prepared statements per row, which is the fastest way that SQLite offers.</summary>
internal sealed class SqliteQueuedInsert<T>(
    SqliteDatabase database,
    RowColumns<T> columns,
    QueueTables tables,
    Func<T, DateTimeOffset> receivedAt
) : QueuedInsert<T>
{
    private readonly string _insert =
            $"""
                insert into {tables.Table} ({columns.Names}) values ({columns.Places})
                on conflict ({tables.Key}) do nothing
                """,
        _queue = $"insert into {tables.Queue} (event_id, due_at, attempts) values (?1, ?2, 0)";

    public override Task<int> WriteAsync(IReadOnlyList<T> rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
            {
                var connection = (PreparedConnection)session.Connection;
                var (insert, queue, added) = (connection.Statement(_insert), connection.Statement(_queue), 0);
                foreach (var row in rows)
                {
                    if (!columns.Run(insert, row))
                        continue;
                    queue.Bind(1, insert.LastRowId);
                    queue.Bind(2, receivedAt(row).ToUnixTimeMilliseconds());
                    queue.Run();
                    added++;
                }
                return Task.FromResult(added);
            },
            cancellation
        );

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
