using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <param name="Says">What holds when it passes.</param>
/// <param name="Controls">The faults that must make it fail.</param>
internal sealed record Scenario(
    string Name,
    string Says,
    StorageKind[] Storages,
    Func<Run, Task> PlayAsync,
    params Control[] Controls
);

/// <summary>A fault that is put in on purpose, to see that the checks can fail.</summary>
/// <param name="Says">What is wrong.</param>
/// <param name="SeenBy">The check that must notice it.</param>
internal sealed record Control(string Says, string SeenBy)
{
    public static readonly Control AcknowledgesEarly = new("acknowledges before the commit", Balance.WhatIsLost),
        KeysNeverMatch =
            new("no key of an event or a message is the same twice, as without unique indexes", Balance.WhatIsDoubled);
}

internal static class Catalogue
{
    private static readonly StorageKind[] Both = [StorageKind.Sqlite, StorageKind.Postgres],
        OnlyPostgres = [StorageKind.Postgres];

    public static readonly Scenario[] All =
    [
        new(
            "kill",
            "kill -9 under load loses nothing that was acknowledged",
            Both,
            KillScenario.PlayAsync,
            Control.AcknowledgesEarly
        ),
        new(
            "repeat",
            "an event that comes five times is stored and told once",
            Both,
            RepeatScenario.PlayAsync,
            RepeatScenario.StoredTwice,
            Control.KeysNeverMatch
        ),
        new(
            "two",
            "two servers share one database; one is paused past its leases, one killed",
            OnlyPostgres,
            TwoScenario.PlayAsync,
            TwoScenario.FrozenEpoch,
            TwoScenario.ShortLeases
        ),
        new(
            "outage",
            "storage that is gone is a 503, and loses nothing",
            Both,
            OutageScenario.PlayAsync,
            Control.AcknowledgesEarly
        ),
        new(
            "cut",
            "connections to the database break, commits under way among them: nothing is lost or doubled",
            OnlyPostgres,
            CutScenario.PlayAsync,
            Control.AcknowledgesEarly,
            Control.KeysNeverMatch
        ),
        new(
            "wire",
            "connections to the customer stall, trickle and break: nothing is lost",
            Both,
            WireScenario.PlayAsync,
            WireScenario.FailuresPass
        ),
        new(
            "neighbours",
            "endpoints that hang, flood or fail slow nobody else",
            Both,
            NeighboursScenario.PlayAsync,
            NeighboursScenario.SlowFailures
        ),
        new(
            "garbage",
            "spoiled bodies make no error, no hang and no heap",
            Both,
            GarbageScenario.PlayAsync,
            GarbageScenario.TrustsInput
        ),
    ];
}
