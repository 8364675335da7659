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

/// <summary>
/// How many calls may go on at once. Each standing has places of its own, so that endpoints that hang, however many, never
/// take one from those that answer; and no tenant takes more than half of them.
/// </summary>
public sealed class CallPlaces
{
    private readonly int[] _used = new int[3];
    private readonly Dictionary<(Standing, Guid), int> _ofTenant = [];

    public static int SizeOf(Standing standing) => standing == Standing.Proven ? 512 : 128;

    public bool HasRoom(Standing standing) => _used[(int)standing] < SizeOf(standing);

    public bool HasRoom(Standing standing, Guid tenant) => HasRoom(standing) && _ofTenant.GetValueOrDefault((standing, tenant)) < SizeOf(standing) / 2;

    public void Take(Standing standing, Guid tenant)
    {
        _used[(int)standing]++;
        _ofTenant[(standing, tenant)] = _ofTenant.GetValueOrDefault((standing, tenant)) + 1;
    }

    public void Give(Standing standing, Guid tenant)
    {
        _used[(int)standing]--;
        if (--_ofTenant[(standing, tenant)] == 0) _ofTenant.Remove((standing, tenant));
    }
}
