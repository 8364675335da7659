using System.Data.Common;
using System.Text.Json;

namespace Patchbay.Server.Storage;

/// <summary>The one database of this server: reads on any connection, writes in a transaction of their own.</summary>
public abstract class Database : IAsyncDisposable
{
    static Database() => ColumnTypes.Register();

    /// <summary>"sqlite" or "postgres": the folder of its schema files, and the key of dialect-dependent statements.</summary>
    public abstract string Dialect { get; }

    public bool IsPostgres => Dialect == "postgres";

    /// <summary>Several servers may work on it at once. A SQLite file belongs to one.</summary>
    public bool IsShared => IsPostgres;

    /// <summary>Appended to a claiming select: rows another worker holds are passed over, not waited for.</summary>
    public string SkipLocked => IsPostgres ? "for update skip locked" : "";

    /// <summary>What follows a column to say that it is one of a list given as <see cref="ListParameter"/>.</summary>
    public string InList(string parameter) =>
        IsPostgres ? $"= any(@{parameter})" : $"in (select value from json_each(@{parameter}))";

    public object ListParameter(IReadOnlyCollection<Guid> values) =>
        IsPostgres ? values.ToArray() : "[" + string.Join(',', values.Select(value => $"\"{value}\"")) + "]";

    public object ListParameter(IReadOnlyCollection<long> values) =>
        IsPostgres ? values.ToArray() : "[" + string.Join(',', values) + "]";

    public object ListParameter(IReadOnlyCollection<string> values) =>
        IsPostgres
            ? values.ToArray()
            : "[" + string.Join(',', values.Select(value => $"\"{JsonEncodedText.Encode(value)}\"")) + "]";

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

    /// <summary>Runs <paramref name="work"/> while no other server applies schema files.</summary>
    public abstract Task WithSchemaLockAsync(Func<DbConnection, Task> work, CancellationToken cancellation);

    /// <summary>The library and version behind this database, for the readiness answer.</summary>
    public abstract Task<string> VersionAsync(CancellationToken cancellation);

    /// <summary>True when <paramref name="error"/> says that the database cannot be reached or cannot write now, whatever it is given.</summary>
    public abstract bool IsUnavailable(Exception error);

    /// <summary>True when <paramref name="error"/> says that a unique index already has the row.</summary>
    public abstract bool IsDuplicate(Exception error);

    /// <summary>Lets go of what deleted and overwritten rows left behind beside the tables, as far as this database keeps any.</summary>
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
