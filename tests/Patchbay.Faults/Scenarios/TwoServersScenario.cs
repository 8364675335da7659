using System.Diagnostics;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// Two servers on one database. The server that holds the endpoint is paused past its lease while calls are open. The
/// other takes over, and the first resumes with its old answers. Then the server that holds the endpoint is killed.
/// </summary>
internal static class TwoServersScenario
{
    public static readonly Control FrozenEpoch = new("the epoch of a lease never changes", StaleWrites),
        ShortLeases = new("leases end at once", Unexplained);

    private const string StaleWrites = "stale writes",
        Unexplained = "called again without a takeover";
    private const int PerSecond = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75),
        Call = TimeSpan.FromSeconds(1),
        SecondCall = TimeSpan.FromSeconds(2);

    public static async Task PlayAsync(Run run)
    {
        // The lease is longer than a server can stall on a busy machine.
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
            ["second"] = stage.Installation.AddServer("second"),
        };
        await servers["second"].StartAsync();
        var watch = new LeaseWatch(stage.Installation);
        await watch.InstallAsync();
        if (run.Control is not null)
            await stage.Installation.ExecuteAsync(
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
        faults.Add(await FaultHolderAsync(stage, watch, servers, server => server.Kill()));
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
        var fault = await FaultHolderAsync(stage, watch, servers, server => server.Pause());
        // The paused server resumes with its old answers while the other server repeats its calls.
        stage.Receiver.SecondCallDelay = SecondCall;
        var since = Stopwatch.GetTimestamp();
        while (stage.Receiver.SecondCalls == secondCalls && Stopwatch.GetElapsedTime(since) < Patience)
            await Stage.WaitAsync(TimeSpan.FromMilliseconds(20));
        servers[fault.Server].Resume();
        await Stage.WaitAsync(SecondCall + Call);
        stage.Receiver.SecondCallDelay = TimeSpan.Zero;
        return fault;
    }

    /// <summary>
    /// Slows the answers so that calls are open, then applies the fault to the server that made them.
    /// </summary>
    private static async Task<Fault> FaultHolderAsync(
        Stage stage,
        LeaseWatch watch,
        Dictionary<string, ServerProcess> servers,
        Action<ServerProcess> inject
    )
    {
        stage.Receiver.Delay = Call;
        await Stage.WaitAsync(Call * 0.6);
        var holder =
            await watch.HolderAsync()
            ?? throw new InvalidOperationException("No server holds the endpoint, although it has open calls.");
        stage.Target = () => servers.First(server => server.Key != holder).Value;
        var at = TimeProvider.System.GetUtcNow();
        inject(servers[holder]);
        await Stage.WaitAsync(Call / 10); // open calls arrive at the receiver
        stage.Receiver.Delay = TimeSpan.Zero;
        return new(holder, at);
    }

    private static async Task JudgeAsync(Run run, Stage stage, LeaseWatch watch, List<Fault> faults)
    {
        var takeovers = await watch.TakeoversAsync();
        var caused = faults
            .Select(fault =>
                takeovers.FirstOrDefault(takeover => takeover.Loser == fault.Server && takeover.At > fault.At)
            )
            .OfType<Takeover>()
            .Distinct()
            .ToList();
        run.Check("takeovers after a pause or a kill", caused.Count, caused.Count == faults.Count);
        run.Check(
            "takeovers without a pause or a kill",
            takeovers.Count - caused.Count,
            takeovers.Count == caused.Count
        );
        var audit = new CallAudit(stage.Receiver.Calls, caused);
        run.Check("called without a result at the takeover", audit.InFlight, audit.InFlight > 0);
        run.Note("called again", $"{audit.Repeats}");
        run.Check(Unexplained, audit.Unexplained, audit.Unexplained == 0);
        run.Check(
            "sent by the paused server after it resumed",
            audit.CalledByBoth.Count,
            audit.CalledByBoth.Count == 0
        );
        var stale = await watch.StaleWritesAsync();
        run.Check(StaleWrites, stale, stale == 0);
        run.Check(stage.Ledger.Balance());
    }

    /// <param name="Server">The server that was paused or killed.</param>
    /// <param name="At">When the server was paused or killed.</param>
    private sealed record Fault(string Server, DateTimeOffset At);
}
