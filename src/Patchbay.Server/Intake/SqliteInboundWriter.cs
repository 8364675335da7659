using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>Two statements, prepared once and run a row at a time: nothing of SQLite's costs less.</summary>
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
                foreach (var one in events)
                {
                    if (Add(insert, pending, one))
                        added++;
                }
                return Task.FromResult(added);
            },
            cancellation
        );

    private static bool Add(SqliteStatement insert, SqliteStatement pending, IncomingEvent incoming)
    {
        var (one, at) = (incoming.Event, incoming.ReceivedAt.ToUnixTimeMilliseconds());
        Span<byte> key = stackalloc byte[16];
        one.Key.TryWriteBytes(key, bigEndian: true, out _);
        insert.Bind(1, incoming.Environment);
        insert.Bind(2, one.Object);
        insert.Bind(3, one.EntryId);
        insert.Bind(4, one.NumberId);
        insert.Bind(5, one.Field);
        insert.Bind(6, one.Kind);
        insert.Bind(7, key);
        insert.Bind(8, one.Change.Span);
        insert.Bind(9, at);
        insert.Bind(10, incoming.Traceparent);
        if (!insert.Run())
            return false;
        pending.Bind(1, insert.LastRowId);
        pending.Bind(2, at);
        return pending.Run();
    }
}
