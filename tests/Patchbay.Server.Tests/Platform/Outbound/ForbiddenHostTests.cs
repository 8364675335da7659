using Patchbay.Server.Platform;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Outbound;

public sealed class ForbiddenHostTests : OutboundTest
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::1")]
    public async Task Production_refuses_a_name_that_stands_for_an_address_that_is_not_public(string answer)
    {
        await using var host = await OutboundCalls.StartAsync(new(answer));
        await host.ShouldRefuseAsync(Environments.Production, $"http://customer.test:{Silent.Port}/");
        Silent.WasCalled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("8.8.8.8 127.0.0.1")]
    [InlineData("127.0.0.1 8.8.8.8")]
    [InlineData("2606:4700::1111 8.8.8.8 127.0.0.1")]
    public async Task One_forbidden_address_among_public_addresses_refuses_the_name(string answer)
    {
        await using var host = await OutboundCalls.StartAsync(new(answer));
        await host.ShouldRefuseAsync(Environments.Production, $"http://customer.test:{Silent.Port}/");
        Silent.WasCalled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Production_never_reaches_a_literal_loopback_and_resolves_nothing_for_it(string literal)
    {
        var dns = new ScriptedDns("");
        await using var host = await OutboundCalls.StartAsync(dns);
        await host.ShouldRefuseAsync(Environments.Production, $"http://{literal}:{Silent.Port}/");
        Silent.WasCalled.ShouldBeFalse();
        dns.Questions.ShouldBe(0);
    }

    [Fact]
    public async Task A_refusal_names_neither_host_nor_address()
    {
        await using var host = await OutboundCalls.StartAsync(new("10.11.12.13"));
        var refusal = await host.ShouldRefuseAsync(Environments.Production, "https://customer.test/");
        refusal.ToString().ShouldNotContain("10.11.12.13");
        refusal.ToString().ShouldNotContain("customer.test");
    }
}
