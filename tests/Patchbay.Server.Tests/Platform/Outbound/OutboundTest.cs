using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Outbound;

/// <summary>A receiver that may be called and a listener that must not be.</summary>
public abstract class OutboundTest : IAsyncLifetime
{
    internal SilentListener Silent { get; } = new();

    internal WebhookReceiver Receiver { get; private set; } = null!;

    /// <summary>The receiver's address with a name that only a scripted resolver knows.</summary>
    internal string ReceiverByName => Receiver.Url.Replace("127.0.0.1", "customer.test", StringComparison.Ordinal);

    public async ValueTask InitializeAsync() => Receiver = await WebhookReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Silent.Dispose();
        await Receiver.DisposeAsync();
    }
}

/// <summary>Calls through the guarded client of a running server.</summary>
internal static class OutboundCalls
{
    public static (string, string) Allow(string network) => ("Outbound:AllowedNetworks:0", network);

    public static Task<PatchbayHost> StartAsync(ScriptedDns dns, params (string Key, string Value)[] settings) =>
        PatchbayHost.StartAsync(
            settings: settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value),
            services: services => services.Replace(ServiceDescriptor.Singleton<HostResolver>(dns.ResolveAsync))
        );

    public static async Task<HttpStatusCode> PostOutAsync(this PatchbayHost host, string environment, string url)
    {
        // A call that reaches the silent listener would wait forever.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        using var response = await host.Get<OutboundHttp>()
            .For(environment)
            .PostAsync(new Uri(url), HttpJson.Json("{}"), patience.Token);
        return response.StatusCode;
    }

    public static Task<AddressNotAllowedException> ShouldRefuseAsync(
        this PatchbayHost host,
        string environment,
        string url
    ) => Should.ThrowAsync<AddressNotAllowedException>(() => host.PostOutAsync(environment, url));
}

/// <summary>Returns the given answers in order, each a list of addresses; repeats the last one.</summary>
internal sealed class ScriptedDns(params string[] answers)
{
    public int Questions { get; private set; }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
        Task.FromResult(
            Array.ConvertAll(
                answers[Math.Min(Questions++, answers.Length - 1)].Split(' ', StringSplitOptions.RemoveEmptyEntries),
                IPAddress.Parse
            )
        );
}

/// <summary>A listener that must not be reached. It accepts nothing, so a connection would show in its queue.</summary>
internal sealed class SilentListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentListener() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool WasCalled => _listener.Pending();

    public void Dispose() => _listener.Dispose();
}
