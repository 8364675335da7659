using System.Globalization;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// The connections to the receiver have faults for a few seconds, each connection its own fault, and break afterwards.
/// Calls fail, some after the receiver has processed them. All are delivered again under the same webhook id.
/// </summary>
internal static class WireScenario
{
    public static readonly Control FailuresPass = new("a failed call is recorded as delivered", Balance.LostCheck);

    private const int PerSecond = 50;

    // The faults end before the first retry, which comes 4 to 6 seconds after a failure. A second retry would come
    // minutes later.
    private static readonly TimeSpan FaultyTime = TimeSpan.FromSeconds(3),
        CalmTime = TimeSpan.FromSeconds(9),
        Patience = TimeSpan.FromSeconds(30);

    private static readonly LineFault[] Faults =
    [
        LineFault.Delay,
        LineFault.Reset,
        LineFault.CutAnswer,
        LineFault.Trickle,
        LineFault.LoseAnswer,
        LineFault.BlackHole,
    ];

    public static async Task PlayAsync(Run run)
    {
        await using var stage = await Stage.StartAsync(run, new Setup(), hasLine: true);
        if (run.Control == FailuresPass)
            await stage.BreakSchemaAsync(SchemaFaults.FailuresPass(run.Storage));
        var line = stage.Line!;
        stage.StartLoad(PerSecond);
        for (var i = 0; i < run.Pick(1, 4, 20); i++)
        {
            await Stage.WaitAsync(i == 0 ? FaultyTime : CalmTime);
            line.ChooseFault = number => Faults[number % Faults.Length];
            line.CutAll();
            await Stage.WaitAsync(FaultyTime);
            line.ChooseFault = _ => LineFault.None;
            line.CutAll();
        }
        await stage.StopLoadAsync();
        await stage.SettleAsync(Patience);
        for (var i = 0; i < Patience.TotalSeconds && await WaitingAsync(stage) > 0; i++)
            await Stage.WaitAsync(TimeSpan.FromSeconds(1));

        foreach (var fault in Faults)
        {
            var applied = line.Applied.GetValueOrDefault(fault);
            run.Check($"applied: {fault}", applied, applied > 0);
        }
        var failed = await stage.Installation.CountAsync(
            "select count(*) from delivery_attempts where outcome = 'failed'"
        );
        run.Check("attempts that failed", failed, failed > 0);
        var waiting = await WaitingAsync(stage);
        run.Check("still waiting for a second call", waiting, waiting == 0);
        run.Check(stage.Ledger.Balance());
    }

    // The ledger does not show these deliveries, because the receiver may have got a call whose answer was lost.
    private static Task<int> WaitingAsync(Stage stage) =>
        stage.Installation.CountAsync("select count(*) from deliveries where state = 'pending' and attempt_count < 2");
}
