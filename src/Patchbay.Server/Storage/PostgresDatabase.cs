using System.Data.Common;
using Dapper;
using Npgsql;

namespace Patchbay.Server.Storage;

public sealed class PostgresDatabase : Database
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

    private readonly string _connectionString;
    private readonly NpgsqlDataSource _source;
    private readonly PostgresWatch _watch;

    public PostgresDatabase(string connectionString)
    {
        _connectionString = WithDefaults(connectionString);
        _source = NpgsqlDataSource.Create(_connectionString);
        _watch = new(ProbeAsync, _source.Clear);
    }

    public override string Dialect => "postgres";

    public override bool HasAbandonedWork => _watch.HasAbandoned;

    /// <summary>Opens a connection for statements that need features of Npgsql that a session does not offer.</summary>
    internal ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) =>
        _source.OpenConnectionAsync(cancellation);

    /// <summary>Runs urgent work that opens its own connection.</summary>
    internal Task<T> UrgentlyAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        WatchedAsync(work, isUrgent: true, cancellation);

    public override async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            return await WatchedAsync(stop => ReadOnceAsync(work, stop), Urgency.IsUrgent, cancellation);
        }
        // A pooled connection breaks when PostgreSQL restarts, which the first statement on it notices. The pool is
        // empty now, so the second try opens a new connection.
        catch (Exception error) when (IsBroken(error))
        {
            return await WatchedAsync(stop => ReadOnceAsync(work, stop), Urgency.IsUrgent, cancellation);
        }
    }

    public override Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellation) =>
        WatchedAsync(stop => WriteOnceAsync(work, stop), Urgency.IsUrgent, cancellation);

    private async Task<T> ReadOnceAsync<T>(Func<DbSession, Task<T>> work, CancellationToken stop)
    {
        await using var connection = await _source.OpenConnectionAsync(stop);
        return await work(new DbSession(connection, null, stop));
    }

    private async Task<T> WriteOnceAsync<T>(Func<DbSession, Task<T>> work, CancellationToken stop)
    {
        await using var connection = await _source.OpenConnectionAsync(stop);
        return await InTransactionAsync(connection, work, stop);
    }

    private async Task<T> WatchedAsync<T>(
        Func<CancellationToken, Task<T>> work,
        bool isUrgent,
        CancellationToken cancellation
    )
    {
        try
        {
            return await _watch.RunAsync(work, isUrgent, cancellation);
        }
        catch (Exception error) when (IsBroken(error))
        {
            _source.Clear(); // the other idle connections are probably stale too
            throw;
        }
    }

    private async Task ProbeAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false, Timeout = 3 }.ToString()
        );
        await connection.OpenAsync(cancellation);
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
            // The keepalive notices a connection whose other end has gone without a word.
            new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false, KeepAlive = 15 }.ToString()
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

    public override bool IsUnavailable(Exception error) => IsTrouble(error);

    public override string Describe(Exception error) =>
        $"PostgreSQL ({Place}) cannot be used: {error.Message.TrimEnd('.')}. Check Storage:Postgres and that server.";

    private string Place
    {
        get
        {
            var given = new NpgsqlConnectionStringBuilder(_connectionString);
            return $"{given.Host}:{given.Port}, database {given.Database}";
        }
    }

    internal static bool IsTrouble(Exception error) =>
        error is TimeoutException or NpgsqlException { IsTransient: true } or NpgsqlException and not PostgresException
        || error is PostgresException { SqlState: var state }
            && Array.Exists(Troubles, start => state.StartsWith(start, StringComparison.Ordinal));

    public override bool IsDuplicate(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    // The connection failed; PostgreSQL did not refuse the statement.
    private static bool IsBroken(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown }
        || error is NpgsqlException { InnerException: IOException };

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
        // The watch gives up earlier and on a thread of its own; Npgsql would wait on a thread of the pool.
        if (!IsGiven("Command Timeout"))
            builder.CommandTimeout = 120;
        if (!IsGiven("Cancellation Timeout"))
            builder.CancellationTimeout = -1;
        return builder.ToString();

        bool IsGiven(string name) => builder.ShouldSerialize(name); // ContainsKey is true for every known name
    }

    public override ValueTask DisposeAsync()
    {
        _watch.Dispose();
        return _source.DisposeAsync();
    }
}
