using System.Diagnostics;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// Two servers on one database. Whoever holds the endpoint is paused past its lease while calls are under way, the other takes
/// over, the first wakes up with its old answers; then whoever holds it is killed.
/// </summary>
internal static class TwoScenario
{
    public static readonly Control FrozenEpoch = new("an epoch that never moves", StaleWrites),
        ShortLeases = new("leases that end at once", Unexplained);

    private const string StaleWrites = "stale writes",
        Unexplained = "called again with no fault to explain it";
    private const int PerSecond = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75),
        Call = TimeSpan.FromSeconds(1),
        SecondCall = TimeSpan.FromSeconds(2);

    public static async Task PlayAsync(Run run)
    {
        // Longer than the server can be expected to stall by itself on a busy machine.
        await using var stage = await Stage.StartAsync(
            run,
            new Setup
            {
                Name = "first",
                Settings = new() { ["Outgoing:LeaseSeconds"] = "10" },
            }
        );
        var servers = new Dictionary<string, ServerProcess>
        {
            ["first"] = stage.Server,
            ["second"] = stage.Place.AddServer("second"),
        };
        await servers["second"].StartAsync();
        var watch = new LeaseWatch(stage.Place);
        await watch.InstallAsync();
        if (run.Control is not null)
            await stage.Place.ExecuteAsync(
                run.Control == FrozenEpoch ? SchemaFaults.FrozenEpoch : SchemaFaults.ShortLeases
            );
        var turn = 0;
        stage.Target = () => servers.Values.ElementAt(Interlocked.Increment(ref turn) % 2);
        stage.StartLoad(PerSecond);

        await Stage.WaitAsync(TimeSpan.FromSeconds(run.Pick(1, 4, 10)));
        var faults = new List<Fault>();
        for (var i = 0; i < run.Pick(1, 2, 8); i++)
        {
            faults.Add(await PauseAsync(stage, watch, servers));
            await Stage.WaitAsync(Call);
        }
        faults.Add(await BlowAsync(stage, watch, servers, server => server.Kill()));
        await Stage.WaitAsync(Call);
        await stage.StopLoadAsync();
        await stage.SettleAsync(Patience);
        await JudgeAsync(run, stage, watch, faults);
    }

    private static async Task<Fault> PauseAsync(
        Stage stage,
        LeaseWatch watch,
        Dictionary<string, ServerProcess> servers
    )
    {
        var secondCalls = stage.Receiver.SecondCalls;
        var fault = await BlowAsync(stage, watch, servers, server => server.Pause());
        // Once the other has calls of the paused one under way, the paused one wakes with its old answers.
        stage.Receiver.SecondCallDelay = SecondCall;
        var since = Stopwatch.GetTimestamp();
        while (stage.Receiver.SecondCalls == secondCalls && Stopwatch.GetElapsedTime(since) < Patience)
            await Stage.WaitAsync(TimeSpan.FromMilliseconds(20));
        servers[fault.Server].Resume();
        await Stage.WaitAsync(SecondCall + Call);
        stage.Receiver.SecondCallDelay = TimeSpan.Zero;
        return fault;
    }

    /// <summary>Slow answers for a moment, so that calls are under way, and then the blow for whoever makes them.</summary>
    private static async Task<Fault> BlowAsync(
        Stage stage,
        LeaseWatch watch,
        Dictionary<string, ServerProcess> servers,
        Action<ServerProcess> blow
    )
    {
        stage.Receiver.Delay = Call;
        await Stage.WaitAsync(Call * 0.6);
        var victim =
            await watch.HolderAsync()
            ?? throw new InvalidOperationException("Nobody holds the endpoint, though it has calls under way.");
        stage.Target = () => servers.First(one => one.Key != victim).Value;
        var at = TimeProvider.System.GetUtcNow();
        blow(servers[victim]);
        await Stage.WaitAsync(Call / 10); // what is on its way arrives
        stage.Receiver.Delay = TimeSpan.Zero;
        return new(victim, at);
    }

    private static async Task JudgeAsync(Run run, Stage stage, LeaseWatch watch, List<Fault> faults)
    {
        var takeovers = await watch.TakeoversAsync();
        var caused = faults
            .Select(fault => takeovers.FirstOrDefault(one => one.Loser == fault.Server && one.At > fault.At))
            .OfType<Takeover>()
            .Distinct()
            .ToList();
        run.Check("endpoints taken over after the blows", caused.Count, caused.Count == faults.Count);
        run.Check("taken over without one", takeovers.Count - caused.Count, takeovers.Count == caused.Count);
        var account = new CallAccount(stage.Receiver.Calls, caused);
        run.Check("in flight when taken over", account.InFlight, account.InFlight > 0);
        run.Note("called again", $"{account.Again}");
        run.Check(Unexplained, account.Unexplained, account.Unexplained == 0);
        run.Check("sent by the paused one after it woke", account.Late.Count, account.Late.Count == 0);
        var stale = await watch.StaleWritesAsync();
        run.Check(StaleWrites, stale, stale == 0);
        run.Check(stage.Ledger.Balance());
    }

    /// <param name="Server">Who was hit.</param>
    /// <param name="At">When.</param>
    private sealed record Fault(string Server, DateTimeOffset At);
}
