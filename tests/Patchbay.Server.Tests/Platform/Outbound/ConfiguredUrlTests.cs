using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Outbound;

/// <summary>Which URLs may be configured, before their names are resolved.</summary>
public sealed class ConfiguredUrlTests(ConfiguredUrlTests.Hosts hosts) : IClassFixture<ConfiguredUrlTests.Hosts>
{
    public static readonly TheoryData<string> LoopbackSpellings =
    [
        "127.0.0.1",
        "127.0.0.1.",
        "2130706433",
        "0x7f000001",
        "0X7F000001",
        "017700000001",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "0x7f.1",
        "0x7f.0.0.0x1.",
        "127.1",
        "127.0.1",
        "127.255.255.255",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:7f80:1]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "app.localhost",
        "app.localhost.",
    ];

    [Theory, MemberData(nameof(LoopbackSpellings))]
    public void Production_refuses_loopback_however_it_is_spelt(string host)
    {
        IsAllowed(Environments.Production, $"https://{host}/hook").ShouldBeFalse();
        IsAllowed(Environments.Production, $"http://{host}:8080/hook").ShouldBeFalse();
    }

    [Theory, MemberData(nameof(LoopbackSpellings))]
    public void The_sandbox_of_a_server_on_loopback_accepts_loopback_with_and_without_TLS(string host)
    {
        IsAllowed(Environments.Sandbox, $"https://{host}/hook").ShouldBeTrue();
        IsAllowed(Environments.Sandbox, $"http://{host}:8080/hook").ShouldBeTrue();
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("167772161")]
    [InlineData("0xa.0.0.1")]
    [InlineData("012.1")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1")]
    [InlineData("169.254.169.254")]
    [InlineData("2852039166")]
    [InlineData("0251.0376.0251.0376")]
    [InlineData("169.254.169.254.")]
    [InlineData("0")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("[::]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("[::ffff:a9fe:a9fe]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fe80::1%251]")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("[64:ff9b::10.0.0.1]")]
    [InlineData("[64:ff9b:1::808:808]")]
    [InlineData("[2002:a00:1::]")]
    [InlineData("[2001:0:808:808::1]")]
    public void An_address_that_is_not_public_is_refused_in_both_environments(string host)
    {
        foreach (var environment in Environments.All)
            IsAllowed(environment, $"https://{host}/").ShouldBeFalse();
    }

    [Theory]
    [InlineData("4294967297")]
    [InlineData("256.1.1.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("08.0.0.1")]
    [InlineData("1.2.3.0x")]
    [InlineData("0x")]
    [InlineData("hooks.example.0x1")]
    [InlineData("hooks.example.7")]
    [InlineData("-")]
    [InlineData("１２７.0.0.1")]
    [InlineData("①②⑦.0.0.1")]
    [InlineData("127。0。0。1")]
    [InlineData("127.0.0.1\u00ad")]
    [InlineData("loc\u00adalhost")]
    [InlineData("ⓛocalhost")]
    [InlineData("ｌocalhost")]
    [InlineData("bücher.example")]
    public void A_host_that_is_neither_an_ASCII_name_nor_an_address_is_refused(string host)
    {
        foreach (var environment in Environments.All)
            IsAllowed(environment, $"https://{host}/").ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://hooks.example.com/a?b=c")]
    [InlineData("HTTPS://HOOKS.EXAMPLE.COM:8443/")]
    [InlineData("https://my_host.example.com/")]
    [InlineData("https://xn--bcher-kva.example/")]
    [InlineData("https://1.example.com/")]
    [InlineData("https://hooks.example.com./")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700::1111]/")]
    [InlineData("https://[::ffff:8.8.8.8]/")]
    public void Https_to_a_name_or_a_public_address_is_accepted(string url)
    {
        foreach (var environment in Environments.All)
            IsAllowed(environment, url).ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://hooks.example.com/")]
    [InlineData("http://8.8.8.8/")]
    [InlineData("http://[2606:4700::1111]/")]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("ws://127.0.0.1/")]
    [InlineData("wss://hooks.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("file://hooks.example.com/x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("mailto:someone@example.com")]
    [InlineData("https://user@hooks.example.com/")]
    [InlineData("https://user:pass@hooks.example.com/")]
    [InlineData("https://:@hooks.example.com/")]
    [InlineData("https://hooks.example.com/#")]
    [InlineData("https://hooks.example.com/#part")]
    [InlineData("http://user@127.0.0.1/")]
    [InlineData("http://127.0.0.1/#part")]
    public void Another_scheme_user_info_or_a_fragment_is_refused(string url)
    {
        foreach (var environment in Environments.All)
            IsAllowed(environment, url).ShouldBeFalse();
    }

    [Fact]
    public void A_relative_address_is_refused() =>
        hosts.Local.IsAllowed(Environments.Sandbox, new Uri("/hook", UriKind.Relative)).ShouldBeFalse();

    [Theory]
    [InlineData("https://10.20.0.1/", true)]
    [InlineData("http://10.20.255.255/", true)]
    [InlineData("http://[::ffff:10.20.0.1]/", true)]
    [InlineData("http://[fd00:20::1]/", true)]
    [InlineData("https://10.21.0.0/", false)]
    [InlineData("https://10.19.255.255/", false)]
    [InlineData("http://[fd00:21::1]/", false)]
    [InlineData("http://8.8.8.8/", false)]
    [InlineData("http://hooks.example.com/", false)]
    [InlineData("http://127.0.0.1/", false)]
    public void An_allowed_network_applies_in_both_environments_up_to_its_last_address(string url, bool allowed)
    {
        foreach (var environment in Environments.All)
            hosts.KnownOutside.IsAllowed(environment, new Uri(url)).ShouldBe(allowed);
    }

    [Fact]
    public void The_sandbox_of_a_server_known_under_an_outside_address_refuses_loopback() =>
        hosts.KnownOutside.IsAllowed(Environments.Sandbox, new Uri("https://localhost/")).ShouldBeFalse();

    private bool IsAllowed(string environment, string url) => hosts.Local.IsAllowed(environment, new Uri(url));

    /// <summary>A server that only this machine reaches, and one behind a proxy that allows two networks.</summary>
    public sealed class Hosts : IAsyncLifetime
    {
        private PatchbayHost? _local,
            _knownOutside;

        public OutboundHttp Local => _local!.Get<OutboundHttp>();

        public OutboundHttp KnownOutside => _knownOutside!.Get<OutboundHttp>();

        public async ValueTask InitializeAsync()
        {
            _local = await PatchbayHost.StartAsync();
            _knownOutside = await PatchbayHost.StartAsync(
                settings: new Dictionary<string, string?>
                {
                    ["Server:PublicBaseUrl"] = "https://patchbay.example.com",
                    ["Outbound:AllowedNetworks:0"] = "10.20.0.0/16",
                    ["Outbound:AllowedNetworks:1"] = "fd00:20::/48",
                }
            );
        }

        public async ValueTask DisposeAsync()
        {
            if (_local is not null)
                await _local.DisposeAsync();
            if (_knownOutside is not null)
                await _knownOutside.DisposeAsync();
        }
    }
}
