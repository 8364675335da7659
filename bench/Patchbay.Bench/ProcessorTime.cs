using System.Diagnostics;
using System.Globalization;

namespace Patchbay.Bench;

/// <summary>
/// The processor time of a process and its children. Other load on the machine hardly affects it, but affects rates.
/// </summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100; // fixed by Linux for /proc, independent of the kernel clock

    public static TimeSpan Of(Process process) =>
        Directory.Exists("/proc/self") ? OfTree(process.Id) : process.TotalProcessorTime;

    public static TimeSpan OfTree(int root)
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                !int.TryParse(
                    Path.GetFileName(folder.AsSpan()),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var id
                ) || Read(folder) is not { } fields
            )
                continue;
            // User and system time of each process. For the root, also the time of its ended children.
            if (id == root)
                ticks += Sum(fields.AsSpan(11, 4));
            else if (int.Parse(fields[1], CultureInfo.InvariantCulture) == root)
                ticks += Sum(fields.AsSpan(11, 2));
        }
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    // The fields after the name, which is in parentheses and may contain spaces.
    private static string[]? Read(string folder)
    {
        try
        {
            var text = File.ReadAllText(folder + "/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // the process has ended
        }
    }

    private static long Sum(ReadOnlySpan<string> fields)
    {
        var sum = 0L;
        foreach (var field in fields)
            sum += long.Parse(field, CultureInfo.InvariantCulture);
        return sum;
    }
}
