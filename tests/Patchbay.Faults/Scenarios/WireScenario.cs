using System.Globalization;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// The line to the customer's server turns bad for a few seconds, each connection in its own way, and breaks at the end of
/// them. Calls fail, some after the customer has done the work; all are offered again under the same id.
/// </summary>
internal static class WireScenario
{
    public static readonly Control FailuresPass = new(
        "a call that failed passes for one that went well",
        Balance.WhatIsLost
    );

    private const int PerSecond = 50;

    // A storm is over before the first retry, which comes 4 to 6 seconds after a failure: the second one would be minutes later.
    private static readonly TimeSpan Storm = TimeSpan.FromSeconds(3),
        Between = TimeSpan.FromSeconds(9),
        Patience = TimeSpan.FromSeconds(30);

    private static readonly Weather[] Bad =
    [
        Weather.Delay,
        Weather.Reset,
        Weather.CutAnswer,
        Weather.Trickle,
        Weather.LoseAnswer,
        Weather.BlackHole,
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
            await Stage.WaitAsync(i == 0 ? Storm : Between);
            line.Forecast = number => Bad[number % Bad.Length];
            line.CutAll();
            await Stage.WaitAsync(Storm);
            line.Forecast = _ => Weather.Calm;
            line.CutAll();
        }
        await stage.StopLoadAsync();
        await stage.SettleAsync(Patience);
        for (var i = 0; i < Patience.TotalSeconds && await WaitingAsync(stage) > 0; i++)
            await Stage.WaitAsync(TimeSpan.FromSeconds(1));

        foreach (var weather in Bad)
        {
            var met = line.Met.GetValueOrDefault(weather);
            run.Check($"met: {weather}", met, met > 0);
        }
        var failed = await stage.Place.CountAsync("select count(*) from delivery_attempts where outcome = 'failed'");
        run.Check("attempts that failed", failed, failed > 0);
        var waiting = await WaitingAsync(stage);
        run.Check("still waiting for their second call", waiting, waiting == 0);
        run.Check(stage.Ledger.Balance());
    }

    // Of some the customer heard already: only the answer was lost, and they are offered again.
    private static Task<int> WaitingAsync(Stage stage) =>
        stage.Place.CountAsync("select count(*) from deliveries where state = 'pending' and attempt_count < 2");
}
