using System.Diagnostics;
using System.Globalization;
using System.Net;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>Real traffic next to strangers who guess, send slowly, break off and hold connections open.</summary>
internal static class StrangersScenario
{
    public static readonly Control TakesTurns = new("webhooks are received one after the other, body included", Delay);

    private const string Delay = "events: p50 / p99, with them",
        ApiDelay = "API with a key: p50 / p99, with them";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A short run reaches these. The limit of log-ins is the default, because each log-in costs a lot.
    private static readonly Dictionary<string, string> LowLimits = new(StringComparer.Ordinal)
    {
        ["Limits:WrongKeysPerMinute"] = "30",
        ["Limits:PagesPerMinute"] = "30",
        ["Limits:UnsignedBodiesPerMinute"] = "30",
    };

    public static async Task PlayAsync(Run run)
    {
        await using var stage = await Stage.StartAsync(
            run,
            new Setup { Fault = run.Control == TakesTurns ? FaultyServer.TakesTurns : null, Settings = LowLimits }
        );
        // First requests of a process are slow; the strangers' own first requests belong to this time, too.
        await WithStrangersAsync(run, stage, () => TrafficAsync(run, stage, run.Pick(4, 10, 10)));
        var quiet = await TrafficAsync(run, stage, Seconds(run));
        var strangers = await WithStrangersAsync(run, stage, () => TrafficAsync(run, stage, Seconds(run)));
        await stage.SettleAsync(Patience);

        foreach (var (kind, answers) in strangers.Answers)
            run.Note($"{kind}, by status", answers);
        run.Check("strangers answered 5xx", strangers.Errors, strangers.Errors == 0);
        run.Check("guesses refused with 429", strangers.Limited, strangers.Limited > 0);
        run.Note("events: p50 / p99, alone", Text(quiet.Events));
        run.Check(Delay, Text(strangers.Traffic.Events), IsNear(quiet.Events, strangers.Traffic.Events));
        run.Note("API with a key: p50 / p99, alone", Text(quiet.Api));
        run.Check(ApiDelay, Text(strangers.Traffic.Api), IsNear(quiet.Api, strangers.Traffic.Api));
        run.Check("real calls that were refused", strangers.Traffic.Refused, strangers.Traffic.Refused == 0);
        run.Check(stage.Ledger.Balance());
    }

    private static int Seconds(Run run) => run.Pick(8, 20, 60);

    private static bool IsNear(Figures quiet, Figures beside) =>
        beside.P99 <= Math.Max(quiet.P99 * 1.2, quiet.P99 + 50);

    private static string Text(Figures figures) =>
        string.Create(CultureInfo.InvariantCulture, $"{figures.P50:N0} / {figures.P99:N0} ms");

    private static async Task<StrangersResult> WithStrangersAsync(Run run, Stage stage, Func<Task<Traffic>> traffic)
    {
        using var enough = new CancellationTokenSource();
        var strangers = Enum.GetValues<StrangerKind>()
            .Select(kind => new Strangers(kind, stage.Server.Address))
            .ToList();
        var running = strangers.Select(own => own.RunAsync(RateOf(run, own.Kind), enough.Token)).ToList();
        var result = await traffic();
        await enough.CancelAsync();
        await Task.WhenAll(running);
        foreach (var own in strangers)
            own.Dispose();
        return new(
            result,
            [.. strangers.Select(own => ($"{own.Kind}", Summary(own)))],
            strangers.Sum(own => own.Answers.Where(answer => answer.Key >= 500).Sum(answer => answer.Value)),
            strangers.Sum(own => own.Answers.GetValueOrDefault(429))
        );
    }

    // A log-in costs a hundred times as much as another guess.
    private static int RateOf(Run run, StrangerKind kind) =>
        kind switch
        {
            StrangerKind.LogIns => run.Pick(4, 10, 10),
            StrangerKind.SlowBodies or StrangerKind.HalfOpen => run.Pick(4, 10, 10),
            _ => run.Pick(20, 50, 50),
        };

    private static string Summary(Strangers own) =>
        string.Join(", ", own.Answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Key}: {answer.Value}"));

    /// <summary>Sends events and asks the API for some time.</summary>
    private static async Task<Traffic> TrafficAsync(Run run, Stage stage, int seconds)
    {
        var before = stage.Loop.Answers.Count;
        var time = TimeSpan.FromSeconds(seconds);
        var asking = AskAsync(stage, time);
        await stage.LoadAsync(run.Pick(20, 50, 50), time);
        var api = await asking;
        await stage.SettleAsync(Patience);
        var events = stage.Loop.Answers.Skip(before).ToList();
        var times = events
            .Where(answer => answer.IsAcknowledged)
            .Select(answer =>
                stage.Receiver.Arrivals.TryGetValue(answer.Number, out var at)
                    ? Stopwatch.GetElapsedTime(answer.IntendedAt, at).TotalMilliseconds
                    : double.PositiveInfinity
            );
        return new(
            Figures.Of(times),
            Figures.Of(api.Where(call => call.Status == HttpStatusCode.OK).Select(call => call.Milliseconds)),
            events.Count(answer => !answer.IsAcknowledged) + api.Count(call => call.Status != HttpStatusCode.OK)
        );
    }

    /// <summary>A customer's program asks for its numbers ten times in a second.</summary>
    private static async Task<List<(HttpStatusCode Status, double Milliseconds)>> AskAsync(Stage stage, TimeSpan time)
    {
        var calls = new List<(HttpStatusCode, double)>();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await stage.Customer.Api.GetAsync("/v1/phones");
            calls.Add((response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            await Stage.WaitAsync(TimeSpan.FromMilliseconds(100));
        }
        return calls;
    }

    private sealed record Figures(double P50, double P99)
    {
        public static Figures Of(IEnumerable<double> times)
        {
            var all = times.ToList();
            return new(all.Percentile(0.5), all.Percentile(0.99));
        }
    }

    /// <param name="Events">From when an event was due to its arrival at the receiver.</param>
    /// <param name="Api">Of calls with a right key.</param>
    /// <param name="Refused">Events and calls without a 200.</param>
    private sealed record Traffic(Figures Events, Figures Api, int Refused);

    private sealed record StrangersResult(
        Traffic Traffic,
        IReadOnlyList<(string Kind, string Answers)> Answers,
        int Errors,
        int Limited
    );
}
