using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Worlds;

/// <summary>
/// Counts management calls by app and WABA in the current hour, as Meta's business-use-case limit does.
/// </summary>
internal sealed class Usage(World world)
{
    private const int IdleLimit = 200;
    private const int ActiveLimit = 5000;
    private readonly Dictionary<(string App, string Waba), (long Hour, int Calls)> _calls = [];

    /// <summary>Counts one management call.</summary>
    /// <returns>False when limits are enforced and this hour's calls are used up.</returns>
    public bool TryCount(string app, string waba)
    {
        var key = (app, waba);
        var hour = world.Clock.Seconds / 3600;
        var calls = _calls.TryGetValue(key, out var seen) && seen.Hour == hour ? seen.Calls : 0;
        if (world.Options.EnforceLimits && calls >= Limit(waba))
            return false;
        _calls[key] = (hour, calls + 1);
        return true;
    }

    public int Percent(string app, string waba) =>
        _calls.TryGetValue((app, waba), out var seen) ? seen.Calls * 100 / Limit(waba) : 0;

    private int Limit(string waba) =>
        world.All<PhoneNumber>().Any(p => p.Waba == waba && p.Registered) ? ActiveLimit : IdleLimit;
}
