using System.Diagnostics;
using System.Globalization;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>The server is killed again and again at 500 events a second, and restarted at once.</summary>
internal static class KillScenario
{
    private const int PerSecond = 500;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5),
        Patience = TimeSpan.FromSeconds(75);

    public static async Task PlayAsync(Run run)
    {
        await using var stage = await Stage.StartAsync(run);
        stage.StartLoad(PerSecond);
        var recoveries = new List<TimeSpan>();
        for (var i = 0; i < run.Pick(3, 10, 50); i++)
        {
            // The time between kills varies, so that kills hit commits, deliveries and checkpoints.
            await Stage.WaitAsync(TimeSpan.FromMilliseconds(700 + i * 137 % 600));
            recoveries.Add(await KillAsync(stage));
        }
        await Stage.WaitAsync(TimeSpan.FromSeconds(1));
        await stage.StopLoadAsync();
        await stage.SettleAsync(run.Control is not null ? Recovery : Patience);
        Judge(run, stage, recoveries);
        // The receiver answers every call, so a failed call means that the server called before it was ready.
        var failed = await stage.Installation.CountAsync(
            "select count(*) from delivery_attempts where outcome = 'failed'"
        );
        run.Check("calls that failed", failed, failed == 0);
        await MissingEvents.PrintAsync(run, stage);
    }

    private static async Task<TimeSpan> KillAsync(Stage stage)
    {
        await stage.Server.KillAsync();
        var killed = Stopwatch.GetTimestamp();
        stage.Server.Launch();
        return await stage.FirstAcknowledgedAfterAsync(killed, Patience);
    }

    private static void Judge(Run run, Stage stage, List<TimeSpan> recoveries)
    {
        run.Note("kills", recoveries.Count.ToString(CultureInfo.InvariantCulture));
        run.Check(stage.Ledger.Balance());
        var worst = recoveries.Max();
        var ok = recoveries.TrueForAll(time => time >= TimeSpan.Zero && time <= Recovery);
        run.Check(
            "slowest first 200 after a kill",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{worst.TotalSeconds:N2} s (limit {Recovery.TotalSeconds:N0} s)"
            ),
            ok
        );
        var latencies = stage.Loop.Answers.AcknowledgedMilliseconds().ToList();
        run.Note(
            "acknowledged after p50 / p99",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{latencies.Percentile(0.5):N1} / {latencies.Percentile(0.99):N0} ms"
            )
        );
    }
}
