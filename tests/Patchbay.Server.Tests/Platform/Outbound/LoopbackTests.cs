using System.Net;
using Patchbay.Server.Platform;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Outbound;

public sealed class LoopbackTests : OutboundTest
{
    [Fact]
    public async Task The_sandbox_of_a_server_on_loopback_reaches_loopback_by_name_and_by_address()
    {
        await using var host = await OutboundCalls.StartAsync(new("127.0.0.1"));
        (await host.PostOutAsync(Environments.Sandbox, Receiver.Url)).ShouldBe(HttpStatusCode.OK);
        (await host.PostOutAsync(Environments.Sandbox, ReceiverByName)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_sandbox_reaches_no_other_private_address()
    {
        await using var host = await OutboundCalls.StartAsync(new("127.0.0.1 10.0.0.1"));
        await host.ShouldRefuseAsync(Environments.Sandbox, ReceiverByName);
        Receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sandbox_of_a_server_known_under_an_outside_address_does_not_reach_loopback()
    {
        await using var host = await OutboundCalls.StartAsync(
            new ScriptedDns(""),
            ("Server:PublicBaseUrl", "https://patchbay.example.com")
        );
        await host.ShouldRefuseAsync(Environments.Sandbox, Receiver.Url);
        Receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Production_does_not_use_a_connection_the_sandbox_opened()
    {
        await using var host = await OutboundCalls.StartAsync(new ScriptedDns(""));
        (await host.PostOutAsync(Environments.Sandbox, Receiver.Url)).ShouldBe(HttpStatusCode.OK);
        await host.ShouldRefuseAsync(Environments.Production, Receiver.Url);
        Receiver.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_allowed_network_is_reached_in_production()
    {
        await using var host = await OutboundCalls.StartAsync(new("127.0.0.1"), OutboundCalls.Allow("127.0.0.1/32"));
        (await host.PostOutAsync(Environments.Production, ReceiverByName)).ShouldBe(HttpStatusCode.OK);
    }
}
