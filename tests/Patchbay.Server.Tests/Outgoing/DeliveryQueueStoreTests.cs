using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>The test acts as two workers, "a" and "b", on one database; the server's own worker is stopped.</summary>
public sealed class DeliveryQueueStoreTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    [Theory, EachDatabase]
    public async Task An_endpoint_has_one_holder_until_its_lease_ends(DatabaseKind kind)
    {
        await using var stage = await QuietStage.StartAsync(kind);
        var first = await stage.LeaseAsync("a");
        (await stage.LeaseAsync("b")).ShouldBeNull();
        stage.Clock.Advance(Lease);
        (await stage.LeaseAsync("b"))!.LeaseEpoch.ShouldBe(first!.LeaseEpoch + 1);
        (await stage.LeaseAsync("a")).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task Only_one_of_many_concurrent_claims_succeeds(DatabaseKind kind)
    {
        await using var stage = await QuietStage.StartAsync(kind);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => stage.LeaseAsync($"worker {i}")));
        claims.Count(claim => claim is not null).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_late_renewal_by_the_same_worker_keeps_the_epoch(DatabaseKind kind)
    {
        await using var stage = await QuietStage.StartAsync(kind);
        var first = await stage.LeaseAsync("a");
        stage.Clock.Advance(Lease * 2);
        (await stage.LeaseAsync("a"))!.LeaseEpoch.ShouldBe(first!.LeaseEpoch);
    }

    [Theory, EachDatabase]
    public async Task A_result_of_a_lost_lease_is_not_stored(DatabaseKind kind)
    {
        await using var stage = await QuietStage.StartAsync(kind, events: 1);
        var (stale, delivery) = (await stage.LeaseAsync("a"), (await stage.DueAsync(10)).ShouldHaveSingleItem());
        stage.Clock.Advance(Lease);
        var mine = await stage.LeaseAsync("b");
        (await stage.StoreAsync(delivery, stale!)).ShouldBeFalse();
        (await stage.AttemptsAsync(delivery)).ShouldBe(0);
        (await stage.StoreAsync(delivery, mine!)).ShouldBeTrue();
        (await stage.AttemptsAsync(delivery)).ShouldBe(1);
        (await stage.StoreAsync(delivery, mine!)).ShouldBeFalse("the same result twice");
    }

    [Fact]
    public async Task Storing_results_reads_only_their_deliveries_even_with_outdated_table_statistics()
    {
        Assert.SkipWhen(
            TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );
        await using var stage = await QuietStage.StartAsync(DatabaseKind.Postgres, events: 1);
        var lease = await stage.LeaseAsync("a");
        // The statistics are from a time when almost no delivery was pending.
        await stage.FillAsync(5_000);
        await stage.ExecuteAsync("update deliveries set state = 'delivered' where random() < 0.99");
        await stage.ExecuteAsync("analyze deliveries");
        await stage.FillAsync(20_000);
        var due = await stage.DueAsync(300);

        (await stage.ReadWhileStoringAsync(due, lease!)).ShouldBeLessThanOrEqualTo(
            300 * 2,
            "once for the update, once for each attempt's reference"
        );
    }

    [Theory, EachDatabase]
    public async Task Released_endpoints_are_free_at_once_and_report_pending_deliveries(DatabaseKind kind)
    {
        await using var stage = await QuietStage.StartAsync(kind, events: 1);
        await stage.LeaseAsync("a");
        var waiting = await stage.Queues.ReleaseAsync("a", [stage.EndpointId], default);
        waiting.ShouldHaveSingleItem().DueAt.ShouldBe(stage.Clock.GetUtcNow());
        (await stage.LeaseAsync("b")).ShouldNotBeNull();
        await stage.Queues.ReleaseAsync("a", [stage.EndpointId], default);
        (await stage.LeaseAsync("c")).ShouldBeNull("only its holder can give it back");
    }

    [Theory, EachDatabase]
    public async Task A_scan_names_each_endpoint_with_pending_deliveries_and_when_they_are_due(DatabaseKind kind)
    {
        await using var stage = await QuietStage.StartAsync(kind, events: 3);
        var other = Guid.Parse(
            OutgoingStage.Id(await stage.Outgoing.CreateHookAsync("\"message.read\"", path: "/other"))
        );
        await stage.Outgoing.CreateHookAsync("\"message.failed\"", path: "/nothing");
        stage.Clock.Advance(TimeSpan.FromSeconds(5));
        await stage.Outgoing.PublishAsync(EventNames.MessageRead);

        var due = (await stage.Queues.ScanAsync("a", default)).ToDictionary(
            endpoint => endpoint.EndpointId,
            endpoint => endpoint.DueAt
        );
        due.ShouldBe(
            new Dictionary<Guid, DateTimeOffset>
            {
                [stage.EndpointId] = stage.Clock.GetUtcNow().AddSeconds(-5),
                [other] = stage.Clock.GetUtcNow(),
            },
            ignoreOrder: true
        );

        await stage.LeaseAsync("b");
        due = (await stage.Queues.ScanAsync("a", default)).ToDictionary(
            endpoint => endpoint.EndpointId,
            endpoint => endpoint.DueAt
        );
        due[stage.EndpointId].ShouldBe(stage.Clock.GetUtcNow() + Lease, "held by another");
    }

    [Theory, EachDatabase]
    public async Task The_oldest_due_deliveries_come_first_in_the_order_of_their_events(DatabaseKind kind)
    {
        await using var stage = await QuietStage.StartAsync(kind, events: 20); // all within one millisecond
        var all = await stage.DueAsync(100);
        all.Select(delivery => delivery.Data).ShouldBe(Enumerable.Range(0, 20).Select(QuietStage.DataOf));
        (await stage.DueAsync(7)).Select(delivery => delivery.Id).ShouldBe(all.Take(7).Select(delivery => delivery.Id));
    }

    [Theory, EachDatabase]
    public async Task Deleting_an_endpoint_does_not_deadlock_with_storing_results(DatabaseKind kind)
    {
        await using var stage = await QuietStage.StartAsync(kind, events: 200);
        var lease = await stage.LeaseAsync("a");
        var due = await stage.DueAsync(200);
        var store = stage.Host.Get<EndpointStore>();
        var storing = Task.WhenAll(
            due.Chunk(10)
                .Select(async chunk =>
                {
                    foreach (var delivery in chunk)
                        await stage.StoreAsync(delivery, lease!);
                })
        );
        (await store.DeleteAsync(stage.Outgoing.Acme.SandboxTenant, stage.EndpointId, default)).ShouldBeTrue();
        var pruning = PruneDeletedAsync(stage);
        // A deadlock would throw.
        await Task.WhenAll(storing, pruning).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        (await stage.Outgoing.Api.GetAsync($"/v1/outgoing-webhooks/{stage.EndpointId}")).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NotFound
        );
        (await stage.Outgoing.Api.GetAsync($"/v1/webhook-deliveries/{due[0].Id}")).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NotFound
        );
        (await stage.CountAsync("endpoints")).ShouldBe(0);
        (await stage.CountAsync("deliveries")).ShouldBe(0);
        (await stage.CountAsync("delivery_attempts")).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task Events_are_kept_for_the_retention_and_then_deleted_with_deliveries_and_attempts(DatabaseKind kind)
    {
        await using var stage = await QuietStage.StartAsync(kind, events: 5);
        var lease = await stage.LeaseAsync("a");
        foreach (var delivery in await stage.DueAsync(10))
            await stage.StoreAsync(delivery, lease!);
        stage.Clock.Advance(TimeSpan.FromDays(30));
        (await PruneAsync(stage)).ShouldBe(0);
        stage.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await stage.Outgoing.PublishAsync();
        (await PruneAsync(stage)).ShouldBe(3);
        (await PruneAsync(stage)).ShouldBe(2);
        (await stage.CountAsync("events")).ShouldBe(1);
        (await stage.CountAsync("deliveries")).ShouldBe(1);
        (await stage.CountAsync("delivery_attempts")).ShouldBe(0);
    }

    private static async Task PruneDeletedAsync(QuietStage stage)
    {
        while (
            await stage
                .Host.Get<DeliveryStore>()
                .PruneDeletedAsync(stage.Clock.GetUtcNow(), TimeSpan.FromDays(30), 50, default) > 0
        ) { }
    }

    private static Task<int> PruneAsync(QuietStage stage) =>
        stage.Host.Get<DeliveryStore>().PruneAsync(stage.Clock.GetUtcNow(), TimeSpan.FromDays(30), 3, default);

    private sealed class QuietStage : IAsyncDisposable
    {
        private QuietStage(OutgoingStage outgoing, Guid endpointId) => (Outgoing, EndpointId) = (outgoing, endpointId);

        public OutgoingStage Outgoing { get; }

        public Guid EndpointId { get; }

        public PatchbayHost Host => Outgoing.Host;

        public ManualClock Clock => Host.Clock;

        public DeliveryQueueStore Queues => Host.Get<DeliveryQueueStore>();

        public static async Task<QuietStage> StartAsync(DatabaseKind kind, int events = 0)
        {
            var outgoing = await OutgoingStage.StartAsync(kind);
            await OutgoingStage.StopWorkerAsync(outgoing.Host);
            // The pruner wakes when the clock moves, and would prune during a test.
            await outgoing.Host.Get<Pruner>().StopAsync(default);
            var hook = await outgoing.CreateHookAsync("\"message.received\"");
            for (var i = 0; i < events; i++)
                await outgoing.PublishAsync(data: DataOf(i));
            return new(outgoing, Guid.Parse(OutgoingStage.Id(hook)));
        }

        public static string DataOf(int n) => $$"""{"n":{{n}}}""";

        public async Task<EndpointLease?> LeaseAsync(string owner) =>
            (await Queues.LeaseAsync(owner, [EndpointId], Clock.GetUtcNow() + Lease, default)).SingleOrDefault();

        public Task<IReadOnlyList<QueuedDelivery>> DueAsync(int rows) =>
            Queues.DueAsync(new Dictionary<Guid, int> { [EndpointId] = rows }, default);

        public async Task<bool> StoreAsync(QueuedDelivery delivery, EndpointLease lease) =>
            await Host.Get<Database>()
                .WriteAsync(
                    async session =>
                    {
                        await Queues.LockAsync(session, [EndpointId]);
                        return (
                            await Host.Get<DeliveryOutcomeStore>().StoreAsync(session, [OutcomeOf(delivery, lease)])
                        ).Contains(delivery.Id);
                    },
                    default
                );

        /// <summary>How many deliveries PostgreSQL read to store these results.</summary>
        public Task<long> ReadWhileStoringAsync(IReadOnlyList<QueuedDelivery> deliveries, EndpointLease lease) =>
            Host.Get<Database>()
                .WriteAsync(
                    async session =>
                    {
                        const string Read =
                            "select seq_tup_read + coalesce(idx_tup_fetch, 0) "
                            + "from pg_stat_xact_user_tables where relname = 'deliveries'";
                        // PostgreSQL reports its counts up to a second late, so the difference counts.
                        var before = await session.ScalarAsync<long>(Read);
                        var stored = await Host.Get<DeliveryOutcomeStore>()
                            .StoreAsync(session, [.. deliveries.Select(delivery => OutcomeOf(delivery, lease))]);
                        stored.Count.ShouldBe(deliveries.Count);
                        return await session.ScalarAsync<long>(Read) - before;
                    },
                    default
                );

        /// <summary>Copies of the first event, each with its delivery.</summary>
        public async Task FillAsync(int count)
        {
            await CopiesAsync(
                "events",
                "id",
                "gen_random_uuid()",
                $"(select * from events limit 1) first, generate_series(1, {count})"
            );
            await CopiesAsync(
                "deliveries",
                "id, event_id",
                "gen_random_uuid(), fresh.event_id",
                "(select * from deliveries limit 1) first, "
                    + "(select e.id as event_id from events e "
                    + "where not exists (select 1 from deliveries d where d.event_id = e.id)) fresh"
            );
        }

        public Task ExecuteAsync(string sql) =>
            Host.Get<Database>().WriteAsync(session => session.ExecuteAsync(sql), default);

        private async Task CopiesAsync(string table, string own, string values, string from)
        {
            var columns = await Host.Get<Database>()
                .ReadAsync(
                    session =>
                        session.ListAsync<string>(
                            "select column_name from information_schema.columns where table_name = @table",
                            new { table }
                        ),
                    default
                );
            var same = columns.Except(own.Split(", ")).ToList();
            await ExecuteAsync(
                $"insert into {table} ({own}, {string.Join(", ", same)}) "
                    + $"select {values}, {string.Join(", ", same.Select(name => "first." + name))} from {from}"
            );
        }

        private DeliveryOutcome OutcomeOf(QueuedDelivery delivery, EndpointLease lease)
        {
            var attempt = new AttemptRow
            {
                DeliveryId = delivery.Id,
                Number = delivery.AttemptCount + 1,
                Trigger = AttemptTrigger.Schedule,
                StartedAt = Clock.GetUtcNow(),
                DurationMs = 1,
                Outcome = "succeeded",
                StatusCode = 200,
            };
            return new(
                delivery,
                lease.LeaseEpoch,
                attempt,
                new(DeliveryState.Delivered),
                delivery.DueAt,
                Clock.GetUtcNow()
            );
        }

        public async Task<int> AttemptsAsync(QueuedDelivery delivery) =>
            (await Host.Get<DeliveryStore>().AttemptsAsync(delivery.Id, default)).Count;

        public Task<int> CountAsync(string table) =>
            Host.Get<Database>()
                .ReadAsync(session => session.ScalarAsync<int>($"select count(*) from {table}"), default)!;

        public ValueTask DisposeAsync() => Outgoing.DisposeAsync();
    }
}
