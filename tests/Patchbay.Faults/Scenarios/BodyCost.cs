using System.Globalization;
using Patchbay.Faults.Load;

namespace Patchbay.Faults.Scenarios;

/// <summary>What a body cost the server, beside what it may cost.</summary>
internal sealed record BodyCost(BodyShape Shape, int Size, int Status)
{
    private const double BeforePerBody = 100,
        AfterPerEvent = 0.25,
        AfterPerMegabyte = 25,
        CopiesOnDisk = 4,
        DiskPerEvent = 4096,
        Megabyte = 1 << 20;

    // Pages and files grow in steps, and a process does some work of its own.
    private const double DiskAround = 256 * 1024,
        TimeAround = 20;

    public TimeSpan Before { get; init; }

    public TimeSpan After { get; init; }

    public long Disk { get; init; }

    /// <summary>The events and rows of the history that the body became.</summary>
    public long Events { get; init; }

    public bool IsAnswered => Status is 200 or 403 or 413;

    public double ShareBefore => Before.TotalMilliseconds / BeforePerBody;

    public double ShareAfter =>
        After.TotalMilliseconds / (TimeAround + (Events * AfterPerEvent) + (Size / Megabyte * AfterPerMegabyte));

    public double ShareOfDisk => Disk / (DiskAround + (Size * CopiesOnDisk) + (Events * DiskPerEvent));

    public bool IsTooMuch => ShareBefore > 1 || ShareAfter > 1 || ShareOfDisk > 1;

    /// <summary>The smaller of two measurements of one shape.</summary>
    public BodyCost Or(BodyCost other) =>
        this with
        {
            Before = TimeSpan.FromTicks(Math.Min(Before.Ticks, other.Before.Ticks)),
            After = TimeSpan.FromTicks(Math.Min(After.Ticks, other.After.Ticks)),
            Disk = Math.Min(Disk, other.Disk),
            Events = Math.Max(Events, other.Events),
            Status = IsAnswered ? other.Status : Status,
        };

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Size:N0} bytes, {Status}: {Before.TotalMilliseconds:N0} ms, then {After.TotalMilliseconds:N0} ms, "
                + $"{Disk:N0} bytes on disk, {Events:N0} events"
        );
}
