using Patchbay.Faults.Machines;
using Patchbay.Faults.Scenarios;

namespace Patchbay.Faults;

/// <summary>How much of a scenario is played: enough to notice in continuous integration, the usual, or the long form.</summary>
internal enum Scale
{
    Ci,
    Usual,
    Long,
}

/// <summary>Plays the scenarios that were asked for, one after the other, and counts.</summary>
internal static class Runner
{
    public static async Task<int> RunAsync(string[] args)
    {
        var names = args.Where(arg => !arg.StartsWith('-')).ToList();
        if (names.Find(name => Array.TrueForAll(Catalogue.All, one => one.Name != name)) is { } unknown)
            return Usage(unknown);
        var scale =
            args.Contains("--ci") ? Scale.Ci
            : args.Contains("--long") ? Scale.Long
            : Scale.Usual;
        var wanted = Catalogue.All.Where(one => names.Count == 0 || names.Contains(one.Name)).ToList();
        await using var machines = new Shared();
        int passed = 0,
            failed = 0;
        foreach (var scenario in wanted)
        {
            List<Control?> controls = args.Contains("--controls") ? [.. scenario.Controls] : [null];
            foreach (
                var (storage, control) in scenario.Storages.SelectMany(
                    _ => controls,
                    (storage, control) => (storage, control)
                )
            )
            {
                if (await PlayAsync(scenario, new Run(machines, storage, scale, control)))
                    passed++;
                else
                    failed++;
            }
        }
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<bool> PlayAsync(Scenario scenario, Run run)
    {
        run.Begin(scenario);
        try
        {
            if (run.Storage == StorageKind.Postgres && PostgresCluster.Programs is null)
                run.Skip("PostgreSQL is not installed");
            else
                await scenario.PlayAsync(run);
        }
        catch (Exception error)
        {
            run.Check("ended", error.ToString(), false);
        }
        return run.End();
    }

    private static int Usage(string unknown)
    {
        Console.Error.WriteLine(
            $"There is no scenario '{unknown}'. There are: {string.Join(", ", Catalogue.All.Select(one => one.Name))}; options: --ci, --long, --controls."
        );
        return 2;
    }
}
