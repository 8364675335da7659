using System.Text.RegularExpressions;

namespace Patchbay.Server.Storage;

/// <summary>Updates many rows of a table, each from a given row. The table's key is a column <c>id</c>.</summary>
/// <param name="columns">What is given; its columns are called <c>given.x</c>.</param>
/// <param name="table">Its name.</param>
/// <param name="set">What changes.</param>
/// <param name="where">Which row of the table, by the given one.</param>
internal sealed partial class RowUpdate<T>(RowColumns<T> columns, string table, string set, string where)
{
    // SQLite takes the values where they stand: a join with a row of parameters costs it half as much again.
    private readonly string _sqlite = Given()
            .Replace($"update {table} set {set} where {where}", given => columns.PlaceOf(given.Groups["name"].Value)),
        _postgres =
            $"""
                update {table} set {set} from {columns.Unnest} as given ({columns.Names})
                where {where} returning {table}.id
                """;

    /// <summary>The ids of the rows that changed.</summary>
    /// <param name="session">A transaction.</param>
    /// <param name="rows">What is given; at most one for each row of the table.</param>
    /// <param name="id">Which row of the table a given one changes.</param>
    public Task<IReadOnlySet<Guid>> RunAsync(DbSession session, IReadOnlyList<T> rows, Func<T, Guid> id) =>
        ChangedRows.RunAsync(session, columns, (_sqlite, _postgres), rows, id);

    [GeneratedRegex(@"\bgiven\.(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Given();
}
