using System.Diagnostics;
using System.Globalization;

namespace Patchbay.Bench;

/// <summary>Two ways to do the same, taking turns in one process, so that the machine's mood falls on both.</summary>
internal static class Contest
{
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(
        string what, string floorName, Func<ValueTask> floor, string oursName, Func<ValueTask> ours, int batch, int rounds)
    {
        // The first seconds of a process run code that is not yet optimised.
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < _warmUp;)
        {
            await RoundAsync(floor, batch);
            await RoundAsync(ours, batch);
        }

        var floorRounds = new List<Round>();
        var ourRounds = new List<Round>();
        for (var i = 0; i < rounds; i++)
        {
            floorRounds.Add(await RoundAsync(floor, batch));
            ourRounds.Add(await RoundAsync(ours, batch));
        }

        var (floorMedian, ourMedian) = (Median(floorRounds, r => r.Microseconds), Median(ourRounds, r => r.Microseconds));
        Print(what, floorName, floorMedian, Median(floorRounds, r => r.Bytes));
        Print(what, oursName, ourMedian, Median(ourRounds, r => r.Bytes));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: ratio {ourMedian / floorMedian:0.00}"));
    }

    private static async Task<Round> RoundAsync(Func<ValueTask> action, int batch)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < batch; i++) await action();
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new(elapsed.TotalMicroseconds / batch, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / batch);
    }

    private static double Median(List<Round> rounds, Func<Round, double> value) =>
        rounds.Select(value).Order().ElementAt(rounds.Count / 2);

    private static void Print(string what, string who, double microseconds, double bytes) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {who,-40} {microseconds,8:0.00} µs {bytes,8:0} B"));

    private sealed record Round(double Microseconds, double Bytes);
}
