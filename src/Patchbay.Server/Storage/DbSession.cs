using System.Data.Common;
using Dapper;

namespace Patchbay.Server.Storage;

/// <summary>One connection, in a transaction when writing. Stores use the database only through this class.</summary>
public sealed class DbSession(DbConnection connection, DbTransaction? transaction, CancellationToken cancellation)
{
    private List<Action>? _afterCommit;
    private List<Gathered>? _gathered;

    public DbConnection Connection => connection;

    public DbTransaction? Transaction => transaction;

    internal CancellationToken Cancellation => cancellation;

    /// <summary>
    /// Collects items that this transaction does not read again. <paramref name="write"/> runs once, right before the
    /// commit, with all its items in the order in which they were added. An exception rolls everything back.
    /// </summary>
    /// <param name="write">Items given with the same method are written together.</param>
    /// <param name="item">The item to write.</param>
    public void BeforeCommit<T>(Func<DbSession, IReadOnlyList<T>, Task> write, T item)
    {
        _gathered ??= [];
        if (_gathered.Find(known => known.Write.Equals(write)) is not Gathered<T> gathered)
            _gathered.Add(gathered = new(write));
        gathered.Items.Add(item);
    }

    /// <summary>Runs an action after the commit, but not after a rollback. The action must not throw.</summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    internal async Task CompleteAsync()
    {
        while (_gathered is { } gathered)
        {
            _gathered = null; // a write may gather more
            foreach (var write in gathered)
                await write.RunAsync(this);
        }
    }

    internal void Committed() => _afterCommit?.ForEach(action => action());

    public Task<int> ExecuteAsync(string sql, object? args = null) => connection.ExecuteAsync(Command(sql, args));

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? args = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Command(sql, args));

    public Task<T?> ScalarAsync<T>(string sql, object? args = null) =>
        connection.ExecuteScalarAsync<T>(Command(sql, args));

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? args = null) =>
        (await connection.QueryAsync<T>(Command(sql, args))).AsList();

    private CommandDefinition Command(string sql, object? args) =>
        new(sql, args, transaction, cancellationToken: cancellation);

    private abstract class Gathered(Delegate write)
    {
        public Delegate Write => write;

        public abstract Task RunAsync(DbSession session);
    }

    private sealed class Gathered<T>(Func<DbSession, IReadOnlyList<T>, Task> write) : Gathered(write)
    {
        public List<T> Items { get; } = [];

        public override Task RunAsync(DbSession session) => write(session, Items);
    }
}
