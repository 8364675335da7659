using System.Globalization;

namespace Patchbay.Bench;

/// <summary>
/// Deliveries a second, claims and results durable, beside a bare loop that signs and posts to the same sink; how soon a stored
/// event is called; and a start with a million of them waiting. On SQLite, and on PostgreSQL where PATCHBAY_BENCH_POSTGRES names one.
/// </summary>
internal static class DeliveriesBench
{
    private const int Endpoints = 32, WarmUp = 20_000, Measured = 20_000, Million = 1_000_000;

    public static async Task<int> RunAsync(string[] what)
    {
        using var sink = BenchProcess.Start("delivery-sink", "http://127.0.0.1:15084");
        using var client = new HttpClient();
        await BenchProcess.AnswerAsync(client, "http://127.0.0.1:15084/");
        try
        {
            foreach (var database in Databases())
            {
                if (what.Length == 0 || what.Contains("rate")) await RateAsync(database);
                if (what.Length == 0 || what.Contains("delay")) await DelayAsync(database);
                if (what.Length == 0 || what.Contains("million")) await MillionAsync(database, client);
            }
            return 0;
        }
        finally
        {
            sink.Kill();
        }
    }

    private static IEnumerable<string?> Databases()
    {
        yield return null;
        if (Environment.GetEnvironmentVariable("PATCHBAY_BENCH_POSTGRES") is { Length: > 0 } postgres) yield return postgres;
        else Console.WriteLine("PostgreSQL skipped: PATCHBAY_BENCH_POSTGRES is not set.");
    }

    private static async Task RateAsync(string? postgres)
    {
        await using var stage = await DeliveryBenchStage.StartAsync(postgres, "http://127.0.0.1:15084");
        await stage.CreateEndpointsAsync(Endpoints);
        var bare = new BareDeliveries("http://127.0.0.1:15084");
        await bare.RunAsync(WarmUp);
        await stage.DeliverAsync(WarmUp);
        var ratios = new List<double>();
        for (var round = 1; round <= 5; round++)
        {
            var floor = await bare.RunAsync(Measured);
            var ours = await stage.DeliverAsync(Measured);
            ratios.Add(ours / floor);
            Say(stage, $"round {round}", $"bare {floor,7:N0}/s   deliveries {ours,7:N0}/s   {ours / floor:0.00} of it");
        }
        Say(stage, "median of the rounds", $"{ratios.Order().ElementAt(2):0.00} of the bare loop (at least 0.20)");
    }

    private static async Task DelayAsync(string? postgres)
    {
        await using var stage = await DeliveryBenchStage.StartAsync(postgres, "http://127.0.0.1:15084");
        await stage.CreateEndpointsAsync(Endpoints);
        await stage.DeliverAsync(WarmUp);
        var delays = await stage.DelaysAsync(perSecond: 300, seconds: 20);
        Say(stage, "stored to first attempt at 300/s", $"p50 {delays[delays.Count / 2]:N0} ms   p99 {delays[(int)(delays.Count * 0.99)]:N0} ms (at most 250)");
    }

    private static async Task MillionAsync(string? postgres, HttpClient client)
    {
        string folder;
        string? database;
        await using (var stage = await DeliveryBenchStage.StartAsync(postgres, "http://127.0.0.1:15084", keep: true))
        {
            await stage.CreateEndpointsAsync(1000);
            await stage.FillAsync(Million);
            (folder, database) = (stage.Folder, stage.Postgres);
            var before = await stage.AttemptsAsync();
            var began = TimeProvider.System.GetTimestamp();
            using var server = BenchProcess.Start("delivery-server", "http://127.0.0.1:15085", folder, database ?? "");
            await BenchProcess.AnswerAsync(client, "http://127.0.0.1:15085/health/ready");
            var first = TimeProvider.System.GetElapsedTime(began);
            await Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System);
            server.Refresh();
            var done = await stage.AttemptsAsync() - before;
            Say(stage, "start with 1,000,000 pending", string.Create(CultureInfo.InvariantCulture,
                $"first 200 after {first.TotalSeconds:0.0} s (at most 5)   {server.WorkingSet64 / 1024 / 1024} MB (at most 300)   {done / 15:N0} deliveries/s in the first 15 s"));
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static void Say(DeliveryBenchStage stage, string what, string figures) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage.Name,-11} {what,-34} {figures}"));
}
