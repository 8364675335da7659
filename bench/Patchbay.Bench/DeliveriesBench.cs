using System.Globalization;

namespace Patchbay.Bench;

/// <summary>
/// Measures deliveries a second with durable claims and results, compared with a bare loop that signs and posts to the
/// same sink; the delay from a stored event to its first attempt; and a start with a million pending deliveries. Runs
/// on SQLite and PostgreSQL. PATCHBAY_BENCH_POSTGRES names a PostgreSQL server; without it the benchmark starts one.
/// </summary>
internal static class DeliveriesBench
{
    private const int Endpoints = 32,
        WarmUp = 20_000,
        Measured = 20_000,
        Million = 1_000_000,
        PostgresPort = 15089;

    private const string Sink = "http://127.0.0.1:15084",
        Server = "http://127.0.0.1:15085";

    /// <param name="what">
    /// Any of rate, delay, million, sqlite and postgres, and a number of pending rows instead of a million. Empty means
    /// all.
    /// </param>
    public static async Task<int> RunAsync(string[] what)
    {
        var pending = what.Where(word => char.IsAsciiDigit(word[0]))
            .Select(word => int.Parse(word, CultureInfo.InvariantCulture))
            .FirstOrDefault(Million);
        using var cluster =
            Wanted(what, "sqlite", "postgres") is var databases && databases.Contains("postgres") && Named is null
                ? PostgresCluster.Start(PostgresPort)
                : null;
        using var sink = BenchProcess.Start("delivery-sink", Sink);
        using var client = new HttpClient();
        try
        {
            await BenchProcess.AnswerAsync(client, Sink);
            foreach (var database in databases)
            {
                var postgres = database == "postgres" ? Named ?? cluster?.ConnectionString : null;
                if (database == "postgres" && postgres is null)
                    continue; // PostgresCluster has printed the reason
                foreach (var part in Wanted(what, "rate", "delay", "million"))
                    await RunAsync(part, postgres, client, pending);
            }
            return 0;
        }
        finally
        {
            sink.Kill();
        }
    }

    private static string? Named =>
        Environment.GetEnvironmentVariable("PATCHBAY_BENCH_POSTGRES") is { Length: > 0 } postgres ? postgres : null;

    private static Task RunAsync(string part, string? postgres, HttpClient client, int pending) =>
        part switch
        {
            "rate" => RateAsync(postgres),
            "delay" => DelayAsync(postgres),
            _ => StartAsync(postgres, client, pending),
        };

    // All names, when the arguments contain none of them.
    private static string[] Wanted(string[] what, params string[] names) =>
        what.Intersect(names).Any() ? [.. names.Intersect(what)] : names;

    private static async Task RateAsync(string? postgres)
    {
        await using var stage = await DeliveryBenchStage.StartAsync(postgres, Sink);
        await stage.CreateEndpointsAsync(Endpoints);
        var bare = new BareDeliveries(Sink);
        await bare.RunAsync(WarmUp);
        await stage.DeliverAsync(WarmUp);
        var ratios = new List<double>();
        for (var round = 1; round <= 5; round++)
        {
            var floor = await bare.RunAsync(Measured);
            var ours = await stage.DeliverAsync(Measured);
            ratios.Add(ours / floor);
            Say(
                stage,
                $"round {round}",
                $"bare {floor, 7:N0}/s   deliveries {ours, 7:N0}/s   {ours / floor:0.00} of bare"
            );
        }
        Say(stage, "median of the rounds", $"{ratios.Order().ElementAt(2):0.00} of the bare loop (at least 0.20)");
    }

    private static async Task DelayAsync(string? postgres)
    {
        await using var stage = await DeliveryBenchStage.StartAsync(postgres, Sink);
        await stage.CreateEndpointsAsync(Endpoints);
        await stage.DeliverAsync(WarmUp);
        var delays = await stage.DelaysAsync(perSecond: 300, seconds: 20);
        Say(
            stage,
            "stored to first attempt at 300/s",
            $"p50 {delays[delays.Count / 2]:N0} ms   p99 {delays[(int)(delays.Count * 0.99)]:N0} ms (at most 250)"
        );
    }

    private static async Task StartAsync(string? postgres, HttpClient client, int pending)
    {
        await using var stage = await DeliveryBenchStage.StartAsync(postgres, Sink, quiet: true);
        await stage.CreateEndpointsAsync(1000);
        await stage.FillAsync(pending);
        var began = TimeProvider.System.GetTimestamp();
        using var server = BenchProcess.Start("delivery-server", Server, stage.Folder, stage.Postgres ?? "");
        await BenchProcess.AnswerAsync(client, Server + "/health/ready");
        var first = TimeProvider.System.GetElapsedTime(began);
        await Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System);
        server.Refresh();
        var (megabytes, done) = (server.WorkingSet64 / 1024 / 1024, await stage.AttemptsAsync());
        server.Kill();
        await server.WaitForExitAsync();
        Say(
            stage,
            string.Create(CultureInfo.InvariantCulture, $"start with {pending:N0} pending"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"first 200 after {first.TotalSeconds:0.0} s (at most 5)   {megabytes} MB (at most 300)   "
                    + $"{done / 15:N0} deliveries/s in the first 15 s"
            )
        );
    }

    private static void Say(DeliveryBenchStage stage, string what, string figures) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage.Name, -11} {what, -34} {figures}"));
}
