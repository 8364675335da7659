using Microsoft.Data.Sqlite;
using Patchbay.Server.Storage;
using SQLitePCL;

namespace Patchbay.Server.Inbound;

/// <summary>Two statements, prepared once and run a row at a time: nothing of SQLite's costs less.</summary>
internal sealed class SqliteInboundWriter(Database database) : InboundWriter
{
    private const string Insert =
        """
        insert into inbound_events (environment, object, entry_id, number_id, field, kind, dedupe_key, change, received_at, traceparent)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) on conflict (dedupe_key) do nothing
        """;

    private const string Await = "insert into inbound_pending (event_id, due_at, attempts) values (?1, ?2, 0)";

    private sqlite3? _handle;
    private sqlite3_stmt? _insert, _await;

    public override Task<int> WriteAsync(IReadOnlyList<IncomingEvent> events, CancellationToken cancellation) => database.WriteAsync(session =>
    {
        Prepare(((SqliteConnection)session.Connection).Handle!);
        var added = 0;
        foreach (var one in events)
        {
            if (Add(one)) added++;
        }
        return Task.FromResult(added);
    }, cancellation);

    public override void Dispose()
    {
        _insert?.Dispose();
        _await?.Dispose();
        base.Dispose();
    }

    private void Prepare(sqlite3 handle)
    {
        if (_handle is not null) return;
        Check(raw.sqlite3_prepare_v2(handle, Insert, out _insert), handle);
        Check(raw.sqlite3_prepare_v2(handle, Await, out _await), handle);
        _handle = handle;
    }

    private bool Add(IncomingEvent incoming)
    {
        var (statement, one, at) = (_insert!, incoming.Event, incoming.ReceivedAt.ToUnixTimeMilliseconds());
        Span<byte> key = stackalloc byte[16];
        one.Key.TryWriteBytes(key, bigEndian: true, out _);
        raw.sqlite3_bind_text(statement, 1, incoming.Environment);
        raw.sqlite3_bind_text(statement, 2, one.Object);
        raw.sqlite3_bind_text(statement, 3, one.EntryId);
        if (one.NumberId is null) raw.sqlite3_bind_null(statement, 4);
        else raw.sqlite3_bind_text(statement, 4, one.NumberId);
        raw.sqlite3_bind_text(statement, 5, one.Field);
        raw.sqlite3_bind_text(statement, 6, one.Kind);
        raw.sqlite3_bind_blob(statement, 7, key);
        raw.sqlite3_bind_blob(statement, 8, one.Change.Span);
        raw.sqlite3_bind_int64(statement, 9, at);
        if (incoming.Traceparent is null) raw.sqlite3_bind_null(statement, 10);
        else raw.sqlite3_bind_text(statement, 10, incoming.Traceparent);
        Run(statement);
        if (raw.sqlite3_changes(_handle!) == 0) return false;
        raw.sqlite3_bind_int64(_await!, 1, raw.sqlite3_last_insert_rowid(_handle!));
        raw.sqlite3_bind_int64(_await!, 2, at);
        Run(_await!);
        return true;
    }

    private void Run(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        var reset = raw.sqlite3_reset(statement); // says the same as a step that failed
        if (result != raw.SQLITE_DONE) Check(reset == raw.SQLITE_OK ? result : reset, _handle!);
    }

    private static void Check(int result, sqlite3 handle)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, handle);
    }
}
