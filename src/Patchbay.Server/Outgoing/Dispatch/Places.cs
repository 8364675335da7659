namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>What is known of an endpoint from its last calls.</summary>
public enum Standing
{
    /// <summary>Nothing yet.</summary>
    Unknown,

    /// <summary>It answers.</summary>
    Proven,

    /// <summary>Its last calls failed.</summary>
    Failing,
}

/// <summary>How many calls of a kind may go on at once; no tenant takes more than half of them.</summary>
public sealed class CallPlaces(int size)
{
    private readonly Dictionary<Guid, int> _ofTenant = [];
    private int _used;

    public bool HasRoom => _used < size;

    /// <summary>Each standing has places of its own: endpoints that fail, however many, take none from those that answer.</summary>
    public static int SizeOf(Standing standing) => standing == Standing.Proven ? 512 : 128;

    public bool HasRoomFor(Guid tenant) => HasRoom && _ofTenant.GetValueOrDefault(tenant) < size / 2;

    public void Take(Guid tenant)
    {
        _used++;
        _ofTenant[tenant] = _ofTenant.GetValueOrDefault(tenant) + 1;
    }

    public void Give(Guid tenant)
    {
        _used--;
        if (--_ofTenant[tenant] == 0) _ofTenant.Remove(tenant);
    }
}
