using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Emulator;
using Patchbay.Server.Channels.WhatsApp.Coexistence;
using Patchbay.Server.Channels.WhatsApp.Recovery;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Coexistence;

/// <summary>Steps that tests of numbers in the WhatsApp Business app share.</summary>
internal static class AppStage
{
    public static readonly SignupChoices InApp = new() { Coexistence = true };

    /// <summary>A server whose background work waits for the test.</summary>
    public static Task<Stage> StartAsync(DatabaseKind kind = DatabaseKind.Sqlite) =>
        Stage.StartAsync(kind, services: WithoutWorkers);

    public static void WithoutWorkers(IServiceCollection services)
    {
        foreach (var worker in (Type[])[typeof(AppSyncWorker), typeof(StatusRecoveryWorker)])
            services.Remove(services.Single(service => service.ImplementationType == worker));
    }

    /// <summary>Connects a number of the app and an endpoint for all its events.</summary>
    public static async Task<ConnectedPhone> ConnectAppAsync(
        this Stage stage,
        WebhookReceiver? receiver = null,
        string more = "",
        string events = "\"*\""
    )
    {
        var phone = await stage.ConnectAsync(InApp);
        await stage.Meta.WhenDeliveriesIdle();
        await stage.WhenWorkedOffAsync();
        if (receiver is not null)
            await stage
                .Api.PostJsonAsync(
                    "/v1/outgoing-webhooks",
                    $$"""{"url":"{{receiver.Url}}","events":[{{events}}],"phoneNumberId":"{{phone.Id}}"{{more}}}"""
                )
                .ShouldBeAsync(HttpStatusCode.Created);
        return phone;
    }

    /// <summary>Does what the worker does every ten seconds.</summary>
    public static async Task SynchronizeAsync(this PatchbayHost host)
    {
        while (await host.Get<AppSyncRequests>().RunDueAsync(default) > 0) { }
    }

    public static async Task<JsonElement> SyncAsync(this Stage stage, ConnectedPhone phone) =>
        (await stage.Api.GetAsync($"/v1/phones/{phone.Id}/sync").ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");

    /// <summary>The kinds that Meta was asked for, in order.</summary>
    public static IReadOnlyList<string> Asked(this Stage stage, ConnectedPhone phone) =>
        [
            .. stage
                .Meta.Requests.Where(request => request.Path == $"/{phone.MetaPhoneNumberId}/smb_app_data")
                .Select(request =>
                    request.Body.Contains("smb_app_state_sync", StringComparison.Ordinal) ? "contacts" : "history"
                ),
        ];

    public static async Task ControlAsync(this Stage stage, string path, string json)
    {
        using var control = new HttpClient { BaseAddress = stage.Meta.BaseAddress };
        await control.PostJsonAsync($"/_emulator/{path}", json).ShouldBeAsync(HttpStatusCode.OK);
    }

    public static string Field(string field, ConnectedPhone phone, string members) =>
        Payload.Change(
            field,
            $$"""
            {"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550000000",
            "phone_number_id":"{{phone.MetaPhoneNumberId}}"},{{members}} }
            """
        );

    public static async Task<string> OwnDigitsAsync(this Stage stage) =>
        (await stage.ScalarAsync<string>("select phone_number from phones"))!.TrimStart('+');
}
