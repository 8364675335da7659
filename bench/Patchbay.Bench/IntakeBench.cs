using System.Diagnostics;
using System.Globalization;
using Patchbay.Server.Storage;

namespace Patchbay.Bench;

/// <summary>
/// Measures how fast the server stores webhooks on both databases, compared with a route that only checks the signature
/// and with Express, which stores nothing. All processes run in alternating rounds, so that the machine's state affects
/// all of them. The server also processes the stored events, and finishes them before the next process has its round.
/// </summary>
internal static class IntakeBench
{
    private const int FirstPort = 15090,
        Measured = 20_000,
        Rounds = 5;

    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(15);

    /// <param name="warmUp">Requests to each process before the measurement.</param>
    /// <param name="only">The processes to run in addition to the floor. Empty means all.</param>
    public static async Task<int> RunAsync(int warmUp = 100_000, params string[] only)
    {
        var began = Stopwatch.GetTimestamp();
        using var cluster = Wanted("postgres") ? PostgresCluster.Start(FirstPort + 9) : null;
        var folders = new List<string>();
        var all = new List<IntakeCandidate>
        {
            new("body and HMAC only", StartBuilt("Patchbay.Bench.dll", "intake-floor", Url(0)), FirstPort),
        };
        try
        {
            if (Wanted("sqlite"))
                all.Add(await StartServerAsync("Patchbay, SQLite", 1, null, folders));
            if (Wanted("hook"))
                all.Add(await StartServerAsync("Patchbay, SQLite, shared hook", 4, null, folders, "/hooks/whatsapp"));
            if (cluster is not null)
                all.Add(await StartServerAsync("Patchbay, PostgreSQL", 2, cluster, folders));
            if (Wanted("express") && ExpressServer.Start(FirstPort + 3) is { } express)
                all.Add(new("Express, stores nothing", express, FirstPort + 3));
            foreach (var candidate in all)
                await candidate.AnswersAsync();
            var size = new SignedWebhooks("/", 0).BodyLength;
            Print($"64 connections, bodies of {size} bytes, {warmUp:N0} requests of warm-up");
            Print($"medians of {Rounds} alternating rounds of {Measured:N0} requests");
            await MeasureAsync(all, warmUp);
            foreach (var candidate in all.Where(candidate => candidate.Database is not null))
                Print($"{candidate.Title, -30} {await candidate.SteadyAsync(1000, Steady)}   steady 1,000/s");
        }
        finally
        {
            foreach (var candidate in all)
                candidate.Stop();
            foreach (var folder in folders)
                Directory.Delete(folder, recursive: true);
        }
        Print($"in {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s");
        return 0;

        bool Wanted(string name) => only.Length == 0 || only.Contains(name);
    }

    private static async Task MeasureAsync(List<IntakeCandidate> all, int warmUp)
    {
        foreach (var candidate in all)
            Print($"  warm-up {candidate.Title, -30} {await candidate.RunAsync(warmUp)}");
        for (var round = 1; round <= Rounds; round++)
        {
            // The order alternates, because a process that runs after much writing is slowed, by 6 % for the same
            // program.
            foreach (var candidate in round % 2 == 1 ? all : Enumerable.Reverse(all))
            {
                candidate.Rounds.Add(await candidate.RunAsync(Measured));
                Print($"  round {round} {candidate.Title, -30} {candidate.Rounds[^1]}");
            }
        }
        foreach (var candidate in all)
        {
            var share = candidate.Median.Load.PerSecond / all[0].Median.Load.PerSecond;
            Print($"{candidate.Title, -30} {candidate.Median}   {share:0.00} of the floor");
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static string Url(int offset) => $"http://127.0.0.1:{FirstPort + offset}";

    private static async Task<IntakeCandidate> StartServerAsync(
        string title,
        int portOffset,
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
        var process = StartBuilt("Patchbay.Server.dll", ["--urls", Url(portOffset), .. settings]);
        return new(title, process, FirstPort + portOffset)
        {
            Database = database,
            Cluster = cluster,
            Path = path,
        };
    }

    private static Process StartBuilt(string assembly, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        )!;
}
