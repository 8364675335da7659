using Patchbay.Server.Outgoing;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>Calls that ended but are not stored, which a crash would repeat.</summary>
public sealed class UnstoredResultsTests
{
    // One endpoint holds at most as many deliveries as results may wait, so exceeding that takes two endpoints.
    private const int Events = 450,
        Endpoints = 2,
        Grown = 32,
        MostUnderWay = Endpoints * Grown;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30),
        Moment = TimeSpan.FromSeconds(1);

    [Theory, EachDatabase]
    public async Task Calls_stop_while_too_many_results_wait_for_storage(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        for (var i = 0; i < Endpoints; i++)
            await stage.CreateHookAsync(path: $"/{i}");
        for (var i = 0; i < Grown; i++)
            await stage.PublishAsync(); // now each endpoint gets the maximum of parallel calls
        for (var i = 0; i < MostUnderWay; i++)
            await stage.Receiver.NextAsync();
        var results = stage.Host.Get<DeliveryResults>();
        await UntilAsync(() => results.Waiting == 0);
        var (hanging, end) = (0, New());
        stage.Receiver.Answer = (_, _) =>
            Interlocked.Increment(ref hanging) <= Endpoints ? end.Task : Task.CompletedTask;
        await stage.PublishAsync(); // while these calls hang, the endpoints stay held
        await UntilAsync(() => Volatile.Read(ref hanging) == Endpoints);

        var (waits, locked, release) = (New(), New(), New());
        var database = stage.Host.Get<Database>();
        // Storing results locks the endpoint's row, on SQLite the whole file. There the lock waits until the events are
        // published, so that no result is stored in between.
        var publishing = database.IsPostgres ? Task.CompletedTask : PublishAsync(stage, waits.Task);
        var locking = LockAsync(database, locked, release);
        waits.SetResult();
        try
        {
            await locked.Task;
            await (database.IsPostgres ? PublishAsync(stage, waits.Task) : publishing);
            await UntilAsync(
                () => !results.HasRoom && results.Waiting + MostUnderWay + Endpoints == stage.Receiver.All.Count,
                () => $"{results.Waiting} waiting, {stage.Receiver.All.Count} called"
            );
            results.Waiting.ShouldBeLessThanOrEqualTo(DeliveryResults.MostWaiting + MostUnderWay);
        }
        finally
        {
            end.SetResult();
            release.SetResult();
            await locking;
        }
        for (var i = 0; i < Endpoints * (Events + 1); i++)
            await stage.Receiver.NextAsync();
        await UntilAsync(() => results.Waiting == 0);
        stage.Receiver.All.Count.ShouldBe(Endpoints * (Grown + 1 + Events));
    }

    private static Task PublishAsync(OutgoingStage stage, Task until) =>
        stage
            .Host.Get<Database>()
            .WriteAsync(
                async session =>
                {
                    await until;
                    for (var i = 0; i < Events; i++)
                        await stage
                            .Host.Get<OutgoingEvents>()
                            .PublishAsync(session, stage.Acme.SandboxTenant, Event(i));
                },
                default
            );

    private static Task LockAsync(Database database, TaskCompletionSource locked, TaskCompletionSource release) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("update endpoint_queues set lease_epoch = lease_epoch");
                locked.SetResult();
                // PostgreSQL ends idle transactions.
                while (await Task.WhenAny(release.Task, Task.Delay(Moment, TimeProvider.System)) != release.Task)
                    await session.ExecuteAsync("select 1");
            },
            default
        );

    private static NewEvent Event(int n) =>
        new(EventNames.MessageReceived, DateTimeOffset.UnixEpoch, $$"""{"n":{{n}}}""");

    private static async Task UntilAsync(Func<bool> reached, Func<string>? state = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!reached() && !patience.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        reached().ShouldBeTrue(state?.Invoke());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
