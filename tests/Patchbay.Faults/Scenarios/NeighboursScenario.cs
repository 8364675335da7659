using System.Diagnostics;
using System.Globalization;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;
using Patchbay.Faults.Receivers;

namespace Patchbay.Faults.Scenarios;

/// <summary>One good customer next to endpoints that misbehave in every way and have full queues.</summary>
internal static class NeighboursScenario
{
    public static readonly Control SlowFailures = new("each failed call locks the database for a moment", Delay);

    private const string Deliveries = "select count(*) from deliveries",
        Delay = "good customer's p50 / p99, with them";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30),
        PollInterval = TimeSpan.FromMilliseconds(20);

    public static async Task PlayAsync(Run run)
    {
        var modes = Enum.GetValues<BadMode>();
        var installation = await Installation.CreateAsync(run, new Setup());
        var keys = new List<string>();
        foreach (var organization in modes.Select(mode => $"{mode}").Prepend("Good"))
            keys.Add(await installation.CreateKeyAsync(organization));
        if (run.Control == SlowFailures)
            await installation.ExecuteAsync(SchemaFaults.SlowFailures(run.Storage));
        await installation.Server.StartAsync();
        var ledger = new Ledger();
        await using var stage = await Stage.StartAsync(installation, keys[0], ledger);
        var bad = modes.Select(mode => new BadReceiver(mode)).ToList();

        // Warm the process up for as long as the longest call, because first calls are slow and would distort both
        // figures.
        foreach (var (receiver, key) in bad.Zip(keys.Skip(1)))
            await QueueAsync(stage, receiver, key, endpoints: run.Pick(1, 3, 3), events: 13);
        await stage.LoadAsync(run.Pick(20, 50, 50), TimeSpan.FromSeconds(run.Pick(4, 20, 20)));
        var quiet = await MeasureAsync(run, stage);
        var before = await stage.Installation.CountAsync(Deliveries);
        foreach (var (receiver, key) in bad.Zip(keys.Skip(1)))
            await QueueAsync(stage, receiver, key, endpoints: run.Pick(10, 50, 50), events: run.Pick(13, 13, 125));
        await QueuedAsync(stage);
        var queued = await stage.Installation.CountAsync(Deliveries) - before;
        var beside = await MeasureAsync(run, stage);
        var (waiting, calls) = (
            await stage.Installation.CountAsync($"{Deliveries} where state = 'pending'"),
            bad.Sum(receiver => receiver.Calls)
        );
        await stage.SettleAsync(Patience);

        run.Note(
            "queued for bad endpoints / called",
            string.Create(CultureInfo.InvariantCulture, $"{queued:N0} / {calls:N0} calls")
        );
        run.Check(
            "kinds of bad endpoints that were called",
            bad.Count(receiver => receiver.Calls > 0),
            bad.TrueForAll(receiver => receiver.Calls > 0)
        );
        run.Note("still waiting", waiting.ToString("N0", CultureInfo.InvariantCulture));
        run.Note("good customer's p50 / p99, alone", Text(quiet));
        run.Check(Delay, Text(beside), beside.P99 <= Math.Max(quiet.P99 * 1.2, quiet.P99 + 50));
        run.Check(ledger.Balance());
        foreach (var receiver in bad)
            await receiver.DisposeAsync();
    }

    private static string Text((double P50, double P99) figures) =>
        string.Create(CultureInfo.InvariantCulture, $"{figures.P50:N0} / {figures.P99:N0} ms");

    /// <summary>Waits until every stored event is in a queue.</summary>
    private static async Task QueuedAsync(Stage stage)
    {
        for (
            var began = Stopwatch.GetTimestamp();
            await stage.Installation.CountAsync("select count(*) from inbound_pending") > 0;
            await Stage.WaitAsync(PollInterval)
        )
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"Events were still pending after {Patience}.");
        }
    }

    /// <summary>Measures the time from when an event was due to its arrival at the receiver.</summary>
    private static async Task<(double P50, double P99)> MeasureAsync(Run run, Stage stage)
    {
        var before = stage.Loop.Answers.Count;
        await stage.LoadAsync(run.Pick(20, 50, 50), TimeSpan.FromSeconds(run.Pick(6, 20, 60)));
        await stage.SettleAsync(Patience);
        var times = stage
            .Loop.Answers.Skip(before)
            .Where(answer => answer.IsAcknowledged)
            .Select(answer =>
                stage.Receiver.Arrivals.TryGetValue(answer.Number, out var at)
                    ? Stopwatch.GetElapsedTime(answer.IntendedAt, at).TotalMilliseconds
                    : double.PositiveInfinity
            )
            .ToList();
        return (times.Percentile(0.5), times.Percentile(0.99));
    }

    /// <summary>Creates the endpoints of one customer, and sends events that fill their queues.</summary>
    private static async Task QueueAsync(Stage stage, BadReceiver receiver, string key, int endpoints, int events)
    {
        var customer = await stage.Installation.ConnectAsync(key);
        for (var i = 0; i < endpoints; i++)
            await customer.SubscribeAsync(receiver.Url(i));
        using var loop = new OpenLoop(
            _ => new Uri(stage.Server.Address, "/webhooks/meta"),
            customer.NumberedWebhooks,
            new Ledger()
        );
        for (var i = 0; i < events; i++)
            await loop.SendAsync([loop.Next()], Stopwatch.GetTimestamp());
    }
}
