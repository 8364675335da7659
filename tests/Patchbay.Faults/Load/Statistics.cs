namespace Patchbay.Faults.Load;

internal static class Statistics
{
    /// <summary>The value at this fraction of the sorted values; zero when there are none.</summary>
    public static double Percentile(this IEnumerable<double> values, double fraction)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * fraction))];
    }

    public static IEnumerable<double> AcknowledgedMilliseconds(this IEnumerable<Answer> answers) =>
        answers.Where(answer => answer.IsAcknowledged).Select(answer => answer.Latency.TotalMilliseconds);
}
