using System.Net;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>Meta's events about accounts suspend connections and restore them; each change is published once.</summary>
public sealed class AccountEventTests
{
    [Theory, EachDatabase]
    public async Task A_ban_suspends_sending_and_its_end_restores_it(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"connection.suspended\"");
        await using var changes = await WebhookReceiver.StartAsync();
        await stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{changes.Url}}","events":["connection.updated"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        await TellAsync(stage, phone, """{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":["DISABLE"]} }""");
        await TellAsync(
            stage,
            phone,
            """{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"DISABLE","waba_ban_date":"April 17, 2025"} }"""
        );

        var told = (await receiver.NextAsync("connection.suspended")).Data;
        (told.GetProperty("phoneNumberId").GetString(), told.GetProperty("reason").GetString()).ShouldBe(
            (phone.Id, "waba_disabled")
        );
        await stage.SendAsync(phone).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "connection_not_usable");
        (await changes.NextAsync()).Data.GetProperty("status").GetString().ShouldBe("suspended");

        await TellAsync(stage, phone, """{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"REINSTATE"} }""");
        await stage.SentAsync(phone);
        receiver.All.Count.ShouldBe(1);
        (await changes.NextAsync()).Data.GetProperty("status").GetString().ShouldBe("connected");
        changes.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_customer_who_removes_access_is_reported_as_disconnected()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(
            receiver,
            events: "\"connection.suspended\",\"phone_number.disconnected\""
        );

        // The id of the entry is our own portfolio. The value names the customer's account.
        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "4711",
                Payload.Change(
                    "account_update",
                    $$"""
                    {"event":"PARTNER_REMOVED","waba_info":{"waba_id":"{{phone.Signup.WabaId}}",
                    "owner_business_id":"1"} }
                    """
                )
            )
        );

        var told = new[] { await receiver.NextAsync(), await receiver.NextAsync() };
        told.Select(webhook => webhook.Event).Order().ShouldBe(["connection.suspended", "phone_number.disconnected"]);
        told.ShouldAllBe(webhook => webhook.Data.GetProperty("reason").GetString() == "access_removed");
        await TellAsync(stage, phone, """{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"REINSTATE"} }""");
        // The end of one suspension reason does not end the other.
        await stage.SendAsync(phone).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "connection_not_usable");
    }

    [Fact]
    public async Task The_end_of_another_number_and_a_partial_restriction_do_not_stop_sending()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();

        await TellAsync(stage, phone, """{"event":"ACCOUNT_OFFBOARDED","phone_number":"15559999999"}""");
        await TellAsync(
            stage,
            phone,
            """
            {"event":"ACCOUNT_RESTRICTION",
            "restriction_info":[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING"}]}
            """
        );

        await stage.SentAsync(phone);
    }

    private static async Task TellAsync(Stage stage, ConnectedPhone phone, string value)
    {
        await stage.ShouldBeTakenAsync(Payload.Entry(phone.Signup.WabaId!, Payload.Change("account_update", value)));
        await stage.WhenWorkedOffAsync();
    }
}
