using Npgsql;
using NpgsqlTypes;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>One statement with an array per column: one round trip, and a transaction of its own.</summary>
internal sealed class PostgresInboundWriter(PostgresDatabase database) : InboundWriter, IAsyncDisposable
{
    private const string Insert = """
        with new as (
            insert into inbound_events (environment, object, entry_id, number_id, field, kind, dedupe_key, change, received_at, traceparent)
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (dedupe_key) do nothing returning id, received_at)
        insert into inbound_pending (event_id, due_at, attempts) select id, received_at, 0 from new
        """;

    private static readonly Func<IncomingEvent, string?>[] LeadingTexts =
    [
        incoming => incoming.Environment,
        incoming => incoming.Event.Object,
        incoming => incoming.Event.EntryId,
        incoming => incoming.Event.NumberId,
        incoming => incoming.Event.Field,
        incoming => incoming.Event.Kind,
    ];

    // Kept between batches. The pool would hand out a different connection each time, and each has buffers of its own to fill.
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
            await DisposeAsync(); // The connection may be broken; the next batch opens a new one.
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
        AddColumns(command, events);
        await command.PrepareAsync(cancellation);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>In the order of the parameters.</summary>
    private static void AddColumns(NpgsqlCommand command, IReadOnlyList<IncomingEvent> events)
    {
        foreach (var column in LeadingTexts)
            AddColumn(command, events, NpgsqlDbType.Text, column);
        AddColumn(command, events, NpgsqlDbType.Uuid, incoming => incoming.Event.Key);
        AddColumn(command, events, NpgsqlDbType.Bytea, incoming => incoming.Event.Change);
        AddColumn(command, events, NpgsqlDbType.Bigint, incoming => incoming.ReceivedAt.ToUnixTimeMilliseconds());
        AddColumn(command, events, NpgsqlDbType.Text, incoming => incoming.Traceparent);
    }

    private static void AddColumn<T>(
        NpgsqlCommand command,
        IReadOnlyList<IncomingEvent> events,
        NpgsqlDbType type,
        Func<IncomingEvent, T> valueOf
    )
    {
        var values = new T[events.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = valueOf(events[i]);
        command.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type }
        );
    }
}
