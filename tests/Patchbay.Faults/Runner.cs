using Patchbay.Faults.Machines;
using Patchbay.Faults.Scenarios;

namespace Patchbay.Faults;

/// <summary>The size of a run: short for continuous integration, usual, or long.</summary>
internal enum Scale
{
    Ci,
    Usual,
    Long,
}

/// <summary>Runs the requested scenarios in sequence and counts those that pass and fail.</summary>
internal static class Runner
{
    public static async Task<int> RunAsync(string[] args)
    {
        var names = args.Where(arg => !arg.StartsWith('-')).ToList();
        if (names.Find(name => Array.TrueForAll(Catalogue.All, scenario => scenario.Name != name)) is { } unknown)
            return Usage(unknown);
        var scale =
            args.Contains("--ci") ? Scale.Ci
            : args.Contains("--long") ? Scale.Long
            : Scale.Usual;
        var wanted = Catalogue.All.Where(scenario => names.Count == 0 || names.Contains(scenario.Name)).ToList();
        await using var machines = new SharedMachines();
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
            run.Check("runs without an exception", error.ToString(), false);
        }
        return run.End();
    }

    private static int Usage(string unknown)
    {
        var names = string.Join(", ", Catalogue.All.Select(scenario => scenario.Name));
        Console.Error.WriteLine(
            $"There is no scenario '{unknown}'. Scenarios: {names}. Options: --ci, --long, --controls."
        );
        return 2;
    }
}
