using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>
/// A server, an organization and a customer's receiver. Retries wait exactly as planned, without jitter.
/// </summary>
internal sealed class OutgoingStage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private OutgoingStage(PatchbayHost host, TestOrganization acme, WebhookReceiver receiver) =>
        (Host, Acme, Receiver) = (host, acme, receiver);

    public PatchbayHost Host { get; }

    public TestOrganization Acme { get; }

    public WebhookReceiver Receiver { get; }

    public HttpClient Api => Acme.Sandbox;

    public static async Task<OutgoingStage> StartAsync(
        DatabaseKind kind = DatabaseKind.Sqlite,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null
    )
    {
        var host = await PatchbayHost.StartAsync(
            kind,
            settings,
            own =>
            {
                own.AddSingleton<Func<double>>(() => 0.5);
                services?.Invoke(own);
            }
        );
        return new(host, await host.CreateOrganizationAsync(), await WebhookReceiver.StartAsync());
    }

    /// <summary>Creates an endpoint at the receiver; <paramref name="more"/> adds members to the request.</summary>
    public async Task<JsonElement> CreateHookAsync(string events = "\"*\"", string more = "", string path = "") =>
        (
            await Api.PostJsonAsync(
                    "/v1/outgoing-webhooks",
                    $$"""{"url":"{{Receiver.Url}}{{path}}","events":[{{events}}]{{more}}}"""
                )
                .ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");

    public Task PublishAsync(
        string type = EventNames.MessageReceived,
        string data = """{"n":1}""",
        byte[]? meta = null,
        Guid? phone = null,
        Guid? waba = null
    ) =>
        PublishAsync(
            Acme.SandboxTenant,
            new NewEvent(type, Host.Clock.GetUtcNow(), data)
            {
                PhoneId = phone,
                WabaId = waba,
                MetaPayload = meta,
            }
        );

    public async Task PublishAsync(Tenant tenant, NewEvent e)
    {
        var events = Host.Get<OutgoingEvents>();
        await Host.Get<Database>().WriteAsync(session => events.PublishAsync(session, tenant, e), default);
    }

    /// <summary>Moves the clock and wakes the worker.</summary>
    public void Advance(TimeSpan by)
    {
        Host.Clock.Advance(by);
        Host.Get<DeliverySignal>().Wake();
    }

    public async Task<JsonElement> GetAsync(string path) =>
        (await Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");

    public Task<JsonElement> DeliveriesAsync(JsonElement hook) =>
        GetAsync($"/v1/outgoing-webhooks/{Id(hook)}/deliveries");

    /// <summary>Reads until the answer is as expected. A failure shows the last answer.</summary>
    public Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> reached) =>
        UntilAsync(() => GetAsync(path), reached);

    /// <summary>The newest delivery of an endpoint, once it has this number of attempts.</summary>
    public async Task<JsonElement> AttemptedAsync(JsonElement hook, int attempts)
    {
        var newest = await UntilAsync(
            () => DeliveriesAsync(hook),
            list => list.GetArrayLength() > 0 && list[0].GetProperty("attemptCount").GetInt32() == attempts
        );
        return await GetAsync($"/v1/webhook-deliveries/{Id(newest[0])}");
    }

    /// <summary>Stops the server's delivery worker.</summary>
    public static Task StopWorkerAsync(PatchbayHost host) =>
        Task.WhenAll(
            host.Services.GetServices<IHostedService>()
                .OfType<DeliveryWorker>()
                .Select(worker => worker.StopAsync(default))
        );

    public static string Id(JsonElement resource) => resource.GetProperty("id").GetString()!;

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private static async Task<JsonElement> UntilAsync(Func<Task<JsonElement>> read, Func<JsonElement, bool> reached)
    {
        using var patience = new CancellationTokenSource(Patience);
        JsonElement last;
        do last = await read();
        while (!reached(last) && !patience.IsCancellationRequested);
        reached(last).ShouldBeTrue($"After {Patience} there was: {last}");
        return last;
    }
}
