namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>How many of a kind there may be at once, calls or endpoints held; no tenant takes more than half of them.</summary>
public sealed class Places(int size)
{
    /// <summary>Endpoints of one standing that a server works on at a time; the others wait their turn.</summary>
    public const int Held = 512;

    private readonly Dictionary<Guid, int> _ofTenant = [];
    private int _used;

    public bool HasRoom => _used < size;

    /// <summary>
    /// Calls of one standing, each with places of its own: endpoints that fail, however many, take none from those that answer.
    /// Those that hang are few at once, because those that begin together also end together, when their time is up.
    /// </summary>
    public static int CallsOf(Standing standing) =>
        standing switch
        {
            Standing.Proven => 512,
            Standing.Unknown => 64,
            _ => 32,
        };

    /// <summary>Calls of one standing that have gone on for long, beside the usual ones.</summary>
    public static int SlowCallsOf(Standing standing) => standing == Standing.Proven ? 1024 : 256;

    public bool HasRoomFor(Guid tenant) => HasRoom && _ofTenant.GetValueOrDefault(tenant) < size / 2;

    public void Take(Guid tenant)
    {
        _used++;
        _ofTenant[tenant] = _ofTenant.GetValueOrDefault(tenant) + 1;
    }

    public void Give(Guid tenant)
    {
        _used--;
        if (--_ofTenant[tenant] == 0)
            _ofTenant.Remove(tenant);
    }
}
