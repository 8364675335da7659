using System.Data.Common;
using Dapper;
using Npgsql;

namespace Patchbay.Server.Storage;

public sealed class PostgresDatabase(string connectionString) : Database
{
    private const long SchemaLock = 0x5061746368626179; // "Patchbay"

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public override string Dialect => "postgres";

    public override async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        return await work(new DbSession(connection, null, cancellation));
    }

    public override async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        return await InTransactionAsync(connection, work, cancellation);
    }

    public override async Task WithSchemaLockAsync(Func<DbConnection, Task> work, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync("select pg_advisory_lock(@SchemaLock)", new { SchemaLock });
        try
        {
            await work(connection);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@SchemaLock)", new { SchemaLock });
        }
    }

    public override async Task<string> VersionAsync(CancellationToken cancellation) =>
        "PostgreSQL " + await ReadAsync(session => session.ScalarAsync<string>("show server_version"), cancellation);

    public override bool IsUnavailable(Exception error) =>
        error is TimeoutException or NpgsqlException { IsTransient: true } or NpgsqlException and not PostgresException
        || error is PostgresException { SqlState: var state } && (state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal));

    public override bool IsDuplicate(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override ValueTask DisposeAsync() => _source.DisposeAsync();
}
