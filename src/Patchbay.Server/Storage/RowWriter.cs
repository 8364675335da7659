using Npgsql;

namespace Patchbay.Server.Storage;

/// <summary>Inserts many rows of one kind.</summary>
/// <param name="columns">The columns of the rows.</param>
/// <param name="table">The name of the table.</param>
/// <param name="conflict">The statement's <c>on conflict</c> clause, if any.</param>
internal sealed class RowWriter<T>(RowColumns<T> columns, string table, string conflict)
{
    private readonly string _sqlite = $"insert into {table} ({columns.Names}) values ({columns.Places}) {conflict}",
        _postgres = $"insert into {table} ({columns.Names}) select * from {columns.Unnest} {conflict}";

    public async Task InsertAsync(DbSession session, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0)
            return;
        if (session.Connection is PreparedConnection sqlite)
        {
            var statement = sqlite.Statement(_sqlite);
            foreach (var row in rows)
                columns.Run(statement, row);
            return;
        }
        await using var command = columns.Command((NpgsqlConnection)session.Connection, _postgres, rows);
        await command.ExecuteNonQueryAsync(session.Cancellation);
    }

    /// <summary>Inserts the rows that are new and returns their ids. The table's key is a column <c>id</c>.</summary>
    public Task<IReadOnlySet<Guid>> InsertNewAsync(DbSession session, IReadOnlyList<T> rows, Func<T, Guid> id) =>
        ChangedRows.RunAsync(session, columns, (_sqlite, _postgres + " returning id"), rows, id);
}
