using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <param name="Says">What holds when it passes.</param>
/// <param name="Control">The fault that must make it fail.</param>
internal sealed record Scenario(string Name, string Says, string Control, StorageKind[] Storages, Func<Run, Task> PlayAsync);

internal static class Catalogue
{
    private static readonly StorageKind[] Both = [StorageKind.Sqlite, StorageKind.Postgres], OnlyPostgres = [StorageKind.Postgres];

    public static readonly Scenario[] All =
    [
        new("kill", "kill -9 under load loses nothing that was acknowledged", "acknowledge before the commit", Both, KillScenario.PlayAsync),
    ];
}
