using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Patchbay.Server.Storage;

/// <summary>
/// A SQLite connection that keeps its statements prepared: the library below would parse and plan each anew at every
/// execution, which costs more than most of them take to run.
/// </summary>
internal sealed class PreparedConnection(string connectionString) : SqliteConnection(connectionString)
{
    // The statements of the program, with room for those whose text varies with what is asked.
    private const int MostKept = 300;

    private readonly Dictionary<string, SqliteCommand> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    /// <summary>A command for this text; prepared already when it was here before and is not in use.</summary>
    internal SqliteCommand Take(string text)
    {
        if (_kept.Remove(text, out var kept))
            return kept;
        var made = CreateCommand();
        made.CommandText = text;
        return made;
    }

    /// <summary>The statement of this text, kept as long as the connection; for the few that are written in the code.</summary>
    internal SqliteStatement Statement(string text) =>
        _statements.TryGetValue(text, out var known) ? known : _statements[text] = new SqliteStatement(Handle!, text);

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
