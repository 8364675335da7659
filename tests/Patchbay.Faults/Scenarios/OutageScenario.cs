using System.Diagnostics;
using System.Globalization;
using System.Net;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>The database fails under load and comes back: PostgreSQL is stopped, or SQLite's disk is full.</summary>
internal static class OutageScenario
{
    private const int PerSecond = 200;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5),
        Patience = TimeSpan.FromSeconds(15),
        SteadyTime = TimeSpan.FromSeconds(2);

    public static async Task PlayAsync(Run run)
    {
        if (run.Storage == StorageKind.Postgres)
        {
            var postgres = await run.Machines.PostgresAsync();
            await using var stage = await Stage.StartAsync(run);
            await PlayAsync(run, stage, postgres.StopAsync, postgres.StartAsync);
            return;
        }
        await using var disk = SmallDisk.TryMount();
        if (disk is null)
        {
            run.Skip("a small disk can be mounted only as root");
            return;
        }
        await using (var stage = await Stage.StartAsync(run, Stage.EarlyIfControl(run) with { Folder = disk.Folder }))
            await PlayAsync(run, stage, disk.FillAsync, disk.FreeAsync);
    }

    private static async Task PlayAsync(Run run, Stage stage, Func<Task> begin, Func<Task> end)
    {
        stage.StartLoad(PerSecond);
        await Stage.WaitAsync(SteadyTime);
        await begin();
        var from = Stopwatch.GetTimestamp();
        await Stage.WaitAsync(TimeSpan.FromSeconds(run.Pick(5, 20, 20)));
        var to = Stopwatch.GetTimestamp();
        await end();
        var recovered = await stage.FirstAcknowledgedAfterAsync(Stopwatch.GetTimestamp(), Patience);
        await Stage.WaitAsync(SteadyTime);
        await stage.StopLoadAsync();
        await stage.SettleAsync(Patience);
        JudgeOutage(run, [.. stage.Loop.Answers.Where(answer => answer.IntendedAt >= from && answer.At <= to)]);
        run.Check(
            "first 200 after the outage",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{recovered.TotalSeconds:N2} s (limit {Recovery.TotalSeconds:N0} s)"
            ),
            recovered >= TimeSpan.Zero && recovered <= Recovery
        );
        run.Check(stage.Ledger.Balance());
    }

    private static void JudgeOutage(Run run, List<Answer> during)
    {
        // On a full disk SQLite can still store events in pages that it already has. The ledger checks that none is
        // lost.
        var refused = during.Where(answer => run.Storage == StorageKind.Postgres || !answer.IsAcknowledged).ToList();
        var askedToRetry = refused.Count(answer =>
            answer is { Status: HttpStatusCode.ServiceUnavailable, SaysWhenToRetry: true }
        );
        run.Check(
            "503 with Retry-After during the outage",
            $"{askedToRetry} of {refused.Count}",
            askedToRetry == refused.Count && askedToRetry > 0
        );
        run.Note("200 during the outage", $"{during.Count - refused.Count}");
        run.Note(
            "p99 of the answer time",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{during.Select(answer => answer.Latency.TotalMilliseconds).Percentile(0.99):N0} ms"
            )
        );
    }
}
