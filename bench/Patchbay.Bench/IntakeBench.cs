using System.Diagnostics;
using System.Globalization;
using Patchbay.Server.Storage;

namespace Patchbay.Bench;

/// <summary>
/// How fast the server takes webhooks to disk, on both databases, beside a route that only checks the signature and beside
/// Express, which stores nothing. All run at once and take turns, so that the machine's mood falls on each alike. The server is
/// as it ships: while it takes webhooks it also works off what it took, and what is left of that is done before the next turn.
/// </summary>
internal static class IntakeBench
{
    private const int FirstPort = 15090,
        Measured = 20_000,
        Rounds = 5;

    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(15);

    /// <param name="warmUp">Requests that each gets before anything is measured.</param>
    /// <param name="only">Names to run, beside the floor; none: all.</param>
    public static async Task<int> RunAsync(int warmUp = 100_000, params string[] only)
    {
        var began = Stopwatch.GetTimestamp();
        using var cluster = Wanted("postgres") ? PostgresCluster.Start(FirstPort + 9) : null;
        var folders = new List<string>();
        var all = new List<IntakeContestant>
        {
            new("body and HMAC only", StartOurs("Patchbay.Bench.dll", "intake-floor", Url(0)), FirstPort),
        };
        try
        {
            if (Wanted("sqlite"))
                all.Add(await StartServerAsync("Patchbay, SQLite", 1, null, folders));
            if (Wanted("hook"))
                all.Add(await StartServerAsync("Patchbay, SQLite, shared hook", 4, null, folders, "/hooks/whatsapp"));
            if (cluster is not null)
                all.Add(await StartServerAsync("Patchbay, PostgreSQL", 2, cluster, folders));
            if (Wanted("express") && ExpressPeer.Start(FirstPort + 3) is { } express)
                all.Add(new("Express, stores nothing", express, FirstPort + 3));
            foreach (var one in all)
                await one.AnswersAsync();
            Print(
                $"64 connections, bodies of {new SignedWebhooks("/", 0).BodyLength} bytes, {warmUp:N0} requests of warm-up, medians of {Rounds} rounds of {Measured:N0} taking turns"
            );
            await MeasureAsync(all, warmUp);
            foreach (var one in all.Where(one => one.Database is not null))
                Print($"{one.Title, -30} {await one.SteadyAsync(1000, Steady)}   steady 1,000/s");
        }
        finally
        {
            foreach (var one in all)
                one.Stop();
            foreach (var folder in folders)
                Directory.Delete(folder, recursive: true);
        }
        Print($"in {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s");
        return 0;

        bool Wanted(string name) => only.Length == 0 || only.Contains(name);
    }

    private static async Task MeasureAsync(List<IntakeContestant> all, int warmUp)
    {
        foreach (var one in all)
            Print($"  warm-up {one.Title, -30} {await one.RunAsync(warmUp)}");
        for (var round = 1; round <= Rounds; round++)
        {
            // To and fro: whoever comes after one that wrote much pays for some of it, 6 % where both were the same program.
            foreach (var one in round % 2 == 1 ? all : Enumerable.Reverse(all))
            {
                one.Rounds.Add(await one.RunAsync(Measured));
                Print($"  round {round} {one.Title, -30} {one.Rounds[^1]}");
            }
        }
        foreach (var one in all)
            Print(
                $"{one.Title, -30} {one.Median}   {one.Median.Load.PerSecond / all[0].Median.Load.PerSecond:0.00} of the floor"
            );
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static string Url(int place) => $"http://127.0.0.1:{FirstPort + place}";

    private static async Task<IntakeContestant> StartServerAsync(
        string title,
        int place,
        PostgresCluster? cluster,
        List<string> folders,
        string path = "/webhooks/meta"
    )
    {
        var folder = Directory.CreateTempSubdirectory("patchbay-bench-").FullName;
        folders.Add(folder);
        var settings = IntakeStage.Settings(folder, cluster?.ConnectionString);
        await IntakeStage.PrepareAsync(settings);
        Database database = cluster is null
            ? new SqliteDatabase(Path.Combine(folder, "patchbay.db"))
            : new PostgresDatabase(cluster.ConnectionString);
        var process = StartOurs("Patchbay.Server.dll", ["--urls", Url(place), .. settings]);
        return new(title, process, FirstPort + place)
        {
            Database = database,
            Cluster = cluster,
            Path = path,
        };
    }

    private static Process StartOurs(string assembly, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        )!;
}
