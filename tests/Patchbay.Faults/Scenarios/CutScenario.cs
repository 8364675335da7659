using System.Diagnostics;
using System.Globalization;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// The connections to PostgreSQL break under load, again and again. Most of all right after a commit was sent and before its
/// answer came: then nobody knows whether it happened. Meta is told 503 and sends it again, which must not make two of it.
/// </summary>
internal static class CutScenario
{
    private const int PerSecond = 300;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5),
        Patience = TimeSpan.FromSeconds(30);

    private static readonly Weather[] Bad =
    [
        Weather.LoseAnswer,
        Weather.Reset,
        Weather.LoseAnswer,
        Weather.CutAnswer,
        Weather.LoseAnswer,
        Weather.BlackHole,
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
            recoveries.Add(await CutAsync(stage, line, Bad[i % Bad.Length]));
        }
        await Stage.WaitAsync(TimeSpan.FromSeconds(1));
        await stage.StopLoadAsync();
        var unanswered = stage.Ledger.NotAcknowledged;
        var storedAnyway = await StoredAsync(stage, unanswered);
        var refused = await SendAgainAsync(stage, unanswered);
        await stage.SettleAsync(Patience);

        run.Note(
            "weather met",
            string.Join(", ", line.Met.Where(one => one.Key != Weather.Calm).Select(one => $"{one.Key} {one.Value}"))
        );
        run.Note("without a 200, and sent again", unanswered.Count.ToString("N0", CultureInfo.InvariantCulture));
        // The proof that the case was met; a server that answers first has no such case.
        run.Check(
            "stored, though nobody was told so",
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

    private static async Task<TimeSpan> CutAsync(Stage stage, ChaosProxy line, Weather weather)
    {
        line.Forecast = _ => weather;
        await Stage.WaitAsync(TimeSpan.FromMilliseconds(60));
        line.CutAll();
        line.Forecast = _ => Weather.Calm;
        return await stage.FirstAcknowledgedAfterAsync(Stopwatch.GetTimestamp(), Patience);
    }

    private static async Task<int> StoredAsync(Stage stage, IReadOnlyList<int> numbers)
    {
        var stored = await stage.Place.ListAsync(
            "select substring(convert_from(change, 'UTF8') from 'wamid\\.F\\d+') from inbound_events where kind = 'message'",
            row => row.GetString(0)
        );
        return stored.Select(Numbered.NumberOf).Intersect(numbers.Cast<int?>()).Count();
    }

    /// <summary>As Meta does with what was not answered with 200; how many were refused again.</summary>
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

    /// <summary>Every event once in each table, and each call with one result.</summary>
    private static async Task JudgeRowsAsync(Run run, Stage stage)
    {
        var sent = stage.Ledger.Balance().Sent;
        await CheckAsync("events stored", "inbound_events where kind = 'message'");
        await CheckAsync("messages in the history", "messages");
        await CheckAsync("deliveries with a result", "deliveries where state = 'delivered'");
        await CheckAsync("attempts that went well", "delivery_attempts where outcome = 'succeeded'");

        async Task CheckAsync(string what, string rows)
        {
            var count = await stage.Place.CountAsync($"select count(*) from {rows}");
            run.Check(what, $"{count} of {sent}", count == sent);
        }
    }
}
