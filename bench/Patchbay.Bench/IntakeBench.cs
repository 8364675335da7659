using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Patchbay.Server.Storage;

namespace Patchbay.Bench;

/// <summary>
/// How fast the server takes webhooks to disk, on both databases, beside a route that only checks the signature and beside
/// Express, which stores nothing. All run at once and take turns, so that the machine's mood falls on each alike.
/// </summary>
internal static class IntakeBench
{
    private const int Connections = 64, FirstPort = 15090;

    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(20);

    /// <param name="warmUp">Requests that each gets before anything is measured.</param>
    /// <param name="measured">Requests of one measured round.</param>
    /// <param name="rounds">How often they take turns; the medians count.</param>
    /// <param name="only">Names to run, beside the floor; none: all.</param>
    public static async Task<int> RunAsync(int warmUp = 100_000, int measured = 40_000, int rounds = 5, params string[] only)
    {
        using var cluster = Wanted("postgres") ? PostgresCluster.Start(FirstPort + 9) : null;
        var folders = new List<string>();
        var all = new List<Contestant> { new("body and HMAC only", StartOurs("Patchbay.Bench.dll", "intake-floor", Url(0)), FirstPort) };
        try
        {
            if (Wanted("sqlite")) all.Add(await StartServerAsync("Patchbay, SQLite", 1, null, folders));
            if (Wanted("hook")) all.Add(await StartServerAsync("Patchbay, SQLite, shared hook", 4, null, folders, "/hooks/whatsapp"));
            if (cluster is not null) all.Add(await StartServerAsync("Patchbay, PostgreSQL", 2, cluster.ConnectionString, folders));
            if (Wanted("express") && ExpressPeer.Start(FirstPort + 3) is { } express) all.Add(new("Express, stores nothing", express, FirstPort + 3));
            foreach (var one in all) await one.AnswersAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Connections} connections, bodies of {new SignedWebhooks("/", 0).BodyLength} bytes, {warmUp:N0} requests of warm-up, medians of {rounds} rounds of {measured:N0} taking turns"));
            await MeasureAsync(all, warmUp, measured, rounds);
            foreach (var one in all.Where(one => one.Server is not null)) await SteadyAsync(one);
        }
        finally
        {
            foreach (var one in all) one.Stop();
            foreach (var folder in folders) Directory.Delete(folder, recursive: true);
        }
        return 0;

        bool Wanted(string name) => only.Length == 0 || only.Contains(name);
    }

    private static async Task MeasureAsync(List<Contestant> all, int warmUp, int measured, int rounds)
    {
        foreach (var one in all) await one.RunAsync(warmUp);
        foreach (var one in all) await one.WorkedOffAsync();
        var results = all.ToDictionary(one => one, _ => new List<LoadResult>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var one in all)
            {
                results[one].Add(await one.RunAsync(measured));
                var left = await one.BacklogAsync();
                Console.WriteLine($"  round {round + 1} {one.Title,-26} {results[one][^1]}{(left > 0 ? string.Create(CultureInfo.InvariantCulture, $"   {left:N0} still to be worked on") : "")}");
                await one.WorkedOffAsync();
            }
        }
        var floor = Median(results[all[0]]);
        foreach (var one in all)
        {
            var median = Median(results[one]);
            Console.WriteLine($"{one.Title,-28} {median}   {(median.PerSecond / floor.PerSecond).ToString("0.00", CultureInfo.InvariantCulture)} of the floor");
        }
    }

    private static async Task SteadyAsync(Contestant one)
    {
        var steady = await one.SteadyAsync(1000, Steady);
        Console.WriteLine($"{one.Title,-28} {steady}   steady 1,000/s");
    }

    private static LoadResult Median(List<LoadResult> results) => results.OrderBy(one => one.PerSecond).ElementAt(results.Count / 2);

    private static string Url(int place) => $"http://127.0.0.1:{FirstPort + place}";

    private static async Task<Contestant> StartServerAsync(string title, int place, string? postgres, List<string> folders, string path = "/webhooks/meta")
    {
        var folder = Directory.CreateTempSubdirectory("patchbay-bench-").FullName;
        folders.Add(folder);
        var settings = IntakeStage.Settings(folder, postgres);
        await IntakeStage.PrepareAsync(settings);
        Database server = postgres is null ? new SqliteDatabase(Path.Combine(folder, "patchbay.db")) : new PostgresDatabase(postgres);
        return new Contestant(title, StartOurs("Patchbay.Server.dll", ["--urls", Url(place), .. settings]), FirstPort + place) { Server = server, Path = path };
    }

    private static Process StartOurs(string assembly, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]))!;

    /// <summary>One of those who take turns.</summary>
    private sealed class Contestant(string title, Process process, int port)
    {
        private int _runs;

        public string Title => title;

        /// <summary>The database behind it, to see what is left to do; null for those that store nothing.</summary>
        public Database? Server { get; init; }

        /// <summary>Which receiver is called.</summary>
        public string Path { get; init; } = "/webhooks/meta";

        public Task<LoadResult> RunAsync(long count) =>
            new SocketLoad("127.0.0.1", port, Connections).RunAsync(new SignedWebhooks(Path, ++_runs).Next, count);

        public Task<LoadResult> SteadyAsync(int perSecond, TimeSpan duration) =>
            new OpenLoad("127.0.0.1", port, Connections).RunAsync(new SignedWebhooks(Path, ++_runs).Next, perSecond, duration);

        public async Task AnswersAsync()
        {
            while (true)
            {
                try
                {
                    using var socket = new TcpClient();
                    await socket.ConnectAsync("127.0.0.1", port);
                    return;
                }
                catch (SocketException) when (!process.HasExited)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
                }
            }
        }

        public Task<long> BacklogAsync() => Server is null
            ? Task.FromResult(0L)
            : Server.ReadAsync(session => session.ScalarAsync<long>("select count(*) from inbound_pending"), default);

        /// <summary>Returns when the projections are through, so that one contestant's rest does not slow the next.</summary>
        public async Task WorkedOffAsync()
        {
            while (await BacklogAsync() > 0) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        public void Stop()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            Server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
