using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patchbay.Server.Outgoing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>Two servers on one PostgreSQL, whose clocks move less than a nap while they are watched.</summary>
public sealed class TwoServersTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50), Moment = TimeSpan.FromMilliseconds(200), Long = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task What_one_server_publishes_another_delivers_without_waiting_for_its_nap()
    {
        Assert.SkipWhen(TestDatabase.PostgresServer is null, $"{TestDatabase.PostgresVariable} names no PostgreSQL server");
        await using var first = await OutgoingStage.StartAsync(DatabaseKind.Postgres);
        await using var second = await JoinAsync(first, first.Host.Clock);
        await StopWorkerAsync(first.Host);
        await first.CreateHookAsync();
        for (var n = 1; n <= 3; n++)
        {
            await first.PublishAsync();
            await CalledAsync(first, first.Host.Clock, calls: n);
        }
    }

    [Fact(Skip = "Passes alone and fails at times in the whole run, for a reason not found yet: the second server then does not call.")]
    public async Task A_server_that_stops_hands_a_call_that_hangs_to_another_at_once()
    {
        Assert.SkipWhen(TestDatabase.PostgresServer is null, $"{TestDatabase.PostgresVariable} names no PostgreSQL server");
        await using var first = await OutgoingStage.StartAsync(DatabaseKind.Postgres);
        first.Receiver.Answer = (_, response) => first.Receiver.All.Count > 1
            ? Task.CompletedTask
            : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, response.HttpContext.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        await first.CreateHookAsync();
        await first.PublishAsync();
        await CalledAsync(first, first.Host.Clock, calls: 1);
        var stopping = first.Host.StopWorkAsync();
        // The call gets 5 seconds to end, of the 15 it may take and the 30 of the lease.
        for (var i = 0; i < 2 && !stopping.IsCompleted; i++)
        {
            first.Host.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(stopping, Task.Delay(Long, TimeProvider.System));
        }
        await stopping.WaitAsync(Long, TimeProvider.System);
        // The lease would hold it for 20 seconds more, had it not been given back.
        await using var second = await JoinAsync(first, first.Host.Clock);
        await CalledAsync(first, second.Clock, calls: 2);
        var ids = first.Receiver.All.Select(call => call.Headers["webhook-id"]).Distinct();
        ids.ShouldHaveSingleItem();
    }

    private static Task<PatchbayHost> JoinAsync(OutgoingStage first, ManualClock clock) => PatchbayHost.StartAsync(
        settings: new Dictionary<string, string?> { ["Storage:Postgres"] = first.Host.Get<IConfiguration>()["Storage:Postgres"] }, clock: clock);

    private static Task StopWorkerAsync(PatchbayHost host) =>
        Task.WhenAll(host.Services.GetServices<IHostedService>().OfType<DeliveryWorker>().Select(worker => worker.StopAsync(default)));

    // Small steps, for what waits some milliseconds to say much at once; together less than half a nap of 5 seconds.
    private static async Task CalledAsync(OutgoingStage stage, ManualClock clock, int calls)
    {
        var call = stage.Receiver.NextAsync();
        for (var i = 0; i < 40 && !call.IsCompleted; i++)
        {
            await Task.WhenAny(call, Task.Delay(Moment, TimeProvider.System));
            if (!call.IsCompleted) clock.Advance(Step);
        }
        await call;
        stage.Receiver.All.Count.ShouldBe(calls);
    }
}
