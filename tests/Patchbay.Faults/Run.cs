using System.Diagnostics;
using System.Globalization;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;
using Patchbay.Faults.Scenarios;

namespace Patchbay.Faults;

/// <summary>One run of a scenario, and its results.</summary>
internal sealed class Run(SharedMachines machines, StorageKind storage, Scale scale, Control? control)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<string> _failed = [];
    private bool _skipped;

    public SharedMachines Machines => machines;

    public StorageKind Storage => storage;

    public Scale Scale => scale;

    /// <summary>
    /// The fault to run with; null for none. The control's check must fail, which proves that the check works.
    /// </summary>
    public Control? Control => control;

    public T Pick<T>(T ci, T usual, T @long) =>
        scale switch
        {
            Scale.Ci => ci,
            Scale.Long => @long,
            _ => usual,
        };

    public void Begin(Scenario scenario)
    {
        Console.WriteLine(
            $"── {scenario.Name} on {(storage == StorageKind.Sqlite ? "SQLite" : "PostgreSQL")}: {scenario.Description}"
        );
        if (control is not null)
            Console.WriteLine($"   control: {control.Description}");
    }

    /// <summary>A figure that decides whether the run passes.</summary>
    public void Check(string what, string figure, bool passed)
    {
        if (!passed)
            _failed.Add(what);
        Print(what, figure, passed ? "ok" : "FAILED");
    }

    public void Check(string what, int figure, bool passed) =>
        Check(what, figure.ToString("N0", CultureInfo.InvariantCulture), passed);

    /// <summary>A figure for information only.</summary>
    public void Note(string what, string figure) => Print(what, figure, "");

    public void Skip(string reason)
    {
        _skipped = true;
        Print("skipped", reason, "");
    }

    /// <summary>Checks a whole ledger: no acknowledged event may be missing, changed or duplicated.</summary>
    public void Check(Balance balance)
    {
        Note(
            "events sent / acknowledged / delivered",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{balance.Sent:N0} / {balance.Acknowledged:N0} / {balance.Delivered:N0}"
            )
        );
        Check(Balance.LostCheck, balance.Lost, balance.Lost == 0);
        Check("altered or wrongly signed", balance.Altered, balance.Altered == 0);
        Check(Balance.DuplicatesCheck, balance.Duplicates, balance.Duplicates == 0);
        Check("delivered but never sent", balance.Unexpected, balance.Unexpected == 0);
        Note("delivered again under the same id", balance.Repeats.ToString("N0", CultureInfo.InvariantCulture));
    }

    /// <summary>Prints the verdict; true when the run passed.</summary>
    public bool End()
    {
        var passed = _skipped || (control is null ? _failed.Count == 0 : _failed.Contains(control.FailingCheck));
        var verdict = (_skipped, control is not null, passed) switch
        {
            (true, _, _) => "skipped",
            (_, false, true) => "passed",
            (_, false, false) => "FAILED",
            (_, true, true) => "passed: the check fails with the fault in place",
            (_, true, false) => "FAILED: the fault went unnoticed",
        };
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"   {verdict} ({Stopwatch.GetElapsedTime(_started).TotalSeconds:N0} s)\n"
            )
        );
        return passed;
    }

    private static void Print(string what, string figure, string verdict) =>
        Console.WriteLine($"   {what, -44} {figure, -28} {verdict}".TrimEnd());
}
