namespace Patchbay.Faults.Load;

internal static class Figures
{
    /// <summary>The value below which this part of all lies; zero of nothing.</summary>
    public static double Percentile(this IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
    }

    public static IEnumerable<double> AcknowledgedMilliseconds(this IEnumerable<Answer> answers) =>
        answers.Where(answer => answer.IsAcknowledged).Select(answer => answer.Latency.TotalMilliseconds);
}
