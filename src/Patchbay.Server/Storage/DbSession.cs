using System.Data.Common;
using Dapper;

namespace Patchbay.Server.Storage;

/// <summary>One connection, in a transaction when writing. Stores speak to the database only through this.</summary>
public sealed class DbSession(DbConnection connection, DbTransaction? transaction, CancellationToken cancellation)
{
    private List<Action>? _afterCommit;

    public DbConnection Connection => connection;

    public DbTransaction? Transaction => transaction;

    /// <summary>Runs once what was written can be seen by all; not at all when it rolls back. It must not throw.</summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    internal void Committed() => _afterCommit?.ForEach(action => action());

    public Task<int> ExecuteAsync(string sql, object? args = null) => connection.ExecuteAsync(Command(sql, args));

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? args = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Command(sql, args));

    public Task<T?> ScalarAsync<T>(string sql, object? args = null) => connection.ExecuteScalarAsync<T>(Command(sql, args));

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? args = null) =>
        (await connection.QueryAsync<T>(Command(sql, args))).AsList();

    private CommandDefinition Command(string sql, object? args) =>
        new(sql, args, transaction, cancellationToken: cancellation);
}
