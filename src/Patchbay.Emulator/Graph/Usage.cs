using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Graph;

/// <summary>Counts management calls by app and WABA in the current hour, as Meta's business-use-case limit does.</summary>
internal sealed class Usage(World world)
{
    private const int IdleLimit = 200;
    private const int ActiveLimit = 5000;
    private readonly Dictionary<(string App, string Waba), (long Hour, int Calls)> _calls = [];

    public void Count(Call call)
    {
        if (call.Operation!.IsSend || call.Node?.WabaId is not { } waba)
            return;
        var key = (call.Token!.AppId, waba);
        var hour = call.NowSeconds / 3600;
        var calls = _calls.TryGetValue(key, out var seen) && seen.Hour == hour ? seen.Calls : 0;
        if (world.Options.EnforceLimits && calls >= Limit(waba))
            throw Refusals.Product(
                80007,
                "The hourly limit of management calls for this WhatsApp Business account is used up."
            );
        _calls[key] = (hour, calls + 1);
    }

    public int Percent(Call call, string waba) =>
        _calls.TryGetValue((call.Token!.AppId, waba), out var seen) ? seen.Calls * 100 / Limit(waba) : 0;

    private int Limit(string waba) =>
        world.All<PhoneNumber>().Any(p => p.Waba == waba && p.Registered) ? ActiveLimit : IdleLimit;
}
