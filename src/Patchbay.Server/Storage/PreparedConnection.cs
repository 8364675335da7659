using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Patchbay.Server.Storage;

/// <summary>
/// A SQLite connection that keeps its statements prepared. The library would parse and plan a statement at every
/// execution, which costs more than most statements take to run.
/// </summary>
internal sealed class PreparedConnection(string connectionString) : SqliteConnection(connectionString)
{
    // Enough for every statement of the program and for the statements whose text varies.
    private const int MostKept = 300;

    private readonly Dictionary<string, SqliteCommand> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    private sqlite3 Opened => Handle ?? throw new InvalidOperationException("The connection is not open.");

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    /// <summary>Returns a command for this text: a kept command if one is free, otherwise a new command.</summary>
    internal SqliteCommand Take(string text)
    {
        if (_kept.Remove(text, out var kept))
            return kept;
        var made = CreateCommand();
        made.CommandText = text;
        return made;
    }

    /// <summary>
    /// Returns the statement of this text and keeps it as long as the connection. Only for texts that do not vary.
    /// </summary>
    internal SqliteStatement Statement(string text) =>
        _statements.TryGetValue(text, out var known) ? known : _statements[text] = new SqliteStatement(Opened, text);

    /// <summary>The number of rows changed since the connection was opened.</summary>
    internal long Changes => raw.sqlite3_total_changes(Opened);

    internal void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (_kept.Count >= MostKept || !_kept.TryAdd(command.CommandText, command))
            command.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var statement in _statements.Values)
                statement.Dispose();
            foreach (var command in _kept.Values)
                command.Dispose();
            _statements.Clear();
            _kept.Clear();
        }
        base.Dispose(disposing);
    }
}
