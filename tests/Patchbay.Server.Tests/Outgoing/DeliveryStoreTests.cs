using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>Claims by hand: the deliveries belong to a receiver that the server's own worker is kept from by holding their leases.</summary>
public sealed class DeliveryStoreTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    [Theory, EachDatabase]
    public async Task A_claim_excludes_others_until_its_lease_ends(DatabaseKind kind)
    {
        await using var stage = await QuietStageAsync(kind);
        var first = (await ClaimAsync(stage, "a")).ShouldHaveSingleItem();
        (await ClaimAsync(stage, "b")).ShouldBeEmpty();
        stage.Host.Clock.Advance(Lease);
        var second = (await ClaimAsync(stage, "b")).ShouldHaveSingleItem();
        second.Id.ShouldBe(first.Id);
        second.LeaseEpoch.ShouldBe(first.LeaseEpoch + 1);
    }

    [Theory, EachDatabase]
    public async Task A_result_of_a_lost_lease_is_not_stored(DatabaseKind kind)
    {
        await using var stage = await QuietStageAsync(kind);
        var stale = (await ClaimAsync(stage, "a")).Single();
        stage.Host.Clock.Advance(Lease);
        var mine = (await ClaimAsync(stage, "b")).Single();

        (await CompleteAsync(stage, stale)).ShouldBeFalse();
        var store = stage.Host.Get<DeliveryStore>();
        (await store.AttemptsAsync(mine.Id, default)).ShouldBeEmpty();
        (await CompleteAsync(stage, mine)).ShouldBeTrue();
        (await store.AttemptsAsync(mine.Id, default)).ShouldHaveSingleItem();
        (await CompleteAsync(stage, mine)).ShouldBeFalse();
    }

    [Theory, EachDatabase]
    public async Task Work_handed_back_is_due_at_once(DatabaseKind kind)
    {
        await using var stage = await QuietStageAsync(kind);
        var claimed = await ClaimAsync(stage, "a");
        await stage.Host.Get<DeliveryStore>().ReleaseAsync(claimed);
        (await ClaimAsync(stage, "b")).ShouldHaveSingleItem();
    }

    [Theory, EachDatabase]
    public async Task A_claim_takes_a_few_of_each_endpoint_and_one_of_a_failing_one_last(DatabaseKind kind)
    {
        await using var stage = await QuietStageAsync(kind, events: 6);
        var (database, endpoints) = (stage.Host.Get<Database>(), stage.Host.Get<EndpointStore>());
        var healthy = Guid.Parse(OutgoingStage.Id(await stage.CreateHookAsync("\"message.read\"", ""","isActive":false""")));
        var failing = (await ClaimAsync(stage, "a")).ToList();
        failing.Count.ShouldBe(4);
        await stage.Host.Get<DeliveryStore>().ReleaseAsync(failing);
        await database.WriteAsync(session => endpoints.MarkFailingAsync(session, failing[0].EndpointId, stage.Host.Clock.GetUtcNow()), default);

        stage.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await SwitchOnAsync(stage, healthy);
        for (var i = 0; i < 6; i++) await InsertAsync(stage, EventNames.MessageRead);
        var claimed = await ClaimAsync(stage, "b", limit: 5);
        claimed.Count(one => one.EndpointId == healthy).ShouldBe(4);
        claimed.Count(one => one.IsEndpointFailing).ShouldBe(1);
        await stage.Host.Get<DeliveryStore>().ReleaseAsync(claimed);

        (await ClaimAsync(stage, "b", limit: 3)).ShouldAllBe(one => one.EndpointId == healthy);
        (await ClaimAsync(stage, "c", busy: [healthy], failingToo: false)).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task The_next_due_time_is_the_end_of_a_lease_or_the_planned_one(DatabaseKind kind)
    {
        await using var stage = await QuietStageAsync(kind);
        var store = stage.Host.Get<DeliveryStore>();
        var now = stage.Host.Clock.GetUtcNow();
        (await store.NextDueAsync(default)).ShouldBe(now);
        await ClaimAsync(stage, "a");
        (await store.NextDueAsync(default)).ShouldBe(now + Lease);
    }

    // The worker of this host is stopped: the tests are the workers.
    private static async Task<OutgoingStage> QuietStageAsync(DatabaseKind kind, int events = 1)
    {
        var stage = await OutgoingStage.StartAsync(kind);
        foreach (var worker in stage.Host.Services.GetServices<IHostedService>().OfType<DeliveryWorker>()) await worker.StopAsync(default);
        await stage.CreateHookAsync("\"message.received\"");
        for (var i = 0; i < events; i++) await InsertAsync(stage, EventNames.MessageReceived);
        return stage;
    }

    private static Task InsertAsync(OutgoingStage stage, string type) => stage.PublishAsync(type);

    private static Task SwitchOnAsync(OutgoingStage stage, Guid id) => stage.Host.Get<EndpointStore>().UpdateAsync(
        stage.Acme.SandboxTenant, id, new EndpointChange { IsActive = true }, default);

    private static Task<IReadOnlyList<DeliveryRow>> ClaimAsync(
        OutgoingStage stage, string owner, int limit = 100, IReadOnlyCollection<Guid>? busy = null, bool failingToo = true) =>
        stage.Host.Get<DeliveryStore>().ClaimAsync(owner, limit, 4, busy ?? [], failingToo, Lease, default);

    private static Task<bool> CompleteAsync(OutgoingStage stage, DeliveryRow claimed)
    {
        var attempt = new AttemptRow
        {
            DeliveryId = claimed.Id, Number = claimed.AttemptCount + 1, Trigger = AttemptTrigger.Schedule, StartedAt = stage.Host.Clock.GetUtcNow(),
            DurationMs = 1, Outcome = "succeeded", StatusCode = 200,
        };
        return stage.Host.Get<Database>().WriteAsync(
            session => stage.Host.Get<DeliveryStore>().CompleteAsync(session, claimed, attempt, DeliveryState.Delivered), default);
    }
}
