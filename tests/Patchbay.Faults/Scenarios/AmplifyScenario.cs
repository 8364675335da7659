using System.Globalization;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// Searches for the bodies that cost most: random shapes first, then changes of the worst ones. The same seed gives the
/// same shapes.
/// </summary>
internal static class AmplifyScenario
{
    public static readonly Control Searches = new("contacts are searched for each message", TimeBefore),
        Copies = new("each event is stored ten times", Disk);

    private const string TimeBefore = "processor time before the answer",
        TimeAfter = "processor time after the answer",
        Disk = "bytes on disk",
        Answered = "answers that were neither 200, 403 nor 413";
    private const int Seed = 16,
        Elite = 12,
        Tries = 3,
        EventsPerServer = 60_000;
    private const long MostMemory = 768L << 20;

    private static readonly (string Check, Func<BodyCost, double> Share)[] Limits =
    [
        (TimeBefore, cost => cost.ShareBefore),
        (TimeAfter, cost => cost.ShareAfter),
        (Disk, cost => cost.ShareOfDisk),
    ];

    public static async Task PlayAsync(Run run)
    {
        var random = new Random(Seed);
        var count = run.Pick(60, 400, 2_100);
        var (costs, refused, memory, number) = (new List<BodyCost>(), 0, 0L, 0);
        while (costs.Count < count)
        {
            await using var probe = await BodyProbe.StartAsync(run);
            for (var events = 0L; events < EventsPerServer && costs.Count < count; )
            {
                var cost = await CostAsync(probe, Next(random, costs), () => number++);
                costs.Add(cost);
                events += cost.Events;
                refused += cost.IsAnswered ? 0 : 1;
            }
            memory = Math.Max(memory, probe.PeakMemory);
        }
        Judge(run, costs);
        run.Check(Answered, refused, refused == 0);
        run.Check("peak of resident memory", Megabytes(memory), memory <= MostMemory);
    }

    private static BodyShape Next(Random random, List<BodyCost> costs)
    {
        if (costs.Count < BodyShape.Known.Count())
            return BodyShape.Known.ElementAt(costs.Count);
        if (costs.Count < 2 * Elite || random.Next(3) == 0)
            return BodyShape.Random(random);
        var (_, share) = Limits[random.Next(Limits.Length)];
        var worst = costs.OrderByDescending(share).Take(Elite).ToList();
        return worst[random.Next(worst.Count)].Shape.Mutated(random);
    }

    // Other processes may disturb a measurement, so a body over a limit is measured again with other ids.
    private static async Task<BodyCost> CostAsync(BodyProbe probe, BodyShape shape, Func<int> number)
    {
        var cost = await probe.MeasureAsync(shape, number());
        for (var i = 1; i < Tries && cost.IsTooMuch; i++)
            cost = cost.Or(await probe.MeasureAsync(shape, number()));
        return cost;
    }

    private static void Judge(Run run, List<BodyCost> costs)
    {
        run.Note("bodies", costs.Count.ToString("N0", CultureInfo.InvariantCulture));
        run.Note(
            "bytes, events",
            $"{Megabytes(costs.Sum(cost => (long)cost.Size))}, {costs.Sum(cost => cost.Events):N0}"
        );
        foreach (var (check, share) in Limits)
        {
            var worst = costs.MaxBy(share)!;
            run.Check(
                check,
                string.Create(CultureInfo.InvariantCulture, $"{share(worst):P0} of the limit"),
                share(worst) <= 1
            );
            run.Note("  worst body", worst.ToString());
            run.Note("  its shape", worst.Shape.ToString());
        }
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20:N0} MB");
}
