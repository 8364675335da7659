using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Patchbay.Server.Storage;

/// <summary>
/// A prepared statement that is called without Dapper and ADO.NET, for rows written by the thousand, one at a time:
/// these layers would cost more than the row. It lives as long as its connection.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 connection, string text)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection, text, out _statement));
    }

    public long LastRowId => raw.sqlite3_last_insert_rowid(_connection);

    /// <param name="place">Counts from 1.</param>
    /// <param name="value">Null binds a null.</param>
    public void Bind(int place, string? value)
    {
        if (value is null)
            raw.sqlite3_bind_null(_statement, place);
        else
            raw.sqlite3_bind_text(_statement, place, value);
    }

    public void Bind(int place, long? value)
    {
        if (value is { } number)
            raw.sqlite3_bind_int64(_statement, place, number);
        else
            raw.sqlite3_bind_null(_statement, place);
    }

    public void Bind(int place, byte[]? value)
    {
        if (value is null)
            raw.sqlite3_bind_null(_statement, place);
        else
            Bind(place, value.AsSpan());
    }

    public void Bind(int place, ReadOnlySpan<byte> value) => raw.sqlite3_bind_blob(_statement, place, value);

    /// <summary>Binds a UUID in the form in which other statements compare it.</summary>
    public void Bind(int place, Guid? value)
    {
        if (value is not { } id)
        {
            raw.sqlite3_bind_null(_statement, place);
            return;
        }
        Span<byte> text = stackalloc byte[36];
        id.TryFormat(text, out _);
        raw.sqlite3_bind_text(_statement, place, (ReadOnlySpan<byte>)text);
    }

    /// <summary>Executes the statement with the bound values. Returns false when it changed nothing.</summary>
    public bool Run()
    {
        var result = raw.sqlite3_step(_statement);
        var reset = raw.sqlite3_reset(_statement); // repeats the error of a step that failed
        if (result != raw.SQLITE_DONE)
            Check(reset == raw.SQLITE_OK ? result : reset);
        return raw.sqlite3_changes(_connection) > 0;
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _connection);
    }
}
