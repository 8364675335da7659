using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <param name="Description">What a passing run shows.</param>
/// <param name="Controls">Faults that must make a check fail.</param>
internal sealed record Scenario(
    string Name,
    string Description,
    StorageKind[] Storages,
    Func<Run, Task> PlayAsync,
    params Control[] Controls
);

/// <summary>A deliberate fault that proves that a check can fail.</summary>
/// <param name="Description">What is wrong.</param>
/// <param name="FailingCheck">The check that must fail.</param>
internal sealed record Control(string Description, string FailingCheck)
{
    public static readonly Control AcknowledgesEarly = new("acknowledges before the commit", Balance.LostCheck),
        KeysNeverMatch =
            new("keys of events and messages never match, as without unique indexes", Balance.DuplicatesCheck);
}

internal static class Catalogue
{
    private static readonly StorageKind[] Both = [StorageKind.Sqlite, StorageKind.Postgres],
        OnlyPostgres = [StorageKind.Postgres];

    public static readonly Scenario[] All =
    [
        new(
            "kill",
            "kill -9 under load loses no acknowledged event",
            Both,
            KillScenario.PlayAsync,
            Control.AcknowledgesEarly
        ),
        new(
            "repeat",
            "an event that is sent five times is stored and delivered once",
            Both,
            RepeatScenario.PlayAsync,
            RepeatScenario.StoredTwice,
            Control.KeysNeverMatch
        ),
        new(
            "two",
            "one of two servers on a database is paused or killed: no event is lost, duplicated or called "
                + "without reason",
            OnlyPostgres,
            TwoServersScenario.PlayAsync,
            TwoServersScenario.FrozenEpoch,
            TwoServersScenario.ShortLeases
        ),
        new(
            "outage",
            "without its database the server answers 503 and loses nothing",
            Both,
            OutageScenario.PlayAsync,
            Control.AcknowledgesEarly
        ),
        new(
            "hang",
            "PostgreSQL hangs: each hook and route answers 503 within 5 s, and nothing is lost",
            OnlyPostgres,
            HangScenario.PlayAsync,
            Control.AcknowledgesEarly,
            HangScenario.WaitsForDatabase
        ),
        new(
            "cut",
            "connections to the database break, also during commits: nothing is lost or duplicated",
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
            "endpoints that hang, flood or fail do not slow other endpoints",
            Both,
            NeighboursScenario.PlayAsync,
            NeighboursScenario.SlowFailures
        ),
        new(
            "garbage",
            "malformed bodies cause no 5xx, no hang and no growing memory",
            Both,
            GarbageScenario.PlayAsync,
            GarbageScenario.TrustsInput
        ),
        new(
            "amplify",
            "no body of 4 MiB costs much more than its size: the worst shapes of a search stay within the limits",
            Both,
            AmplifyScenario.PlayAsync,
            AmplifyScenario.Searches,
            AmplifyScenario.Copies
        ),
        new(
            "strangers",
            "strangers who guess, send slowly and break off do not slow the others",
            Both,
            StrangersScenario.PlayAsync,
            StrangersScenario.TakesTurns
        ),
    ];
}
