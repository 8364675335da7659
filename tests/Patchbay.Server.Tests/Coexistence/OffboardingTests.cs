using System.Net;
using System.Text.Json;
using Patchbay.Server.Connections;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Coexistence;

/// <summary>A business app that leaves the platform and comes back.</summary>
public sealed class OffboardingTests
{
    [Theory, EachDatabase]
    public async Task An_offboarded_number_is_suspended_until_it_reconnects(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAppAsync(receiver);

        await OffboardAsync(stage, phone, "true");
        var told = (await receiver.NextAsync("phone_number.offboarded")).Data;
        (told.Text("phoneNumberId"), told.Text("event"), told.GetProperty("isSignUpNeeded").GetBoolean()).ShouldBe(
            (phone.Id, "ACCOUNT_OFFBOARDED", false)
        );
        await ShouldBeAsync(stage, phone, "suspended", "account_offboarded");
        (await stage.SendAsync(phone)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        stage.Sends(phone).ShouldBeEmpty();

        // Meta answers reads about the number as before, so a live check must not restore it.
        var connection = await ConnectionAsync(stage, phone);
        await stage.Host.Get<ConnectionChecker>().CheckAsync(connection, default);
        await ShouldBeAsync(stage, phone, "suspended", "account_offboarded");

        await OffboardAsync(stage, phone, "false");
        (await receiver.NextAsync("phone_number.reconnected")).Data.Text("event").ShouldBe("ACCOUNT_RECONNECTED");
        await ShouldBeAsync(stage, phone, "connected", null);
        await stage.SentAsync(phone);
        stage.Asked(phone).Count.ShouldBeLessThanOrEqualTo(2, "Meta does not share the history again");
    }

    [Theory, EachDatabase]
    public async Task A_number_that_its_owner_disconnects_in_the_app_is_told_with_the_reason(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAppAsync(receiver);

        await stage.ControlAsync(
            "numbers",
            $$"""{"phone_number_id":"{{phone.MetaPhoneNumberId}}","disconnect":true}"""
        );

        var told = (await receiver.NextAsync("phone_number.offboarded")).Data;
        (told.Text("event"), told.Text("reason"), told.Text("initiatedBy")).ShouldBe(
            ("PARTNER_REMOVED", "ACCOUNT_DISCONNECTED", "USER")
        );
        told.GetProperty("isSignUpNeeded").GetBoolean().ShouldBeTrue();
        await stage.WhenWorkedOffAsync();
        (await ConnectionAsync(stage, phone)).Status.ShouldBe("suspended");
    }

    [Fact]
    public async Task An_event_without_a_number_means_only_the_numbers_of_the_app()
    {
        await using var stage = await Stage.StartAsync();
        var inApp = await stage.ConnectAppAsync();
        var cloud = await stage.ConnectAsync(
            new() { BusinessId = inApp.Signup.BusinessId, WabaId = inApp.Signup.WabaId }
        );

        await OffboardAsync(stage, inApp, "true");
        await stage.WhenWorkedOffAsync();

        (await ConnectionAsync(stage, inApp)).Status.ShouldBe("suspended");
        (await ConnectionAsync(stage, cloud)).Status.ShouldBe("connected");
    }

    private static async Task OffboardAsync(Stage stage, ConnectedPhone phone, string leaves)
    {
        await stage.ControlAsync(
            "numbers",
            $$"""{"phone_number_id":"{{phone.MetaPhoneNumberId}}","offboard":{{leaves}}}"""
        );
        await stage.Meta.WhenDeliveriesIdle();
        await stage.WhenWorkedOffAsync();
    }

    private static async Task<ConnectionRow> ConnectionAsync(Stage stage, ConnectedPhone phone)
    {
        var read = await stage.Api.GetAsync($"/v1/phones/{phone.Id}").ShouldBeAsync(HttpStatusCode.OK);
        var id = read.GetProperty("data").Text("connectionId")!;
        return (await stage.Host.Get<ConnectionStore>().FindAsync(stage.Organization.SandboxTenant, id, default))!;
    }

    private static async Task ShouldBeAsync(Stage stage, ConnectedPhone phone, string status, string? reason)
    {
        var connection = await ConnectionAsync(stage, phone);
        (connection.Status, connection.StatusReason).ShouldBe((status, reason));
        var channel = await stage.ChannelAsync("whatsapp");
        (channel.GetProperty("ready").GetBoolean(), channel.Text("status")).ShouldBe((status == "connected", status));
    }
}
