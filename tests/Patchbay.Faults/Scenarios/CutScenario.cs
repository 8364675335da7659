using System.Diagnostics;
using System.Globalization;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// The connections to PostgreSQL break again and again under load, mostly between a commit and its answer, when the
/// server cannot know whether the commit happened. Meta gets a 503 and sends the event again, which must not create a
/// duplicate.
/// </summary>
internal static class CutScenario
{
    private const int PerSecond = 300;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5),
        Patience = TimeSpan.FromSeconds(30);

    private static readonly LineFault[] Faults =
    [
        LineFault.LoseAnswer,
        LineFault.Reset,
        LineFault.LoseAnswer,
        LineFault.CutAnswer,
        LineFault.LoseAnswer,
        LineFault.BlackHole,
    ];

    public static async Task PlayAsync(Run run)
    {
        await using var line = new ChaosProxy((await run.Machines.PostgresAsync()).Port);
        await using var stage = await Stage.StartAsync(run, Stage.EarlyIfControl(run) with { Line = line });
        if (run.Control == Control.KeysNeverMatch)
            await stage.BreakSchemaAsync(SchemaFaults.KeysNeverMatch(run.Storage) + SchemaFaults.MessagesRepeat);
        stage.StartLoad(PerSecond);
        var recoveries = new List<TimeSpan>();
        for (var i = 0; i < run.Pick(6, 24, 120); i++)
        {
            await Stage.WaitAsync(TimeSpan.FromMilliseconds(300 + i * 137 % 400));
            recoveries.Add(await CutAsync(stage, line, Faults[i % Faults.Length]));
        }
        await Stage.WaitAsync(TimeSpan.FromSeconds(1));
        await stage.StopLoadAsync();
        var unanswered = stage.Ledger.NotAcknowledged;
        var storedAnyway = await StoredAsync(stage, unanswered);
        var refused = await SendAgainAsync(stage, unanswered);
        await stage.SettleAsync(Patience);

        run.Note(
            "faults applied",
            string.Join(
                ", ",
                line.Applied.Where(fault => fault.Key != LineFault.None).Select(fault => $"{fault.Key} {fault.Value}")
            )
        );
        run.Note("without a 200, sent again", unanswered.Count.ToString("N0", CultureInfo.InvariantCulture));
        // Some commits must have lost their answer. A server that answers before the commit has no such case.
        run.Check(
            "stored but not acknowledged",
            storedAnyway,
            storedAnyway > 0 || run.Control == Control.AcknowledgesEarly
        );
        run.Check("refused when sent again", refused, refused == 0);
        run.Check(
            "slowest first 200 after a cut",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{recoveries.Max().TotalSeconds:N2} s (limit {Recovery.TotalSeconds:N0} s)"
            ),
            recoveries.TrueForAll(time => time >= TimeSpan.Zero && time <= Recovery)
        );
        await JudgeRowsAsync(run, stage);
        run.Check(stage.Ledger.Balance());
    }

    private static async Task<TimeSpan> CutAsync(Stage stage, ChaosProxy line, LineFault fault)
    {
        line.ChooseFault = _ => fault;
        await Stage.WaitAsync(TimeSpan.FromMilliseconds(60));
        line.CutAll();
        line.ChooseFault = _ => LineFault.None;
        return await stage.FirstAcknowledgedAfterAsync(Stopwatch.GetTimestamp(), Patience);
    }

    private static async Task<int> StoredAsync(Stage stage, IReadOnlyList<int> numbers)
    {
        var stored = await stage.Installation.ListAsync(
            "select substring(convert_from(change, 'UTF8') from 'wamid\\.F\\d+') from inbound_events where "
                + "kind = 'message'",
            row => row.GetString(0)
        );
        return stored.Select(NumberedWebhooks.NumberOf).Intersect(numbers.Cast<int?>()).Count();
    }

    /// <summary>Sends the events again, as Meta does without a 200; returns how many were refused again.</summary>
    private static async Task<int> SendAgainAsync(Stage stage, IReadOnlyList<int> numbers)
    {
        var refused = 0;
        await Parallel.ForEachAsync(
            numbers,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (number, _) =>
            {
                if (!await stage.Loop.SendAsync([number], Stopwatch.GetTimestamp()))
                    Interlocked.Increment(ref refused);
            }
        );
        return refused;
    }

    /// <summary>Checks that each table has every event exactly once, and that each delivery has one result.</summary>
    private static async Task JudgeRowsAsync(Run run, Stage stage)
    {
        var sent = stage.Ledger.Balance().Sent;
        await CheckAsync("events stored", "inbound_events where kind = 'message'");
        await CheckAsync("messages in the history", "messages");
        await CheckAsync("deliveries with a result", "deliveries where state = 'delivered'");
        await CheckAsync("attempts that succeeded", "delivery_attempts where outcome = 'succeeded'");

        async Task CheckAsync(string what, string rows)
        {
            var count = await stage.Installation.CountAsync($"select count(*) from {rows}");
            run.Check(what, $"{count} of {sent}", count == sent);
        }
    }
}
