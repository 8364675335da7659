using System.Net;
using System.Net.Sockets;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>
/// Tells which addresses belong to the public internet: those that IANA's special-purpose registries list as globally
/// reachable. An IPv6 address that embeds an IPv4 address is judged by the embedded address.
/// </summary>
public static class AddressRules
{
    private static readonly IPNetwork[] SpecialV4 =
    [
        Network("0.0.0.0/8"), // this network
        Network("10.0.0.0/8"), // private
        Network("100.64.0.0/10"), // carrier-grade NAT
        Network("127.0.0.0/8"), // loopback
        Network("168.63.129.16/32"), // Azure's platform service, which answers only inside a virtual network
        Network("169.254.0.0/16"), // link-local, cloud metadata
        Network("172.16.0.0/12"), // private
        Network("192.0.0.0/24"), // protocol assignments
        Network("192.0.2.0/24"), // TEST-NET-1
        Network("192.88.99.0/24"), // 6to4 relay anycast
        Network("192.168.0.0/16"), // private
        Network("198.18.0.0/15"), // benchmarking
        Network("198.51.100.0/24"), // TEST-NET-2
        Network("203.0.113.0/24"), // TEST-NET-3
        Network("224.0.0.0/4"), // multicast
        Network("240.0.0.0/4"), // reserved, broadcast
    ];

    // The only global unicast range of IPv6. Unspecified, loopback, IPv4-compatible, local NAT64 (64:ff9b:1::/48),
    // discard, SRv6 (5f00::/16), unique local, link-local, site-local and multicast all lie outside.
    private static readonly IPNetwork GlobalUnicast = Network("2000::/3");

    private static readonly IPNetwork[] SpecialV6 =
    [
        Network("2001::/23"), // protocol assignments: Teredo, benchmarking, AMT, ORCHID, drone ids
        Network("2001:db8::/32"), // documentation
        Network("3fff::/20"), // documentation
    ];

    private static readonly IPNetwork Nat64 = Network("64:ff9b::/96"),
        SixToFour = Network("2002::/16");

    /// <summary>True only for global unicast addresses.</summary>
    public static bool IsPublic(IPAddress address) =>
        address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !IsIn(SpecialV4, address),
            AddressFamily.InterNetworkV6 => EmbeddedV4(address) is { } inner ? IsPublic(inner) : IsGlobalV6(address),
            _ => false,
        };

    /// <summary>Returns the IPv4 address that <c>::ffff:a.b.c.d</c> stands for; any other address unchanged.</summary>
    public static IPAddress Unmap(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    public static bool IsIn(IEnumerable<IPNetwork> networks, IPAddress address) =>
        networks.Any(network => network.Contains(address));

    private static bool IsGlobalV6(IPAddress address) =>
        GlobalUnicast.Contains(address) && !IsIn(SpecialV6, address) && !IsIsatap(address);

    private static IPAddress? EmbeddedV4(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : Nat64.Contains(address) ? V4At(address, 12)
        : SixToFour.Contains(address) ? V4At(address, 2)
        : null;

    private static IPAddress V4At(IPAddress address, int start) => new(address.GetAddressBytes().AsSpan(start, 4));

    // An interface id of [02]00:5efe:a.b.c.d makes a host with an ISATAP interface tunnel to that IPv4 neighbour.
    private static bool IsIsatap(IPAddress address) =>
        address.GetAddressBytes() is [_, _, _, _, _, _, _, _, 0 or 2, 0, 0x5e, 0xfe, ..];

    private static IPNetwork Network(string text) => IPNetwork.Parse(text);
}
