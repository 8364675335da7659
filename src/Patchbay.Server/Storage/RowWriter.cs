using Npgsql;

namespace Patchbay.Server.Storage;

/// <summary>
/// Inserts many rows of one kind. On PostgreSQL one statement with an array a column, so that a batch is one round trip; on
/// SQLite a prepared statement a row.
/// </summary>
/// <param name="table">Its name.</param>
/// <param name="conflict">The statement's <c>on conflict</c> clause, if any.</param>
internal sealed class RowWriter<T>(string table, string conflict = "")
{
    private readonly List<RowColumn<T>> _columns = [];
    private string? _sqlite,
        _postgres; // both may be used in one process

    public RowWriter<T> Text(string name, Func<T, string?> value) => Add(new TextColumn<T>(name, value));

    public RowWriter<T> Uuid(string name, Func<T, Guid?> value) => Add(new UuidColumn<T>(name, value));

    public RowWriter<T> Number(string name, Func<T, long?> value) => Add(new NumberColumn<T>(name, value));

    public RowWriter<T> Instant(string name, Func<T, DateTimeOffset> value) =>
        Number(name, row => value(row).ToUnixTimeMilliseconds());

    public RowWriter<T> Bytes(string name, Func<T, byte[]?> value) => Add(new BytesColumn<T>(name, value));

    public async Task InsertAsync(DbSession session, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0)
            return;
        if (session.Connection is PreparedConnection sqlite)
        {
            var statement = sqlite.Statement(_sqlite ??= Sqlite());
            foreach (var row in rows)
                Run(statement, row);
            return;
        }
        await using var command = Command(session, rows, _postgres ??= Postgres());
        await command.ExecuteNonQueryAsync(session.Cancellation);
    }

    /// <summary>Inserts what is new and tells the ids of these rows; the table's key is a column <c>id</c>.</summary>
    public async Task<IReadOnlySet<Guid>> InsertNewAsync(DbSession session, IReadOnlyList<T> rows, Func<T, Guid> id)
    {
        var added = new HashSet<Guid>();
        if (rows.Count == 0)
            return added;
        if (session.Connection is PreparedConnection sqlite)
        {
            var statement = sqlite.Statement(_sqlite ??= Sqlite());
            added.UnionWith(rows.Where(row => Run(statement, row)).Select(id));
            return added;
        }
        await using var command = Command(session, rows, (_postgres ??= Postgres()) + " returning id");
        await using var reader = await command.ExecuteReaderAsync(session.Cancellation);
        while (await reader.ReadAsync(session.Cancellation))
            added.Add(reader.GetGuid(0));
        return added;
    }

    private RowWriter<T> Add(RowColumn<T> column)
    {
        _columns.Add(column);
        return this;
    }

    private bool Run(SqliteStatement statement, T row)
    {
        for (var i = 0; i < _columns.Count; i++)
            _columns[i].Bind(statement, i + 1, row);
        return statement.Run();
    }

    private NpgsqlCommand Command(DbSession session, IReadOnlyList<T> rows, string text)
    {
        var command = new NpgsqlCommand(
            text,
            (NpgsqlConnection)session.Connection,
            (NpgsqlTransaction?)session.Transaction
        );
        foreach (var column in _columns)
            command.Parameters.Add(column.Array(rows));
        return command;
    }

    private string Names => string.Join(", ", _columns.Select(column => column.Name));

    private string Sqlite() =>
        $"insert into {table} ({Names}) values ({string.Join(", ", _columns.Select((_, i) => $"?{i + 1}"))}) {conflict}";

    private string Postgres() =>
        $"insert into {table} ({Names}) select * from unnest({string.Join(", ", _columns.Select((_, i) => $"${i + 1}"))}) {conflict}";
}
