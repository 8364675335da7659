using Npgsql;

namespace Patchbay.Server.Storage;

/// <summary>
/// The columns of a statement that runs for many rows, and how a row fills them. On PostgreSQL a batch is one statement
/// over an array a column, so one round trip; on SQLite it is a prepared statement a row.
/// </summary>
internal sealed class RowColumns<T>
{
    private readonly List<RowColumn<T>> _columns = [];

    /// <summary>Their names, with commas between.</summary>
    public string Names => string.Join(", ", _columns.Select(column => column.Name));

    /// <summary>The parameters of SQLite, in the order of the names.</summary>
    public string Places => string.Join(", ", _columns.Select((_, i) => $"?{i + 1}"));

    /// <summary>The rows as a table of PostgreSQL, in the order of the names.</summary>
    public string Unnest => $"unnest({string.Join(", ", _columns.Select((_, i) => $"${i + 1}"))})";

    public RowColumns<T> Text(string name, Func<T, string?> value) => Add(new TextColumn<T>(name, value));

    public RowColumns<T> Uuid(string name, Func<T, Guid?> value) => Add(new UuidColumn<T>(name, value));

    /// <summary>16 bytes that identify something, which SQLite keeps as they are.</summary>
    public RowColumns<T> Digest(string name, Func<T, Guid> value) => Add(new DigestColumn<T>(name, value));

    public RowColumns<T> Number(string name, Func<T, long?> value) => Add(new NumberColumn<T>(name, value));

    public RowColumns<T> Instant(string name, Func<T, DateTimeOffset?> value) =>
        Number(name, row => value(row)?.ToUnixTimeMilliseconds());

    public RowColumns<T> Bytes(string name, Func<T, byte[]?> value) => Add(new BytesColumn<T>(name, value));

    public RowColumns<T> Memory(string name, Func<T, ReadOnlyMemory<byte>> value) =>
        Add(new MemoryColumn<T>(name, value));

    /// <param name="table">Its name.</param>
    /// <param name="conflict">The statement's <c>on conflict</c> clause, if any.</param>
    public RowWriter<T> InsertInto(string table, string conflict = "") => new(this, table, conflict);

    /// <param name="table">Its name.</param>
    /// <param name="set">What changes; <c>given.x</c> is the column <c>x</c> of a given row.</param>
    /// <param name="where">Which row of the table, by the given one.</param>
    public RowUpdate<T> Update(string table, string set, string where) => new(this, table, set, where);

    /// <summary>Where SQLite's statement has a column's value.</summary>
    public string PlaceOf(string name) => $"?{_columns.FindIndex(column => column.Name == name) + 1}";

    /// <summary>Runs SQLite's statement with one row; false when it changed nothing.</summary>
    public bool Run(SqliteStatement statement, T row)
    {
        for (var i = 0; i < _columns.Count; i++)
            _columns[i].Bind(statement, i + 1, row);
        return statement.Run();
    }

    /// <summary>PostgreSQL's statement with all rows.</summary>
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
