using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <param name="Says">What holds when it passes.</param>
/// <param name="Control">The fault that must make it fail.</param>
/// <param name="SeenBy">The check that must notice the fault.</param>
internal sealed record Scenario(string Name, string Says, string Control, string SeenBy, StorageKind[] Storages, Func<Run, Task> PlayAsync);

internal static class Catalogue
{
    private static readonly StorageKind[] Both = [StorageKind.Sqlite, StorageKind.Postgres], OnlyPostgres = [StorageKind.Postgres];

    private const string Lost = "acknowledged and lost";

    public static readonly Scenario[] All =
    [
        new("kill", "kill -9 under load loses nothing that was acknowledged", "acknowledge before the commit", Lost, Both, KillScenario.PlayAsync),
        new("repeat", "an event that comes five times is stored and told once", "keys that never match", "stored, of events sent 5 times each", Both, RepeatScenario.PlayAsync),
        new("two", "two servers share one database; one is paused past its leases, one killed", "an epoch that never moves", "stale writes", OnlyPostgres, TwoScenario.PlayAsync),
        new("outage", "storage that is gone is a 503, and loses nothing", "acknowledge before the commit", Lost, Both, OutageScenario.PlayAsync),
        new("neighbours", "endpoints that hang, flood or fail slow nobody else", "every failed call holds the database", NeighboursScenario.Delay, Both, NeighboursScenario.PlayAsync),
        new("garbage", "spoiled bodies make no error, no hang and no heap", "a server that trusts its input", GarbageScenario.Errors, Both, GarbageScenario.PlayAsync),
    ];
}
