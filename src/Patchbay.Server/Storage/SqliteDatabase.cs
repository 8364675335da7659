using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Storage;

/// <summary>
/// One file, one writing connection for everything: a second writer would only wait for the first in 150 ms sleeps.
/// Readers are read-only and never wait (write-ahead log).
/// </summary>
public sealed class SqliteDatabase : Database
{
    private const int CannotOpen = 14, Busy = 5, Full = 13, IoError = 10, ReadOnly = 8, UniqueViolation = 2067, PrimaryKeyViolation = 1555;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteConnection _writer;
    private readonly string _readerString;

    public SqliteDatabase(string file)
    {
        SqliteLibrary.Load();
        PrivateFile.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _writer.Open();
        _writer.Execute("""
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma foreign_keys = on;
            pragma busy_timeout = 5000;
            pragma secure_delete = on;
            """);
        _readerString = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly }.ToString();
    }

    public override string Dialect => "sqlite";

    public override async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(_readerString);
        await connection.OpenAsync(cancellation);
        return await work(new DbSession(connection, null, cancellation));
    }

    public override async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await InTransactionAsync(_writer, work, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async Task WithSchemaLockAsync(Func<DbConnection, Task> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await work(_writer);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async Task<string> VersionAsync(CancellationToken cancellation) =>
        "SQLite " + await ReadAsync(session => session.ScalarAsync<string>("select sqlite_version()"), cancellation);

    public override bool IsUnavailable(Exception error) =>
        error is SqliteException { SqliteErrorCode: CannotOpen or Busy or Full or IoError or ReadOnly };

    public override bool IsDuplicate(Exception error) =>
        error is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };

    /// <summary>The write-ahead log keeps old pages until it is folded back; the file itself overwrites what is deleted (secure_delete).</summary>
    public override async Task ForgetDeletedAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await _writer.ExecuteAsync(new CommandDefinition("pragma wal_checkpoint(truncate)", cancellationToken: cancellation));
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(); // whoever writes now finishes first
        await _writer.DisposeAsync();
        using var readers = new SqliteConnection(_readerString);
        SqliteConnection.ClearPool(readers);
        _turn.Dispose();
    }
}
