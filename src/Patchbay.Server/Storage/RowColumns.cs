using Npgsql;

namespace Patchbay.Server.Storage;

/// <summary>
/// The columns of a statement that runs for many rows, and how a row fills them. On PostgreSQL a batch is one statement
/// over one array per column, so one round trip; on SQLite it is one prepared statement per row.
/// </summary>
internal sealed class RowColumns<T>
{
    private readonly List<RowColumn<T>> _columns = [];

    /// <summary>The names of the columns, separated by commas.</summary>
    public string Names => string.Join(", ", _columns.Select(column => column.Name));

    /// <summary>The parameters of SQLite's statement, in the order of the names.</summary>
    public string Places => string.Join(", ", _columns.Select((_, i) => $"?{i + 1}"));

    /// <summary>The rows as a table in PostgreSQL, in the order of the names.</summary>
    public string Unnest => $"unnest({string.Join(", ", _columns.Select((_, i) => $"${i + 1}"))})";

    public RowColumns<T> Text(string name, Func<T, string?> value) => Add(new TextColumn<T>(name, value));

    public RowColumns<T> Uuid(string name, Func<T, Guid?> value) => Add(new UuidColumn<T>(name, value));

    /// <summary>Adds a column of 16 bytes that identify something; SQLite stores them as bytes.</summary>
    public RowColumns<T> Digest(string name, Func<T, Guid> value) => Add(new DigestColumn<T>(name, value));

    public RowColumns<T> Number(string name, Func<T, long?> value) => Add(new NumberColumn<T>(name, value));

    public RowColumns<T> Instant(string name, Func<T, DateTimeOffset?> value) =>
        Number(name, row => value(row)?.ToUnixTimeMilliseconds());

    public RowColumns<T> Bytes(string name, Func<T, byte[]?> value) => Add(new BytesColumn<T>(name, value));

    public RowColumns<T> Memory(string name, Func<T, ReadOnlyMemory<byte>> value) =>
        Add(new MemoryColumn<T>(name, value));

    /// <param name="table">The name of the table.</param>
    /// <param name="conflict">The statement's <c>on conflict</c> clause, if any.</param>
    public RowWriter<T> InsertInto(string table, string conflict = "") => new(this, table, conflict);

    /// <param name="table">The name of the table.</param>
    /// <param name="set">The assignments; <c>given.x</c> is the column <c>x</c> of a given row.</param>
    /// <param name="where">The condition that finds the table's row for a given row.</param>
    public RowUpdate<T> Update(string table, string set, string where) => new(this, table, set, where);

    /// <summary>Returns the parameter of a column in SQLite's statement.</summary>
    public string PlaceOf(string name) => $"?{_columns.FindIndex(column => column.Name == name) + 1}";

    /// <summary>Runs SQLite's statement with one row. Returns false when it changed nothing.</summary>
    public bool Run(SqliteStatement statement, T row)
    {
        for (var i = 0; i < _columns.Count; i++)
            _columns[i].Bind(statement, i + 1, row);
        return statement.Run();
    }

    /// <summary>Returns PostgreSQL's command with all rows.</summary>
    public NpgsqlCommand Command(NpgsqlConnection connection, string text, IReadOnlyList<T> rows)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var column in _columns)
            command.Parameters.Add(column.Array(rows));
        return command;
    }

    private RowColumns<T> Add(RowColumn<T> column)
    {
        _columns.Add(column);
        return this;
    }
}
