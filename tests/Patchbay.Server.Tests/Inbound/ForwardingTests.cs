using System.Net;
using System.Text;
using System.Text.Json;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>From the receiver to the customers' servers: each event once, and to its tenant only.</summary>
public sealed class ForwardingTests
{
    [Theory, EachDatabase]
    public async Task A_body_for_two_tenants_is_split_between_them(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var mine = await WebhookReceiver.StartAsync();
        await using var theirs = await WebhookReceiver.StartAsync();
        var (first, second) = await TwoTenantsAsync(stage, mine, theirs, "\"message.received\",\"message.delivered\"");

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Messages(
                    first.MetaPhoneNumberId,
                    $$"""
                    "contacts":[{{Payload.Contact("222222222", "Two")}},{{Payload.Contact("111111111", "One")}}],
                    "messages":[{{Payload.Message("wamid.1", "111111111", "a")}},{{Payload.Message(
                        "wamid.2",
                        "222222222",
                        "b"
                    )}}],
                    "statuses":[{{Payload.Status("wamid.other", "delivered")}}]
                    """
                )
            ),
            Payload.Entry("2", Payload.Text(second.MetaPhoneNumberId, "wamid.3", "333333333", "Three"))
        );

        var told = new[] { await mine.NextAsync(), await mine.NextAsync(), await mine.NextAsync() };
        told.Where(webhook => webhook.Event == "message.received")
            .Select(Told)
            .Order()
            .ShouldBe(["wamid.1 +111111111 One", "wamid.2 +222222222 Two"]);
        var status = told.Single(webhook => webhook.Event == "message.delivered").Data;
        status.GetProperty("wamid").GetString().ShouldBe("wamid.other");
        status.GetProperty("contactPhone").GetString().ShouldBe("+5511999990000");
        // Another system sent this message, so it has no id here.
        status.TryGetProperty("messageId", out var id).ShouldBe(id.ValueKind == JsonValueKind.Null);
        Told(await theirs.NextAsync()).ShouldBe("wamid.3 +333333333 Three");
        (mine.All.Count, theirs.All.Count).ShouldBe((3, 1));
        (await stage.HistoryAsync(first)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_meta_format_delivers_the_bytes_that_Meta_sent()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver, "meta", "\"message.received\"");
        var value = $$"""
            { "messaging_product":"whatsapp","metadata":{"phone_number_id":"{{phone.MetaPhoneNumberId}}" },
             "messages":[{"from":"5511999990000","id":"wamid.1","timestamp":"1768473000","type":"text",
            "text":{"body":"Ol\u00e1 \ud83d\ude00" } }] }
            """;

        await stage.ShouldBeTakenAsync(Payload.Entry("1", Payload.Change("messages", value)));

        Encoding.UTF8.GetString((await receiver.NextAsync()).Body).ShouldContain(value);
    }

    [Theory, EachDatabase]
    public async Task A_repeated_event_is_stored_and_delivered_once(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        var body = Payload.OneText(phone.MetaPhoneNumberId, "wamid.1");
        var own = $"/webhook/phone/{phone.Id}";

        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    stage
                        .PostSignedAsync(body, i % 2 == 0 ? own : ReceiverStage.AppPath)
                        .ShouldBeAsync(HttpStatusCode.OK)
                )
        );
        Told(await receiver.NextAsync()).ShouldStartWith("wamid.1");
        await stage.PostSignedAsync(body).ShouldBeAsync(HttpStatusCode.OK);
        await stage
            .PostSignedAsync(Payload.OneText(phone.MetaPhoneNumberId, "wamid.2"))
            .ShouldBeAsync(HttpStatusCode.OK);

        Told(await receiver.NextAsync()).ShouldStartWith("wamid.2");
        receiver.All.Count.ShouldBe(2);
        (await stage.StoredAsync()).ShouldBe((2, 0));
    }

    [Fact]
    public async Task A_change_of_an_account_reaches_all_its_connections()
    {
        await using var stage = await Stage.StartAsync();
        await using var mine = await WebhookReceiver.StartAsync();
        await using var theirs = await WebhookReceiver.StartAsync();
        var (first, second) = await TwoTenantsAsync(stage, mine, theirs, "\"account.updated\"");
        var account = await stage.ScalarAsync<string>(
            "select meta_waba_id from wabas where organization_id = @Id",
            new { stage.Organization.Id }
        );
        await stage
            .Host.Get<Patchbay.Server.Storage.Database>()
            .WriteAsync(
                session => session.ExecuteAsync("update wabas set meta_waba_id = @account", new { account }),
                default
            );

        await stage.ShouldBeTakenAsync(
            Payload.Entry(account!, Payload.Change("account_update", """{"event":"DISABLED_UPDATE"}"""))
        );

        foreach (var (receiver, phone) in ((WebhookReceiver, ConnectedPhone)[])[(mine, first), (theirs, second)])
        {
            // Events from the time of the sign-up are delivered too, so they are skipped here.
            var told = await receiver.NextAsync();
            while (Change(told) == "PARTNER_ADDED")
                told = await receiver.NextAsync();
            told.Event.ShouldBe("account.updated");
            told.Data.GetProperty("wabaId").GetString().ShouldBe(phone.WabaId);
            Change(told).ShouldBe("DISABLED_UPDATE");
        }
    }

    [Theory, EachDatabase]
    public async Task A_name_cut_inside_an_emoji_or_with_a_NUL_does_not_stop_a_message(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Text(
                    phone.MetaPhoneNumberId,
                    "wamid.1",
                    name: @"Ana \ud83d",
                    text: @"a\u0000b\ud83d\ude00\\u0000"
                )
            )
        );

        var data = (await receiver.NextAsync("message.received")).Data;
        data.GetProperty("contactName").GetString().ShouldBe("Ana \ufffd");
        data.GetProperty("content").GetProperty("body").GetString().ShouldBe("a\ufffdb😀\\u0000");
    }

    [Fact]
    public async Task Callback_data_that_looks_like_a_message_id_does_not_change_a_settled_message()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"message.failed\"");
        var sent = await stage.SentAsync(phone);
        var id = sent.GetProperty("id").GetString()!;

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Messages(
                    phone.MetaPhoneNumberId,
                    $$"""
                    "statuses":[{{Payload.Status(
                        "wamid.another",
                        "failed",
                        $",\"biz_opaque_callback_data\":\"{id}\",\"errors\":[{{\"code\":1.5}}]"
                    )}}]
                    """
                )
            )
        );

        (await receiver.NextAsync("message.failed")).Data.GetProperty("wamid").GetString().ShouldBe("wamid.another");
        (await stage.MessageAsync(id)).GetProperty("status").GetString().ShouldNotBe("failed");
    }

    private static string? Change(ReceivedWebhook webhook) =>
        webhook.Data.GetProperty("value").GetProperty("event").GetString();

    private static string Told(ReceivedWebhook webhook) =>
        $"{webhook.Data.GetProperty("wamid").GetString()} "
        + $"{webhook.Data.GetProperty("contactPhone").GetString()} "
        + $"{webhook.Data.GetProperty("contactName").GetString()}";

    private static async Task<(ConnectedPhone First, ConnectedPhone Second)> TwoTenantsAsync(
        Stage stage,
        WebhookReceiver mine,
        WebhookReceiver theirs,
        string events
    )
    {
        var other = await stage.Host.CreateOrganizationAsync("Other");
        await stage
            .Api.PostJsonAsync("/v1/outgoing-webhooks", $$"""{"url":"{{mine.Url}}","events":[{{events}}]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await other
            .Sandbox.PostJsonAsync("/v1/outgoing-webhooks", $$"""{"url":"{{theirs.Url}}","events":[{{events}}]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var first = await stage.ConnectAsync();
        var made = await other
            .Sandbox.PostJsonAsync("/v1/onboarding-links", """{"name":"Other"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var link = made.GetProperty("data").GetProperty("id").GetGuid();
        var outcome = stage.Meta.SignUp();
        await using var page = await SignupPage.OpenAsync(stage.Host.Address, link);
        await page.CallbackAsync(outcome);
        var read = (
            await other.Sandbox.GetAsync($"/v1/onboarding-links/{link}").ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data");
        return (
            first,
            new(
                read.GetProperty("phoneNumberId").GetString()!,
                read.GetProperty("wabaId").GetString()!,
                outcome,
                new(stage, link)
            )
        );
    }
}
