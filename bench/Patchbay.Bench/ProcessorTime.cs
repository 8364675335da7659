using System.Diagnostics;
using System.Globalization;

namespace Patchbay.Bench;

/// <summary>
/// How long processors worked for a process and its children: what a neighbour on the same machine hardly changes, while he
/// changes every rate.
/// </summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100; // what Linux promises to programs, whatever its own clock is

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
            // Own time in user and system mode; of the root also that of children that have ended.
            if (id == root)
                ticks += Sum(fields.AsSpan(11, 4));
            else if (int.Parse(fields[1], CultureInfo.InvariantCulture) == root)
                ticks += Sum(fields.AsSpan(11, 2));
        }
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    // What follows the name, which stands in parentheses and may hold anything.
    private static string[]? Read(string folder)
    {
        try
        {
            var text = File.ReadAllText(folder + "/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // it has ended
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
