using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Patchbay.Server.Storage;

/// <summary>
/// One file with one writing connection: a second writer would only wait for the first, in sleeps of 150 ms. Readers
/// are read-only and never wait (write-ahead log).
/// </summary>
public sealed class SqliteDatabase : Database
{
    private const int UniqueViolation = 2067,
        PrimaryKeyViolation = 1555;

    // Codes for faults of the file or the machine, not of the statement.
    private static readonly int[] Troubles =
    [
        raw.SQLITE_BUSY,
        raw.SQLITE_LOCKED,
        raw.SQLITE_NOMEM,
        raw.SQLITE_READONLY,
        raw.SQLITE_IOERR,
        raw.SQLITE_CORRUPT,
        raw.SQLITE_FULL,
        raw.SQLITE_CANTOPEN,
        raw.SQLITE_PROTOCOL,
        raw.SQLITE_NOTADB,
    ];

    // A checkpoint runs when the log outgrows its last size, or after this many pages, estimated as one page for each
    // changed row and four for each commit. Rare checkpoints write a page that changes often only once.
    private const long PagesPerCheckpoint = 32 * 1024,
        LargeLog = 32 * 1024 * 1024;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentBag<PreparedConnection> _readers = [];
    private readonly PreparedConnection _writer;
    private readonly string _file,
        _readerString,
        _log;
    private readonly Lazy<SqliteConnection> _checkpointer;
    private Task _checkpoint = Task.CompletedTask;
    private long _commits,
        _pagesAtCheckpoint,
        _logAtCheckpoint = LargeLog;
    private bool _disposed;

    public SqliteDatabase(string file)
    {
        Batteries_V2.Init();
        _file = Path.GetFullPath(file);
        _log = _file + "-wal";
        _writer = OpenWriter(file);
        _readerString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString();
        _checkpointer = new(() =>
            Open(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString())
        );
    }

    private static PreparedConnection OpenWriter(string file)
    {
        try
        {
            PrivateFile.CreateFolder(PrivateFile.FolderOf(file));
            PrivateFile.Touch(file);
            var writer = Open(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
            SetUp(writer);
            return writer;
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(SqliteTrouble.Describe(Path.GetFullPath(file), error), error);
        }
    }

    private static void SetUp(PreparedConnection writer) =>
        // No checkpoint inside a commit, which would have to wait until the whole log is written back.
        // Larger pages hold several webhooks and halve the writes of a commit. The size affects new files only.
        writer.Execute(
            """
            pragma page_size = 8192;
            pragma busy_timeout = 5000;
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma foreign_keys = on;
            pragma secure_delete = on;
            pragma wal_autocheckpoint = 0;
            pragma cache_size = -16384;
            """
        );

    public override string Dialect => "sqlite";

    public override async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellation)
    {
        if (!_readers.TryTake(out var connection))
            connection = Open(_readerString);
        try
        {
            var result = await work(new DbSession(connection, null, cancellation));
            _readers.Add(connection);
            if (_disposed)
                DisposeReaders();
            return result;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await TransactAsync(_writer, work, cancellation);
        }
        finally
        {
            _commits++;
            if (_checkpoint.IsCompleted && IsLogLarge())
                _checkpoint = Task.Run(CheckpointAsync, CancellationToken.None);
            _turn.Release();
        }
    }

    // Uses statements instead of the library's transaction object. On a full disk SQLite rolls back by itself; the
    // object would then fail to roll back again, and its connection could never write again.
    private static async Task<T> TransactAsync<T>(
        SqliteConnection connection,
        Func<DbSession, Task<T>> work,
        CancellationToken cancellation
    )
    {
        await connection.ExecuteAsync("begin immediate");
        try
        {
            var session = new DbSession(connection, null, cancellation);
            var result = await work(session);
            await session.CompleteAsync();
            await connection.ExecuteAsync("commit");
            session.Committed();
            return result;
        }
        catch
        {
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
                await connection.ExecuteAsync("rollback");
            throw;
        }
    }

    /// <summary>Does nothing: a file belongs to one server, which wakes its own workers.</summary>
    public override Task NotifyAsync(string channel, string payload, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>Waits until <paramref name="cancellation"/>: no other server sends notifications.</summary>
    public override Task ListenAsync(
        IReadOnlyCollection<string> channels,
        Action listening,
        Action<string, string> heard,
        CancellationToken cancellation
    ) => new TaskCompletionSource().Task.WaitAsync(cancellation);

    internal override QueuedInsert<T> QueuedInsert<T>(
        RowColumns<T> columns,
        QueueTables tables,
        Func<T, DateTimeOffset> receivedAt
    ) => new SqliteQueuedInsert<T>(this, columns, tables, receivedAt);

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

    public override bool IsUnavailable(Exception error) => IsTrouble(error);

    public override string Describe(Exception error) => SqliteTrouble.Describe(_file, error);

    internal static bool IsTrouble(Exception error) =>
        error is SqliteException { SqliteErrorCode: var code } && Troubles.Contains(code);

    public override bool IsDuplicate(Exception error) =>
        error is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };

    /// <summary>
    /// Empties the write-ahead log, which keeps old pages. The file itself overwrites deleted rows (secure_delete).
    /// </summary>
    public override async Task ForgetDeletedAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await _writer.ExecuteAsync(
                new CommandDefinition("pragma wal_checkpoint(truncate)", cancellationToken: cancellation)
            );
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(); // the present write finishes first
        _turn.Release();
        await _checkpoint;
        await _turn.WaitAsync();
        _disposed = true;
        DisposeReaders();
        if (_checkpointer.IsValueCreated)
            await _checkpointer.Value.DisposeAsync();
        await _writer.DisposeAsync();
        _turn.Dispose();
    }

    private static PreparedConnection Open(string connectionString)
    {
        var connection = new PreparedConnection(connectionString);
        connection.Open();
        return connection;
    }

    private long Pages => _writer.Changes + (4 * _commits);

    private bool IsLogLarge() =>
        !_disposed && (Pages - _pagesAtCheckpoint > PagesPerCheckpoint || LogLength() > _logAtCheckpoint);

    private long LogLength() => new FileInfo(_log) is { Exists: true } log ? log.Length : 0;

    /// <summary>
    /// Copies the log into the file while commits go on, on a connection without a write lock. The few pages committed
    /// meanwhile are copied in the writer's turn, and the next commit starts the log from its beginning. A passive
    /// checkpoint does not wait for a reader that still needs the log; the next checkpoint completes it.
    /// </summary>
    private async Task CheckpointAsync()
    {
        try
        {
            _checkpointer.Value.Execute("pragma wal_checkpoint(passive)");
            await _turn.WaitAsync();
            try
            {
                _writer.Execute("pragma wal_checkpoint(passive)");
                _pagesAtCheckpoint = Pages;
                _logAtCheckpoint = Math.Max(LargeLog, LogLength());
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (SqliteException)
        {
            // On a full or broken disk the log keeps everything, commits report the fault, and the next checkpoint
            // tries again.
        }
    }

    private void DisposeReaders()
    {
        while (_readers.TryTake(out var reader))
            reader.Dispose();
    }
}
