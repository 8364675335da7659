using Npgsql;
using NpgsqlTypes;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>One statement with a column an array: one round trip, and a transaction of its own.</summary>
internal sealed class PostgresInboundWriter(PostgresDatabase database) : InboundWriter, IAsyncDisposable
{
    private const string Insert = """
        with new as (
            insert into inbound_events (environment, object, entry_id, number_id, field, kind, dedupe_key, change, received_at, traceparent)
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (dedupe_key) do nothing returning id, received_at)
        insert into inbound_pending (event_id, due_at, attempts) select id, received_at, 0 from new
        """;

    // Kept from batch to batch: the pool hands out another each time, and each has its own memory to warm.
    private NpgsqlConnection? _connection;

    public override async Task<int> WriteAsync(IReadOnlyList<IncomingEvent> events, CancellationToken cancellation)
    {
        _connection ??= await database.OpenAsync(cancellation);
        try
        {
            return await WriteAsync(_connection, events, cancellation);
        }
        catch
        {
            await DisposeAsync(); // whatever is wrong with it, the next batch gets one that the pool thinks well of
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.DisposeAsync();
    }

    private static async Task<int> WriteAsync(
        NpgsqlConnection connection,
        IReadOnlyList<IncomingEvent> events,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(Insert, connection);
        Add(NpgsqlDbType.Text, one => one.Environment);
        Add(NpgsqlDbType.Text, one => one.Event.Object);
        Add(NpgsqlDbType.Text, one => one.Event.EntryId);
        Add(NpgsqlDbType.Text, one => one.Event.NumberId);
        Add(NpgsqlDbType.Text, one => one.Event.Field);
        Add(NpgsqlDbType.Text, one => one.Event.Kind);
        Add(NpgsqlDbType.Uuid, one => one.Event.Key);
        Add(NpgsqlDbType.Bytea, one => one.Event.Change);
        Add(NpgsqlDbType.Bigint, one => one.ReceivedAt.ToUnixTimeMilliseconds());
        Add(NpgsqlDbType.Text, one => one.Traceparent);
        await command.PrepareAsync(cancellation);
        return await command.ExecuteNonQueryAsync(cancellation);

        void Add<T>(NpgsqlDbType type, Func<IncomingEvent, T> column)
        {
            var values = new T[events.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = column(events[i]);
            command.Parameters.Add(
                new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type }
            );
        }
    }
}
