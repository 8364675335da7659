using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>Two prepared statements, run once per row: the cheapest way that SQLite offers.</summary>
internal sealed class SqliteInboundWriter(Database database) : InboundWriter
{
    private const string Insert = """
        insert into inbound_events (environment, object, entry_id, number_id, field, kind, dedupe_key, change, received_at, traceparent)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) on conflict (dedupe_key) do nothing
        """;

    private const string Pending = "insert into inbound_pending (event_id, due_at, attempts) values (?1, ?2, 0)";

    public override Task<int> WriteAsync(IReadOnlyList<IncomingEvent> events, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
            {
                var connection = (PreparedConnection)session.Connection;
                var (insert, pending, added) = (connection.Statement(Insert), connection.Statement(Pending), 0);
                foreach (var incoming in events)
                {
                    if (Add(insert, pending, incoming))
                        added++;
                }
                return Task.FromResult(added);
            },
            cancellation
        );

    private static bool Add(SqliteStatement insert, SqliteStatement pending, IncomingEvent incoming)
    {
        var at = incoming.ReceivedAt.ToUnixTimeMilliseconds();
        insert.Bind(1, incoming.Environment);
        BindEvent(insert, incoming.Event);
        insert.Bind(9, at);
        insert.Bind(10, incoming.Traceparent);
        if (!insert.Run())
            return false;
        pending.Bind(1, insert.LastRowId);
        pending.Bind(2, at);
        return pending.Run();
    }

    private static void BindEvent(SqliteStatement insert, SplitEvent received)
    {
        Span<byte> key = stackalloc byte[16];
        received.Key.TryWriteBytes(key, bigEndian: true, out _);
        insert.Bind(2, received.Object);
        insert.Bind(3, received.EntryId);
        insert.Bind(4, received.NumberId);
        insert.Bind(5, received.Field);
        insert.Bind(6, received.Kind);
        insert.Bind(7, key);
        insert.Bind(8, received.Change.Span);
    }
}
