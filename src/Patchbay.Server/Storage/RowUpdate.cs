using System.Text.RegularExpressions;

namespace Patchbay.Server.Storage;

/// <summary>Updates many rows of a table, each from a given row. The table's key is a column <c>id</c>.</summary>
/// <param name="columns">The columns of the given rows; the statement calls them <c>given.x</c>.</param>
/// <param name="table">The name of the table.</param>
/// <param name="set">The assignments.</param>
/// <param name="where">The condition that finds the table's row for a given row.</param>
internal sealed partial class RowUpdate<T>(RowColumns<T> columns, string table, string set, string where)
{
    // SQLite gets each value in place, because a join with a row of parameters costs half as much again.
    private readonly string _sqlite = Given()
            .Replace($"update {table} set {set} where {where}", given => columns.PlaceOf(given.Groups["name"].Value)),
        _postgres =
            $"""
                update {table} set {set} from {columns.Unnest} as given ({columns.Names})
                where {where} returning {table}.id
                """;

    /// <summary>Runs the update and returns the ids of the rows that changed.</summary>
    /// <param name="session">A transaction.</param>
    /// <param name="rows">The given rows; at most one for each row of the table.</param>
    /// <param name="id">The id of the table's row that a given row changes.</param>
    public Task<IReadOnlySet<Guid>> RunAsync(DbSession session, IReadOnlyList<T> rows, Func<T, Guid> id) =>
        ChangedRows.RunAsync(session, columns, (_sqlite, _postgres), rows, id);

    [GeneratedRegex(@"\bgiven\.(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Given();
}
