using System.Net;
using System.Text.Json;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.SignUp;

/// <summary>Sign-ups that end halfway and are finished later.</summary>
public sealed class RepairTests
{
    [Theory, EachDatabase]
    public async Task A_link_whose_subscription_failed_completes_when_its_number_is_finished(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var link = await stage.CreateLinkAsync(
            $$"""{"name":"x","externalId":"customer-123","webhookUrl":"{{receiver.Url}}","webhookEvents":["*"]}"""
        );
        stage.Meta.FailNext("/*/subscribed_apps", code: 100, method: "POST");
        await using (var page = await link.OpenAsync())
            (await page.CallbackAsync(stage.Meta.SignUp())).Text("status").ShouldBe("error");
        var connection = (await stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data")[0];
        connection.Standing().ShouldBe(("pending", "app_not_subscribed", "subscribe_app"));
        (await link.ReadAsync()).Text("status").ShouldBe("pending");

        (await stage.CompleteAsync(connection.Id())).Text("status").ShouldBe("connected");

        var read = await link.ReadAsync();
        (read.Text("status"), read.Text("phoneNumberId")).ShouldBe(
            ("completed", (await stage.OnlyPhoneAsync()).Text("id"))
        );
        await stage.CompleteAsync(connection.Id());
        await stage.Host.CallsEndedAsync();
        Told(receiver, "phone_number.connected").ShouldBe(1);
        Told(receiver, "onboarding_link.completed").ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_check_that_finds_the_fault_gone_completes_the_link_too(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var link = await stage.CreateLinkAsync();
        stage.Meta.FailNext("/*/subscribed_apps", code: 100, method: "POST");
        var outcome = stage.Meta.SignUp();
        await using (var page = await link.OpenAsync())
            await page.CallbackAsync(outcome);
        var connection = (await stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data")[0].Id();
        using (var meta = new HttpClient { BaseAddress = stage.Meta.BaseAddress })
        {
            meta.DefaultRequestHeaders.Authorization = new("Bearer", await stage.StoredTokenAsync(connection));
            await meta.PostAsync($"/v23.0/{outcome.WabaId}/subscribed_apps", null).ShouldBeAsync(HttpStatusCode.OK);
            await meta.PostJsonAsync(
                    $"/v23.0/{outcome.PhoneNumberId}/register",
                    """{"messaging_product":"whatsapp","pin":"123456"}"""
                )
                .ShouldBeAsync(HttpStatusCode.OK);
        }

        await stage.CheckAsync(connection);

        (await link.ReadAsync()).Text("status").ShouldBe("completed");
        (await stage.ReadConnectionAsync(connection)).Text("status").ShouldBe("connected");
    }

    [Theory, EachDatabase]
    public async Task A_registration_that_failed_leaves_the_connection_pending_and_its_repair_is_told_as_a_change(
        DatabaseKind kind
    )
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        await stage
            .Api.PostJsonAsync("/v1/outgoing-webhooks", $$"""{"url":"{{receiver.Url}}","events":["*"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        stage.Meta.FailNext("/*/register", code: 133000, method: "POST");
        var connected = await stage.ConnectAsync();
        var told = await receiver.NextAsync("phone_number.connected");
        told.Data.GetProperty("isPhoneRegistered").GetBoolean().ShouldBeFalse();
        var phone = await stage.OnlyPhoneAsync();
        var connection = await stage.ReadConnectionAsync(phone.Text("connectionId")!);
        connection.Standing().ShouldBe(("pending", "phone_not_registered", "register_number"));
        (phone.Text("status"), phone.Text("statusReason")).ShouldBe(("pending", "phone_not_registered"));
        (await connected.Link.ReadAsync()).Text("status").ShouldBe("completed");

        (await stage.CompleteAsync(connection.Id())).Text("status").ShouldBe("connected");

        (await receiver.NextAsync("connection.updated")).Data.Text("status").ShouldBe("connected");
        await stage.Host.CallsEndedAsync();
        Told(receiver, "phone_number.connected").ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task After_its_registration_a_number_is_read_again(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await stage.ConnectAsync();
        var signedUp = await stage.OnlyPhoneAsync();
        (signedUp.Text("metaStatus"), signedUp.Text("throughput")).ShouldBe(("CONNECTED", "STANDARD"));

        var outcome = stage.Meta.SignUp();
        await stage
            .Api.PostJsonAsync(
                $"{Root}/meta/oauth",
                $$"""{"code":"{{outcome.Code}}","waba_id":"{{outcome.WabaId}}","phone_number_id":"{{outcome.PhoneNumberId}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var byCode = await stage.OnlyPhoneAsync();
        (byCode.Text("metaStatus"), byCode.Text("throughput")).ShouldBe(("CONNECTED", "STANDARD"));
    }

    [Theory, EachDatabase]
    public async Task A_number_that_is_live_is_not_registered_again(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var number = stage.Meta.Connect();
        var connected = await stage.ConnectAsync(PinStage.ChoicesOf(number));
        var read = await connected.Link.ReadAsync();
        read.GetProperty("isPhoneRegistered").GetBoolean().ShouldBeTrue();
        stage.Registrations().ShouldBe(0);
        (await stage.OnlyPhoneAsync()).Text("status").ShouldBe("connected");
    }

    private static int Told(WebhookReceiver receiver, string name) =>
        receiver.All.Count(webhook => webhook.Event == name);
}
