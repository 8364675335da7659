using System.Net;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Outbound;

public sealed class ChangingNameTests : OutboundTest
{
    [Fact]
    public async Task A_name_that_changes_to_a_forbidden_address_is_refused_at_the_next_connection()
    {
        var dns = new ScriptedDns("127.0.0.1", "10.0.0.1");
        await using var host = await OutboundCalls.StartAsync(dns, OutboundCalls.Allow("127.0.0.1/32"));
        Receiver.Answer = (_, response) =>
        {
            response.Headers.Connection = "close";
            return Task.CompletedTask;
        };
        (await host.PostOutAsync(Environments.Production, ReceiverByName)).ShouldBe(HttpStatusCode.OK);
        await host.ShouldRefuseAsync(Environments.Production, ReceiverByName);
        Receiver.All.Count.ShouldBe(1);
        dns.Questions.ShouldBe(2);
    }

    [Fact]
    public async Task A_name_is_not_resolved_again_between_the_check_and_the_connection()
    {
        // The permitted address has no listener. Resolving again for the connection would lead to the silent listener.
        var dns = new ScriptedDns("127.0.0.2", "127.0.0.1");
        await using var host = await OutboundCalls.StartAsync(dns, OutboundCalls.Allow("127.0.0.2/32"));
        var failure = await Should.ThrowAsync<HttpRequestException>(() =>
            host.PostOutAsync(Environments.Production, $"http://customer.test:{Silent.Port}/")
        );
        failure.ShouldNotBeOfType<AddressNotAllowedException>();
        dns.Questions.ShouldBe(1);
        Silent.WasCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task The_next_address_is_tried_when_an_address_does_not_answer()
    {
        await using var host = await OutboundCalls.StartAsync(
            new("127.0.0.2 127.0.0.1"),
            OutboundCalls.Allow("127.0.0.0/8")
        );
        (await host.PostOutAsync(Environments.Production, ReceiverByName)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_name_without_an_address_is_a_failed_call_rather_than_a_refusal()
    {
        await using var host = await OutboundCalls.StartAsync(new ScriptedDns(""));
        var failure = await Should.ThrowAsync<HttpRequestException>(() =>
            host.PostOutAsync(Environments.Production, "https://customer.test/")
        );
        failure.HttpRequestError.ShouldBe(HttpRequestError.NameResolutionError);
    }
}
