using System.Data.Common;
using Dapper;
using Npgsql;

namespace Patchbay.Server.Storage;

public sealed class PostgresDatabase(string connectionString) : Database
{
    private const long SchemaLock = 0x5061746368626179; // "Patchbay"

    // Classes of codes and codes that speak of the server, whatever was to be written: connection, resources, operator
    // intervention, system error, internal error, and a server that is a standby by now.
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

    /// <summary>A connection for statements that need more of Npgsql than a session shows.</summary>
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

    /// <summary>
    /// Listens on a connection of its own until that breaks or <paramref name="cancellation"/>: then it throws.
    /// </summary>
    /// <param name="channels">Names, fixed in the code.</param>
    /// <param name="listening">Called once the words spoken from now on are heard.</param>
    /// <param name="heard">Called with channel and payload.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task ListenAsync(
        IReadOnlyCollection<string> channels,
        Action listening,
        Action<string, string> heard,
        CancellationToken cancellation
    )
    {
        // Of no pool: the next to take it from there would go on listening.
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(WithDefaults(connectionString)) { Pooling = false }.ToString()
        );
        await connection.OpenAsync(cancellation);
        connection.Notification += (_, word) => heard(word.Channel, word.Payload);
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

    public Task NotifyAsync(string channel, string payload, CancellationToken cancellation) =>
        ReadAsync(
            session => session.ExecuteAsync("select pg_notify(@channel, @payload)", new { channel, payload }),
            cancellation
        );

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
        // What we set ends with its transaction: nothing is to be undone when a connection goes back to the pool.
        if (!IsGiven("No Reset On Close"))
            builder.NoResetOnClose = true;
        // A server that is paused inside a transaction holds its locks, and with them the other servers, until it is woken: the
        // database ends such a transaction.
        if (!IsGiven("Options"))
            builder.Options = "-c idle_in_transaction_session_timeout=10s";
        return builder.ToString();

        bool IsGiven(string name) => builder.ShouldSerialize(name); // ContainsKey says whether there is such a name
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();
}
