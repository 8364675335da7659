using System.Data.Common;
using System.Text.Json;

namespace Patchbay.Server.Storage;

/// <summary>The database of this server. Reads use any connection; each write has a transaction.</summary>
public abstract partial class Database : IAsyncDisposable
{
    static Database() => ColumnTypes.Register();

    /// <summary>"sqlite" or "postgres".</summary>
    public abstract string Dialect { get; }

    /// <summary>
    /// True on PostgreSQL. For Storage, tests and measures; features use members such as <see cref="ForUpdate"/>.
    /// </summary>
    public bool IsPostgres => Dialect == "postgres";

    /// <summary>True when several servers may use the database at once. A SQLite file belongs to one server.</summary>
    public bool IsShared => IsPostgres;

    public abstract Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellation);

    /// <summary>Commits when <paramref name="work"/> returns; an exception rolls everything back.</summary>
    public abstract Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellation);

    public Task WriteAsync(Func<DbSession, Task> work, CancellationToken cancellation) =>
        WriteAsync(
            async session =>
            {
                await work(session);
                return true;
            },
            cancellation
        );

    /// <summary>Wakes the listeners of a channel in every server on this database.</summary>
    public abstract Task NotifyAsync(string channel, string payload, CancellationToken cancellation);

    /// <summary>
    /// Listens until the connection breaks or <paramref name="cancellation"/> is cancelled, and then throws.
    /// </summary>
    /// <param name="channels">The names of the channels, which are constants in the code.</param>
    /// <param name="listening">Called when the connection has started to listen.</param>
    /// <param name="heard">Called with channel and payload.</param>
    /// <param name="cancellation">Stops listening.</param>
    public abstract Task ListenAsync(
        IReadOnlyCollection<string> channels,
        Action listening,
        Action<string, string> heard,
        CancellationToken cancellation
    );

    /// <summary>
    /// Runs <paramref name="work"/> under a lock, so that only one server at a time applies schema files.
    /// </summary>
    public abstract Task WithSchemaLockAsync(Func<DbConnection, Task> work, CancellationToken cancellation);

    /// <summary>The library and version behind this database, for the readiness answer.</summary>
    public abstract Task<string> VersionAsync(CancellationToken cancellation);

    /// <summary>
    /// True when <paramref name="error"/> says that the database cannot be reached, or cannot write any row now.
    /// </summary>
    public abstract bool IsUnavailable(Exception error);

    /// <summary>Says in a sentence or two what is wrong with the database and what to do.</summary>
    public abstract string Describe(Exception error);

    /// <summary>
    /// True while work that was given up because the database hangs may still read its arguments, such as buffers.
    /// </summary>
    public virtual bool HasAbandonedWork => false;

    /// <summary>Whether an error, or its cause, says that a database of either kind cannot be used now.</summary>
    public static bool IsOutage(Exception error) =>
        SqliteDatabase.IsTrouble(error)
        || (PostgresDatabase.IsTrouble(error) && error is not TimeoutException)
        || error is DatabaseHangsException
        || (error.InnerException is { } cause && IsOutage(cause));

    /// <summary>True when <paramref name="error"/> says that a unique index already has the row.</summary>
    public abstract bool IsDuplicate(Exception error);

    /// <summary>
    /// Removes the copies of deleted and overwritten rows that the database keeps outside its tables, if any.
    /// </summary>
    public virtual Task ForgetDeletedAsync(CancellationToken cancellation) => Task.CompletedTask;

    public abstract ValueTask DisposeAsync();

    protected static async Task<T> InTransactionAsync<T>(
        DbConnection connection,
        Func<DbSession, Task<T>> work,
        CancellationToken cancellation
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var session = new DbSession(connection, transaction, cancellation);
        var result = await work(session);
        await session.CompleteAsync();
        await transaction.CommitAsync(cancellation);
        session.Committed();
        return result;
    }
}
