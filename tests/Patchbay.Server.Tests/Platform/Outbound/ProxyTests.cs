using System.Net;
using Patchbay.Server.Platform;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Outbound;

/// <summary>
/// <see cref="HttpClient.DefaultProxy"/> holds the proxy of the environment variables. It applies to the whole process,
/// so the proxy set here takes only one receiver's port and leaves the calls of other tests alone.
/// </summary>
public sealed class ProxyTests : OutboundTest
{
    [Fact]
    public async Task A_proxy_from_the_environment_is_not_used()
    {
        await using var proxy = await WebhookReceiver.StartAsync();
        await using var host = await OutboundCalls.StartAsync(new ScriptedDns(""));
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new OnePortProxy(new(proxy.Url), new Uri(Receiver.Url).Port);
        try
        {
            using var plain = new HttpClient();
            using var proxied = await plain.PostAsync(new Uri(Receiver.Url), HttpJson.Json("{}"));
            (proxy.All.Count, Receiver.All.Count).ShouldBe((1, 0), "an ordinary client shows that the proxy works");

            (await host.PostOutAsync(Environments.Sandbox, Receiver.Url)).ShouldBe(HttpStatusCode.OK);
            (proxy.All.Count, Receiver.All.Count).ShouldBe((1, 1));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    private sealed class OnePortProxy(Uri proxy, int port) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => proxy;

        public bool IsBypassed(Uri host) => host.Port != port;
    }
}
