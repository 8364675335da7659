using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patchbay.Server.Outgoing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>Two servers on one PostgreSQL. Their clocks move less than the pause between two scans.</summary>
public sealed class TwoServersTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50),
        Moment = TimeSpan.FromMilliseconds(200),
        Long = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task An_event_published_by_one_server_is_delivered_by_another_server_at_once()
    {
        Assert.SkipWhen(
            TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );
        await using var first = await OutgoingStage.StartAsync(DatabaseKind.Postgres);
        await using var second = await JoinAsync(first, first.Host.Clock);
        await OutgoingStage.StopWorkerAsync(first.Host);
        await first.CreateHookAsync();
        for (var n = 1; n <= 3; n++)
        {
            await first.PublishAsync();
            await CalledAsync(first, first.Host.Clock, calls: n);
        }
    }

    [Fact]
    public async Task A_server_that_stops_hands_over_a_hanging_call_at_once()
    {
        Assert.SkipWhen(
            TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );
        await using var first = await OutgoingStage.StartAsync(DatabaseKind.Postgres);
        // Completes when a call arrives, because the first call is never answered.
        TaskCompletionSource[] came = [New(), New()];
        first.Receiver.Answer = (_, response) =>
        {
            var isFirst = came[0].TrySetResult();
            if (!isFirst)
                came[1].TrySetResult();
            return isFirst ? AbortedAsync(response) : Task.CompletedTask;
        };
        await first.CreateHookAsync();
        await first.PublishAsync();
        await UntilAsync(came[0].Task, first.Host.Clock);
        await StopWorkAsync(first.Host);
        // Without the hand-over, the lease would last another 20 seconds.
        await using var second = await JoinAsync(first, first.Host.Clock);
        await UntilAsync(came[1].Task, second.Clock);
        first.Receiver.All.Select(call => call.Headers["webhook-id"]).Distinct().ShouldHaveSingleItem();
    }

    private static Task<PatchbayHost> JoinAsync(OutgoingStage first, ManualClock clock) =>
        PatchbayHost.StartAsync(
            settings: new Dictionary<string, string?>
            {
                ["Storage:Postgres"] = first.Host.Get<IConfiguration>()["Storage:Postgres"],
            },
            clock: clock
        );

    /// <summary>
    /// Stops a server with a hanging call, which gets 5 seconds to end, less than its limit and its lease.
    /// </summary>
    private static async Task StopWorkAsync(PatchbayHost host)
    {
        var stopping = host.StopWorkAsync();
        while (host.Get<DeliverySignal>().Heard is not null)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        // Moved again, in case the 5 seconds began only after the clock was moved.
        for (var i = 0; i < 2 && !stopping.IsCompleted; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(stopping, Task.Delay(Long, TimeProvider.System));
        }
        await stopping.WaitAsync(Long, TimeProvider.System);
    }

    private static async Task CalledAsync(OutgoingStage stage, ManualClock clock, int calls)
    {
        var call = stage.Receiver.NextAsync();
        await UntilAsync(call, clock);
        await call;
        stage.Receiver.All.Count.ShouldBe(calls);
    }

    // Timers of some milliseconds need small steps. All steps together are less than half of the pause between scans.
    private static async Task UntilAsync(Task reached, ManualClock clock)
    {
        for (var i = 0; i < 40 && !reached.IsCompleted; i++)
        {
            await Task.WhenAny(reached, Task.Delay(Moment, TimeProvider.System));
            if (!reached.IsCompleted)
                clock.Advance(Step);
        }
        await reached.WaitAsync(Long, TimeProvider.System);
    }

    private static Task AbortedAsync(HttpResponse response) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, response.HttpContext.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
