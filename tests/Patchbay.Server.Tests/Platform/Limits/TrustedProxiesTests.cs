using System.Net;
using Microsoft.Extensions.Options;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Limits;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Limits;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData(null, "a header of a stranger is ignored", "198.51.100.7", "127.0.0.1")]
    [InlineData("10.0.0.5", "a header of a stranger is ignored", "198.51.100.7", "127.0.0.1")]
    [InlineData("127.0.0.1", "the proxy is trusted", "198.51.100.7", "198.51.100.7")]
    [InlineData("127.0.0.0/8", "the proxy is in a trusted network", "198.51.100.7", "198.51.100.7")]
    [InlineData("127.0.0.1", "only the last address is the proxy's own word", "1.1.1.1, 198.51.100.7", "198.51.100.7")]
    [InlineData("127.0.0.0/8", "each trusted proxy is passed", "198.51.100.7, 127.0.0.9", "198.51.100.7")]
    [InlineData("127.0.0.1", "a text that is no address is ignored", "nonsense", "127.0.0.1")]
    public async Task The_source_is_the_forwarded_address_only_behind_a_trusted_proxy(
        string? trusted,
        string why,
        string forwarded,
        string source
    )
    {
        await using var host = await PatchbayHost.StartAsync(
            settings: trusted is null ? null : new Dictionary<string, string?> { ["Server:TrustedProxies:0"] = trusted }
        );
        var organization = await host.CreateOrganizationAsync();
        (await SourceOfAsync(host, organization, forwarded)).ShouldBe(source, why);
    }

    [Theory]
    [InlineData("10.0.0.5", true)]
    [InlineData("10.20.0.0/16", true)]
    [InlineData("fd00:20::/48", true)]
    [InlineData("fd00::5", true)]
    [InlineData("10.20.1.0/16", false)]
    [InlineData("10", false)]
    [InlineData("010.0.0.5", false)]
    [InlineData("::ffff:10.0.0.5", false)]
    [InlineData("proxy.example", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    public void Only_addresses_and_networks_in_canonical_form_are_taken(string text, bool isTaken) =>
        new TrustedProxiesCheck()
            .Validate(null, new ServerOptions { TrustedProxies = [text] })
            .Succeeded.ShouldBe(isTaken);

    [Fact]
    public async Task A_wrong_setting_stops_the_start_and_is_named()
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() =>
            PatchbayHost.StartAsync(
                settings: new Dictionary<string, string?> { ["Server:TrustedProxies:0"] = "proxy.example" }
            )
        );
        error.Message.ShouldContain("Server:TrustedProxies");
        error.Message.ShouldContain("proxy.example");
    }

    // The audit log shows the address of the caller.
    private static async Task<string?> SourceOfAsync(PatchbayHost host, TestOrganization organization, string forwarded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/users")
        {
            Content = HttpJson.Json(
                """{"email":"ada@acme.example","password":"a password that is long enough","role":"agent"}"""
            ),
        };
        request.Headers.Add("X-Forwarded-For", forwarded);
        await organization.Sandbox.SendAsync(request).ShouldBeAsync(HttpStatusCode.Created);
        var events = await organization.Sandbox.GetAsync("/v1/audit-events").ShouldBeAsync(HttpStatusCode.OK);
        return events.GetProperty("data")[0].GetProperty("ip_address").GetString();
    }
}
