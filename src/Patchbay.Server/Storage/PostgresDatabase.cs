using System.Data.Common;
using Dapper;
using Npgsql;

namespace Patchbay.Server.Storage;

public sealed class PostgresDatabase(string connectionString) : Database
{
    private const long SchemaLock = 0x5061746368626179; // "Patchbay"

    // Codes and classes of codes for faults of the server, not of the statement: connection, resources, operator
    // intervention, system error, internal error, and a server that has become a standby.
    private static readonly string[] Troubles =
    [
        "08",
        "53",
        "57",
        "58",
        "XX",
        PostgresErrorCodes.ReadOnlySqlTransaction,
    ];

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(WithDefaults(connectionString));

    public override string Dialect => "postgres";

    /// <summary>Opens a connection for statements that need features of Npgsql that a session does not offer.</summary>
    internal ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) =>
        _source.OpenConnectionAsync(cancellation);

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

    public override async Task ListenAsync(
        IReadOnlyCollection<string> channels,
        Action listening,
        Action<string, string> heard,
        CancellationToken cancellation
    )
    {
        // Not pooled: the next user of a pooled connection would go on listening.
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(WithDefaults(connectionString)) { Pooling = false }.ToString()
        );
        await connection.OpenAsync(cancellation);
        connection.Notification += (_, notification) => heard(notification.Channel, notification.Payload);
        await connection.ExecuteAsync(
            new CommandDefinition(
                string.Join(';', channels.Select(channel => $"listen {channel}")),
                cancellationToken: cancellation
            )
        );
        listening();
        while (true)
            await connection.WaitAsync(cancellation);
    }

    public override Task NotifyAsync(string channel, string payload, CancellationToken cancellation) =>
        ReadAsync(
            session => session.ExecuteAsync("select pg_notify(@channel, @payload)", new { channel, payload }),
            cancellation
        );

    internal override QueuedInsert<T> QueuedInsert<T>(
        RowColumns<T> columns,
        QueueTables tables,
        Func<T, DateTimeOffset> receivedAt
    ) => new PostgresQueuedInsert<T>(this, columns, tables);

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
        || error is PostgresException { SqlState: var state }
            && Array.Exists(Troubles, start => state.StartsWith(start, StringComparison.Ordinal));

    public override bool IsDuplicate(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    private static string WithDefaults(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        // Every setting ends with its transaction, so a connection needs no reset when it returns to the pool.
        if (!IsGiven("No Reset On Close"))
            builder.NoResetOnClose = true;
        // A server that is paused inside a transaction would hold its locks and block the other servers, so the
        // database ends such a transaction.
        if (!IsGiven("Options"))
            builder.Options = "-c idle_in_transaction_session_timeout=10s";
        return builder.ToString();

        bool IsGiven(string name) => builder.ShouldSerialize(name); // ContainsKey is true for every known name
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();
}
