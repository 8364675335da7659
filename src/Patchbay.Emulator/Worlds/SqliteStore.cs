using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Worlds;

/// <summary>
/// One SQLite file for all worlds. A single writer commits all batches that were queued since the last commit.
/// </summary>
internal sealed class SqliteStore : IWorldStore
{
    private const string Schema = """
        PRAGMA journal_mode=WAL;
        PRAGMA synchronous=NORMAL;
        CREATE TABLE IF NOT EXISTS worlds(
          name TEXT PRIMARY KEY, ids_used INTEGER NOT NULL, clock_offset INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS nodes(
          world TEXT NOT NULL, id TEXT NOT NULL, json BLOB NOT NULL, PRIMARY KEY(world, id)
        ) WITHOUT ROWID;
        PRAGMA user_version=1;
        """;

    private readonly Channel<Batch> _queue = Channel.CreateUnbounded<Batch>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly SqliteConnection _connection;
    private readonly JsonTypeInfo<Node> _json;
    private readonly Task _writer;

    /// <param name="json">How a node is written and read.</param>
    public SqliteStore(string file, JsonTypeInfo<Node> json)
    {
        _json = json;
        SQLitePCL.Batteries_V2.Init();
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()
        );
        _connection.Open();
        Execute(Schema);
        _writer = Task.Run(WriteBatchesAsync);
    }

    public bool IsDurable => true;

    public Task Write(
        string world,
        long idsUsed,
        long clockOffset,
        IReadOnlyCollection<Node> changed,
        IReadOnlyCollection<string> removed
    )
    {
        var rows = changed.Select(node => new Row(node.Id, JsonSerializer.SerializeToUtf8Bytes(node, _json))).ToList();
        return Enqueue(new Batch(world, idsUsed, clockOffset, rows, [.. removed], ForgetWorld: false));
    }

    public void Forget(string world) =>
        Enqueue(new Batch(world, 0, 0, [], [], ForgetWorld: true)).GetAwaiter().GetResult();

    public IReadOnlyList<StoredWorld> Load()
    {
        var worlds = new List<StoredWorld>();
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT name, ids_used, clock_offset FROM worlds ORDER BY name";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            worlds.Add(
                new StoredWorld(
                    reader.GetString(0),
                    reader.GetInt64(1),
                    reader.GetInt64(2),
                    LoadNodes(reader.GetString(0))
                )
            );
        return worlds;
    }

    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _writer.GetAwaiter().GetResult();
        _connection.Dispose();
    }

    private List<Node> LoadNodes(string world)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT json FROM nodes WHERE world = $world";
        command.Parameters.AddWithValue("$world", world);
        using var reader = command.ExecuteReader();
        var nodes = new List<Node>();
        while (reader.Read())
            nodes.Add(JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(0), _json)!);
        nodes.Sort(static (a, b) => a.CreatedAt.CompareTo(b.CreatedAt));
        return nodes;
    }

    private Task Enqueue(Batch batch)
    {
        if (!_queue.Writer.TryWrite(batch))
            batch.Done.TrySetException(new ObjectDisposedException(nameof(SqliteStore)));
        return batch.Done.Task;
    }

    private async Task WriteBatchesAsync()
    {
        var waiting = new List<Batch>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            waiting.Clear();
            while (waiting.Count < 512 && _queue.Reader.TryRead(out var batch))
                waiting.Add(batch);
            try
            {
                using var transaction = _connection.BeginTransaction();
                foreach (var batch in waiting)
                    WriteBatch(batch, transaction);
                transaction.Commit();
                waiting.ForEach(static batch => batch.Done.TrySetResult());
            }
            catch (SqliteException failure)
            {
                waiting.ForEach(batch => batch.Done.TrySetException(failure));
            }
        }
    }

    private void WriteBatch(Batch batch, SqliteTransaction transaction)
    {
        if (batch.ForgetWorld)
        {
            Execute(
                "DELETE FROM nodes WHERE world = $world; DELETE FROM worlds WHERE name = $world",
                transaction,
                ("$world", batch.World)
            );
            return;
        }
        foreach (var id in batch.Removed)
            Execute(
                "DELETE FROM nodes WHERE world = $world AND id = $id",
                transaction,
                ("$world", batch.World),
                ("$id", id)
            );
        foreach (var row in batch.Rows)
            Execute(
                "INSERT INTO nodes(world, id, json) VALUES($world, $id, $json) ON CONFLICT DO UPDATE SET json "
                    + "= excluded.json",
                transaction,
                ("$world", batch.World),
                ("$id", row.Id),
                ("$json", row.Json)
            );
        Execute(
            "INSERT INTO worlds(name, ids_used, clock_offset) VALUES($world, $used, $offset) ON CONFLICT DO "
                + "UPDATE SET ids_used = excluded.ids_used, clock_offset = excluded.clock_offset",
            transaction,
            ("$world", batch.World),
            ("$used", batch.IdsUsed),
            ("$offset", batch.ClockOffset)
        );
    }

    private void Execute(
        string sql,
        SqliteTransaction? transaction = null,
        params ReadOnlySpan<(string Name, object Value)> values
    )
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    private sealed record Row(string Id, byte[] Json);

    private sealed record Batch(
        string World,
        long IdsUsed,
        long ClockOffset,
        List<Row> Rows,
        List<string> Removed,
        bool ForgetWorld
    )
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
