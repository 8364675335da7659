using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Outbound;

public sealed class OutboundClientTests : OutboundTest
{
    [Fact]
    public async Task A_call_ends_with_its_token_while_the_name_is_still_being_resolved()
    {
        using var patience = new CancellationTokenSource();
        await using var host = await PatchbayHost.StartAsync(services: services =>
            services.Replace(
                ServiceDescriptor.Singleton<HostResolver>(
                    async (_, cancellation) =>
                    {
                        await patience.CancelAsync();
                        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
                        return [];
                    }
                )
            )
        );
        await Should.ThrowAsync<OperationCanceledException>(() =>
            host.Get<OutboundHttp>()
                .For(Environments.Production)
                .GetAsync(new Uri("https://customer.test/"), patience.Token)
        );
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        await using var host = await OutboundCalls.StartAsync(new ScriptedDns(""));
        Receiver.Answer = (_, response) =>
        {
            response.StatusCode = 307;
            response.Headers.Location = $"http://127.0.0.1:{Silent.Port}/";
            return Task.CompletedTask;
        };
        (await host.PostOutAsync(Environments.Sandbox, Receiver.Url)).ShouldBe(HttpStatusCode.TemporaryRedirect);
        Silent.WasCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_cookie_is_not_sent_back()
    {
        await using var host = await OutboundCalls.StartAsync(new ScriptedDns(""));
        Receiver.Answer = (_, response) =>
        {
            response.Headers.SetCookie = "session=1";
            return Task.CompletedTask;
        };
        await host.PostOutAsync(Environments.Sandbox, Receiver.Url);
        await host.PostOutAsync(Environments.Sandbox, Receiver.Url);
        Receiver.All.Count.ShouldBe(2);
        Receiver.All.ShouldAllBe(call => !call.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task Addresses_that_a_certificate_names_are_not_called()
    {
        await using var host = await OutboundCalls.StartAsync(new ScriptedDns(""));
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(issuerAddress: $"http://127.0.0.1:{Silent.Port}/issuer.cer");
        await using var receiver = ScriptedServer.Start(dialogue => dialogue.SecureAsync(certificate));
        await Should.ThrowAsync<HttpRequestException>(() =>
            host.PostOutAsync(Environments.Sandbox, $"https://127.0.0.1:{receiver.Port}/")
        );
        receiver.Calls.ShouldBe(1);
        Silent.WasCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_long_unread_answer_closes_its_connection_instead_of_being_drained()
    {
        await using var host = await OutboundCalls.StartAsync(new ScriptedDns(""));
        await using var receiver = ScriptedServer.Start(AnswerAtLengthAsync);
        using (
            var response = await host.Get<OutboundHttp>()
                .For(Environments.Sandbox)
                .GetAsync(new Uri($"http://127.0.0.1:{receiver.Port}/"), HttpCompletionOption.ResponseHeadersRead)
        )
        {
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await receiver.Called; // the script ends with the connection
    }

    [Fact]
    public async Task A_request_for_HTTP_3_stays_on_checked_connections()
    {
        await using var host = await OutboundCalls.StartAsync(new ScriptedDns(""));
        using var request = new HttpRequestMessage(HttpMethod.Post, Receiver.Url)
        {
            Version = HttpVersion.Version30,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await host.Get<OutboundHttp>().For(Environments.Sandbox).SendAsync(request);
        response.Version.ShouldBe(HttpVersion.Version11);
    }

    private static async Task AnswerAtLengthAsync(Dialogue dialogue)
    {
        const int bytes = 500_000;
        while (await dialogue.HearAsync() is { } line)
        {
            if (line.Length == 0)
                await dialogue.WriteAsync(
                    $"HTTP/1.1 200 OK\r\nContent-Length: {bytes}\r\n\r\n{new string('a', bytes)}"
                );
        }
    }
}
