using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

public sealed class InboundStoreTests
{
    private const int Waiting = 5_000,
        Batch = 100;

    private const string EventsRead =
        "select seq_tup_read + coalesce(idx_tup_fetch, 0) "
        + "from pg_stat_xact_user_tables where relname = 'inbound_events'";

    [Fact]
    public async Task A_batch_reads_only_its_own_events_even_with_outdated_table_statistics()
    {
        Assert.SkipWhen(
            TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );
        await using var stage = await Stage.StartAsync(DatabaseKind.Postgres);
        await stage.Host.StopWorkAsync();
        var (database, store) = (stage.Host.Get<Database>(), stage.Host.Get<InboundStore>());
        await FillAsync(database, Waiting);
        // PostgreSQL takes the statistics while almost nothing waits, as between two bursts.
        await database.WriteAsync(
            session => session.ExecuteAsync("delete from inbound_pending where event_id % 500 <> 0"),
            default
        );
        await database.WriteAsync(session => session.ExecuteAsync("analyze inbound_events, inbound_pending"), default);
        await FillAsync(database, Waiting);

        var read = await database.WriteAsync(
            async session =>
            {
                // The counts include the last transactions of this connection for up to a second.
                var before = await session.ScalarAsync<long>(EventsRead);
                (await store.DueAsync(session, Batch)).Count.ShouldBe(Batch);
                return await session.ScalarAsync<long>(EventsRead) - before;
            },
            default
        );
        // Each event once for its size and once for its body.
        read.ShouldBe(2 * Batch);
    }

    [Fact]
    public async Task An_old_event_that_is_being_released_from_quarantine_is_not_pruned()
    {
        Assert.SkipWhen(
            TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );
        await using var stage = await Stage.StartAsync(DatabaseKind.Postgres);
        await stage.ShouldBeTakenAsync(Payload.Entry("1", Payload.Text("999", "wamid.stray")));
        await stage.WhenWorkedOffAsync();
        await stage.Host.StopWorkAsync();
        var (database, store, now) = (
            stage.Host.Get<Database>(),
            stage.Host.Get<InboundStore>(),
            stage.Clock.GetUtcNow() + TimeSpan.FromDays(31)
        );

        var (released, pruned) = await database.WriteAsync(
            async session =>
            {
                var count = await stage
                    .Host.Get<QuarantineStore>()
                    .ReleaseAsync(session, new(Environments.Sandbox, IsNumber: true, "999"));
                // Pruning runs on another connection, before this transaction commits.
                return (count, await store.PruneAsync(now, TimeSpan.FromDays(30), 200, default));
            },
            default
        );

        (released, pruned).ShouldBe((1, 0));
        (await database.WriteAsync(session => store.DueAsync(session, Batch), default)).ShouldHaveSingleItem();
    }

    private static Task FillAsync(Database database, int count) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    with new as (
                        insert into inbound_events (
                        environment, object, entry_id, field, kind, dedupe_key, change, received_at)
                        select 'sandbox', 'whatsapp_business_account', '1', 'messages', 'message',
                        gen_random_uuid(), decode(repeat('20', 1400), 'hex'), 0
                        from generate_series(1, @count) returning id)
                    insert into inbound_pending (event_id, due_at, attempts) select id, 0, 0 from new
                    """,
                    new { count }
                ),
            default
        );
}
