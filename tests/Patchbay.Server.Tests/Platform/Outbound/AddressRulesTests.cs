using System.Net;
using Patchbay.Server.Platform.Outbound;

namespace Patchbay.Server.Tests.Platform.Outbound;

public sealed class AddressRulesTests
{
    /// <summary>
    /// The first and last address of each refused range, and the public address before and after it, or null.
    /// </summary>
    public static TheoryData<string, string, string?, string?> V4Ranges =>
        new()
        {
            { "0.0.0.0", "0.255.255.255", null, "1.0.0.0" },
            { "10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0" },
            { "100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0" },
            { "127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0" },
            { "168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17" },
            { "169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0" },
            { "172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0" },
            { "192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0" },
            { "192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0" },
            { "192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0" },
            { "192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0" },
            { "198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0" },
            { "198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0" },
            { "203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0" },
            { "224.0.0.0", "239.255.255.255", "223.255.255.255", null },
            { "240.0.0.0", "255.255.255.255", null, null },
        };

    public static TheoryData<string, string, string?, string?> V6Ranges =>
        new()
        {
            {
                "2001::",
                "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:200::"
            },
            {
                "2001:db8::",
                "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db9::"
            },
            {
                "3fff::",
                "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
                "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "3fff:1000::"
            },
            { "::", "64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff", null, null },
            { "64:ff9b:1::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, "2000::" },
            { "4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null },
        };

    [Theory, MemberData(nameof(V4Ranges)), MemberData(nameof(V6Ranges))]
    public void A_special_range_is_refused_exactly_from_its_first_to_its_last_address(
        string first,
        string last,
        string? before,
        string? after
    )
    {
        IsPublic(first).ShouldBeFalse();
        IsPublic(last).ShouldBeFalse();
        if (before is not null)
            IsPublic(before).ShouldBeTrue(before);
        if (after is not null)
            IsPublic(after).ShouldBeTrue(after);
    }

    [Theory, MemberData(nameof(V4Ranges))]
    public void An_address_that_embeds_an_IPv4_address_is_judged_by_the_IPv4_address(
        string first,
        string last,
        string? before,
        string? after
    )
    {
        foreach (var carry in (Func<string, IPAddress>[])[Mapped, Nat64, SixToFour, SixToFourHost])
        {
            AddressRules.IsPublic(carry(first)).ShouldBeFalse(carry(first).ToString());
            AddressRules.IsPublic(carry(last)).ShouldBeFalse(carry(last).ToString());
            foreach (var outside in (string?[])[before, after])
            {
                if (outside is not null)
                    AddressRules.IsPublic(carry(outside)).ShouldBeTrue(carry(outside).ToString());
            }
        }
    }

    [Theory, MemberData(nameof(V4Ranges))]
    public void A_tunnel_or_translator_address_is_refused_whatever_IPv4_address_it_embeds(
        string first,
        string last,
        string? before,
        string? after
    )
    {
        foreach (var v4 in (string?[])[first, last, before, after, "8.8.8.8"])
        {
            if (v4 is null)
                continue;
            foreach (
                var carry in (Func<string, IPAddress>[])
                    [Compatible, Translated, LocalNat64, TeredoServer, TeredoClient, Isatap, IsatapGlobal]
            )
            {
                AddressRules.IsPublic(carry(v4)).ShouldBeFalse(carry(v4).ToString());
            }
        }
    }

    [Theory]
    [InlineData("::", "unspecified")]
    [InlineData("::1", "loopback")]
    [InlineData("::2", "IPv4-compatible")]
    [InlineData("100::", "discard")]
    [InlineData("100::ffff:ffff:ffff:ffff", "discard")]
    [InlineData("100:0:0:1::", "dummy prefix")]
    [InlineData("2001::1", "Teredo")]
    [InlineData("2001:0:ffff:ffff:ffff:ffff:ffff:ffff", "Teredo")]
    [InlineData("2001:1::1", "port control anycast")]
    [InlineData("2001:1::2", "TURN anycast")]
    [InlineData("2001:2::", "benchmarking")]
    [InlineData("2001:2:0:ffff:ffff:ffff:ffff:ffff", "benchmarking")]
    [InlineData("2001:3::1", "AMT")]
    [InlineData("2001:4:112::1", "AS112")]
    [InlineData("2001:10::", "ORCHID")]
    [InlineData("2001:1f:ffff:ffff:ffff:ffff:ffff:ffff", "ORCHID")]
    [InlineData("2001:20::", "ORCHIDv2")]
    [InlineData("2001:2f:ffff:ffff:ffff:ffff:ffff:ffff", "ORCHIDv2")]
    [InlineData("2001:30::1", "drone remote id")]
    [InlineData("5f00::", "SRv6")]
    [InlineData("5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "SRv6")]
    [InlineData("64:ff9b:1::", "local NAT64")]
    [InlineData("64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "local NAT64")]
    [InlineData("64:ff9b::1:0:0", "just past NAT64")]
    [InlineData("fc00::", "unique local")]
    [InlineData("fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "unique local")]
    [InlineData("fd00:ec2::254", "cloud metadata")]
    [InlineData("fe80::", "link-local")]
    [InlineData("fe80::1%1", "link-local with a zone")]
    [InlineData("febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "link-local")]
    [InlineData("fec0::", "site-local")]
    [InlineData("feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "site-local")]
    [InlineData("ff00::", "multicast")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("::ffff:0:0", "mapped 0.0.0.0")]
    [InlineData("2002::", "6to4 of 0.0.0.0")]
    [InlineData("2002:7f00:1::1", "6to4 of loopback")]
    [InlineData("169.254.169.254", "cloud metadata")]
    [InlineData("100.100.100.200", "cloud metadata")]
    [InlineData("192.0.0.192", "cloud metadata")]
    [InlineData("255.255.255.255", "broadcast")]
    public void An_address_that_is_not_global_unicast_is_refused(string address, string what) =>
        IsPublic(address).ShouldBeFalse(what);

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("31.13.24.1")]
    [InlineData("100.0.0.1")]
    [InlineData("157.240.0.1")]
    [InlineData("172.217.0.1")]
    [InlineData("192.1.2.3")]
    [InlineData("198.41.0.4")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2003::1")]
    [InlineData("2400:cb00::1")]
    [InlineData("2606:4700::1111")]
    [InlineData("2620:fe::fe")]
    [InlineData("2804::1")]
    [InlineData("2a03:2880::1")]
    [InlineData("2c0f::1")]
    [InlineData("2606:4700::5eff:808:808")]
    public void An_address_that_the_internet_routes_is_public(string address) => IsPublic(address).ShouldBeTrue();

    private static bool IsPublic(string address) => AddressRules.IsPublic(IPAddress.Parse(address));

    private static IPAddress Mapped(string v4) => IPAddress.Parse(v4).MapToIPv6();

    private static IPAddress Compatible(string v4) => IPAddress.Parse($"::{Hex(v4)}");

    private static IPAddress Translated(string v4) => IPAddress.Parse($"::ffff:0:{Hex(v4)}");

    private static IPAddress Nat64(string v4) => IPAddress.Parse($"64:ff9b::{Hex(v4)}");

    private static IPAddress LocalNat64(string v4) => IPAddress.Parse($"64:ff9b:1::{Hex(v4)}");

    private static IPAddress SixToFour(string v4) => IPAddress.Parse($"2002:{Hex(v4)}::");

    private static IPAddress SixToFourHost(string v4) => IPAddress.Parse($"2002:{Hex(v4)}:1:2:3:4:5");

    private static IPAddress TeredoServer(string v4) => IPAddress.Parse($"2001:0:{Hex(v4)}::");

    // A Teredo address carries its client's IPv4 address with every bit inverted.
    private static IPAddress TeredoClient(string v4)
    {
        var inverted = new IPAddress([.. IPAddress.Parse(v4).GetAddressBytes().Select(b => (byte)~b)]);
        return IPAddress.Parse($"2001:0:808:808:0:0:{Hex(inverted.ToString())}");
    }

    private static IPAddress Isatap(string v4) => IPAddress.Parse($"2606:4700::5efe:{Hex(v4)}");

    private static IPAddress IsatapGlobal(string v4) => IPAddress.Parse($"2606:4700::200:5efe:{Hex(v4)}");

    private static string Hex(string v4)
    {
        var bytes = IPAddress.Parse(v4).GetAddressBytes();
        return $"{bytes[0]:x2}{bytes[1]:x2}:{bytes[2]:x2}{bytes[3]:x2}";
    }
}
