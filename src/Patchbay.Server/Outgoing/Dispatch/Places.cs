namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>Limits how many calls or held endpoints there are at once. No tenant takes more than half.</summary>
public sealed class Places(int size)
{
    /// <summary>Endpoints of one standing that a server holds at a time.</summary>
    public const int Held = 512;

    private readonly Dictionary<Guid, int> _ofTenant = [];
    private int _used;

    public bool HasRoom => _used < size;

    /// <summary>
    /// Calls of one standing. Each standing has places of its own, so failing endpoints take none from those that
    /// answer. Few calls go to failing endpoints at once, because calls that hang begin together and also time out
    /// together.
    /// </summary>
    public static int CallsOf(Standing standing) =>
        standing switch
        {
            Standing.Proven => 512,
            Standing.Unknown => 64,
            _ => 32,
        };

    /// <summary>Places for slow calls of one standing, in addition to the usual ones.</summary>
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
