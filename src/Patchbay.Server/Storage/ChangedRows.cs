using Npgsql;

namespace Patchbay.Server.Storage;

/// <summary>Runs a statement for many rows and returns the ids of the rows that changed.</summary>
internal static class ChangedRows
{
    /// <param name="session">A transaction.</param>
    /// <param name="columns">The columns of the statement.</param>
    /// <param name="text">
    /// The statement in both forms: SQLite's runs once per row, PostgreSQL's runs once for all rows and returns ids.
    /// </param>
    /// <param name="rows">The rows.</param>
    /// <param name="id">The id of a row, which PostgreSQL's statement also returns.</param>
    public static async Task<IReadOnlySet<Guid>> RunAsync<T>(
        DbSession session,
        RowColumns<T> columns,
        (string Sqlite, string Postgres) text,
        IReadOnlyList<T> rows,
        Func<T, Guid> id
    )
    {
        var changed = new HashSet<Guid>();
        if (rows.Count == 0)
            return changed;
        if (session.Connection is PreparedConnection sqlite)
        {
            var statement = sqlite.Statement(text.Sqlite);
            changed.UnionWith(rows.Where(row => columns.Run(statement, row)).Select(id));
            return changed;
        }
        await using var command = columns.Command((NpgsqlConnection)session.Connection, text.Postgres, rows);
        await using var reader = await command.ExecuteReaderAsync(session.Cancellation);
        while (await reader.ReadAsync(session.Cancellation))
            changed.Add(reader.GetGuid(0));
        return changed;
    }
}
