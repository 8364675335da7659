using System.Net;

namespace Patchbay.Server.Tests.Platform.Outbound;

/// <summary>Addresses that must not be called for a customer, and ways to write them in a URL.</summary>
internal static class ForbiddenAddresses
{
    private static readonly string[] V4 =
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.254",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.255.255",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
    ];

    private static readonly string[] V6 =
    [
        "::",
        "::1",
        "::2",
        "100::1",
        "100:0:0:1::1",
        "1fff::1",
        "2001::1",
        "2001:1::1",
        "2001:2::1",
        "2001:3::1",
        "2001:4:112::1",
        "2001:10::1",
        "2001:20::1",
        "2001:30::1",
        "2001:db8::1",
        "3fff::1",
        "3fff:fff::1",
        "4000::1",
        "5f00::1",
        "64:ff9b:1::1",
        "64:ff9b:1:ffff::1",
        "64:ff9b::1:0:1",
        "fc00::1",
        "fd00:ec2::254",
        "fdff::1",
        "fe80::1",
        "fe80::1%1",
        "febf::1",
        "fec0::1",
        "feff::1",
        "ff01::1",
        "ff02::1",
        "ff05::2",
        "ff0e::1",
    ];

    // A translator or tunnel would lead to any embedded IPv4 address.
    private static readonly Func<string, string>[] Carriers =
    [
        v4 => v4,
        v4 => $"::ffff:{v4}",
        v4 => $"::{Hex(v4)}",
        v4 => $"::ffff:0:{Hex(v4)}",
        v4 => $"64:ff9b::{Hex(v4)}",
        v4 => $"64:ff9b:1::{Hex(v4)}",
        v4 => $"2002:{Hex(v4)}::1",
        v4 => $"2001:0:{Hex(v4)}::1",
        v4 => $"2606:4700::5efe:{Hex(v4)}",
    ];

    public static IReadOnlyList<IPAddress> All { get; } =
    [.. Carriers.SelectMany(carry => V4.Select(carry)).Concat(V6).Select(IPAddress.Parse).Distinct()];

    /// <summary>
    /// Hosts of URLs: each address, IPv4 also as numbers, and texts that some parsers read as an address.
    /// </summary>
    public static IReadOnlyList<string> Hosts { get; } =
    [
        .. All.Where(address => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
            .Select(address => $"[{address.ToString().Replace("%", "%25", StringComparison.Ordinal)}]"),
        .. V4.SelectMany(Spellings),
        "127.1",
        "127.0.1",
        "10.1",
        "192.168.1",
        "0",
        "0x0",
        "00",
        "localhost",
        "LOCALHOST.",
        "api.localhost",
        "[fe80::1%25eth0]",
        "[fe80::1%eth0]",
        "[::ffff:127.0.0.1]",
        "[0:0:0:0:0:ffff:7f00:1]",
        "[::127.0.0.1]",
        "１２７.0.0.1",
        "①②⑦.0.0.1",
        "127。0。0。1",
        "127．0．0．1",
        "127｡0｡0｡1",
        "ｌocalhost",
        "ⓛocalhost",
        "127.0.0.1%2e",
        "0x7f.1",
        "0177.1",
        "0x7f.0x0.0x1",
        "256.0.0.1",
        "4294967296",
        "08.0.0.1",
        "1.2.3.4.5",
    ];

    private static IEnumerable<string> Spellings(string v4)
    {
        var b = IPAddress.Parse(v4).GetAddressBytes();
        var number = ((uint)b[0] << 24) | ((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3];
        return
        [
            v4,
            $"{v4}.",
            $"{number}",
            $"0x{number:x}",
            $"0X{number:X8}",
            $"0{Convert.ToString(number, 8)}",
            string.Join('.', b.Select(octet => $"0x{octet:x2}")),
            string.Join('.', b.Select(octet => "0" + Convert.ToString(octet, 8))),
            $"{b[0]}.{number & 0xffffff}",
            $"{b[0]}.{b[1]}.{number & 0xffff}",
            $"0x{b[0]:x}.{b[1]}.0{Convert.ToString(b[2], 8)}.{b[3]}",
        ];
    }

    private static string Hex(string v4)
    {
        var b = IPAddress.Parse(v4).GetAddressBytes();
        return $"{b[0]:x2}{b[1]:x2}:{b[2]:x2}{b[3]:x2}";
    }
}
