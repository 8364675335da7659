using System.Diagnostics;
using System.Globalization;

namespace Patchbay.Bench;

/// <summary>
/// Runs two ways of doing the same in alternating rounds in one process, so that the machine's state affects both.
/// Rounds are short, so an interruption affects a few rounds but not the median.
/// </summary>
internal static class Comparison
{
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(
        string what,
        string floorName,
        Func<ValueTask> floor,
        string oursName,
        Func<ValueTask> ours,
        int batch,
        int rounds
    )
    {
        // The runtime optimises code during the first seconds of a process.
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < _warmUp; )
        {
            await RoundAsync(floor, batch);
            await RoundAsync(ours, batch);
        }

        var floorRounds = new double[rounds];
        var ourRounds = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            floorRounds[i] = await RoundAsync(floor, batch);
            ourRounds[i] = await RoundAsync(ours, batch);
        }

        var pairs = ourRounds.Zip(floorRounds, (o, f) => o / f).ToArray();
        Print(what, floorName, Quantile(floorRounds, 0.5), await BytesAsync(floor, batch));
        Print(what, oursName, Quantile(ourRounds, 0.5), await BytesAsync(ours, batch));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: ratio of the medians {Quantile(ourRounds, 0.5) / Quantile(floorRounds, 0.5):0.00}, "
                    + $"of adjacent rounds: middle half {Quantile(pairs, 0.25):0.00} to {Quantile(pairs, 0.75):0.00}"
            )
        );
    }

    private static async Task<double> RoundAsync(Func<ValueTask> action, int batch)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < batch; i++)
            await action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / batch;
    }

    private static async Task<double> BytesAsync(Func<ValueTask> action, int batch)
    {
        const int rounds = 20;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < rounds; i++)
            await RoundAsync(action, batch);
        return (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / (rounds * batch);
    }

    private static double Quantile(double[] values, double fraction) =>
        values.Order().ElementAt((int)(values.Length * fraction));

    private static void Print(string what, string name, double microseconds, double bytes) =>
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{what}: {name, -40} {microseconds, 8:0.00} µs {bytes, 8:0} B")
        );
}
