using System.Text.Json;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>Numbers that are also used in the business app, and channels without a number.</summary>
public sealed class CoexistenceTests
{
    [Theory, EachDatabase]
    public async Task A_message_from_the_business_app_is_reported_as_sent_and_opens_no_window(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        var change = Field(
            "smb_message_echoes",
            phone,
            """
            "message_echoes":[{"from":"15550000000","to":"5511999990000","id":"wamid.echo",
            "timestamp":"1768473000","type":"text","text":{"body":"By hand"} }]
            """
        );

        await stage.ShouldBeTakenAsync(Payload.Entry("1", change));
        await stage.ShouldBeTakenAsync(Payload.Entry("2", change));

        var told = (await receiver.NextAsync("message.sent")).Data;
        (told.GetProperty("contactPhone").GetString(), told.GetProperty("direction").GetString()).ShouldBe(
            ("+5511999990000", "outbound")
        );
        await stage.WhenWorkedOffAsync();
        (await stage.HistoryAsync(phone))
            .ShouldHaveSingleItem()
            .GetProperty("content")
            .GetProperty("body")
            .GetString()
            .ShouldBe("By hand");
        (await stage.ScalarAsync<int>("select count(*) from contact_windows")).ShouldBe(0);
    }

    [Fact]
    public async Task Earlier_chats_become_history_and_not_new_messages()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        var own = await stage.ScalarAsync<string>("select phone_number from phones");

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Field(
                    "history",
                    phone,
                    $$"""
                    "history":[{"metadata":{"phase":0,"chunk_order":1,"progress":100},
                    "threads":[{"id":"5511999990000","messages":[
                      {"from":"5511999990000","id":"wamid.h1","timestamp":"1768470000",
                      "type":"text","text":{"body":"Hi"},"history_context":{"status":"READ"} },
                      {"from":"{{own!.TrimStart(
                        '+'
                    )}}","to":"5511999990000","id":"wamid.h2","timestamp":"1768470001",
                      "type":"text","text":{"body":"Hello"},"history_context":{"status":"DELIVERED"} }]}]}]
                    """
                )
            )
        );

        (await receiver.NextAsync()).Event.ShouldBe("account.updated");
        (await stage.HistoryAsync(phone))
            .Select(Line)
            .ShouldBe(["outbound delivered +5511999990000", "inbound received +5511999990000"]);
        receiver.All.Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_message_to_a_connected_Instagram_account_is_delivered_and_an_unknown_account_is_quarantined(
        DatabaseKind kind
    )
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        await stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["message.received"]}"""
            )
            .ShouldBeAsync(System.Net.HttpStatusCode.Created);
        await stage
            .Host.Get<Patchbay.Server.Storage.Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        "update connections set ig_business_account_id = '17840001', channel = 'instagram'"
                    ),
                default
            );

        await stage.PostSignedAsync(
            $$"""
            {"object":"instagram","entry":[{{Entry("17840001", "m_1")}},{{Entry("17849999", "m_2")}},
            {{Entry("17840001", "m_1")}}]}
            """
        );

        var told = (await receiver.NextAsync("message.received")).Data;
        (
            told.GetProperty("channel").GetString(),
            told.GetProperty("mid").GetString(),
            told.GetProperty("contactId").GetString()
        ).ShouldBe(("instagram", "m_1", "77"));
        await stage.WhenWorkedOffAsync();
        (await stage.StoredAsync()).ShouldBe((2, 1));
        receiver.All.Count.ShouldBe(1);
    }

    private static string Entry(string account, string mid) =>
        $$"""
            {"id":"{{account}}","time":1,"messaging":[{"sender":{"id":"77"},"recipient":{"id":"{{account}}"},
            "timestamp":1768473000000,"message":{"mid":"{{mid}}","text":"Hi"} }]}
            """;

    private static string Field(string field, ConnectedPhone phone, string members) =>
        Payload.Change(
            field,
            $$"""
            {"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550000000",
            "phone_number_id":"{{phone.MetaPhoneNumberId}}"},{{members}} }
            """
        );

    private static string Line(JsonElement message)
    {
        var outbound = message.GetProperty("direction").GetString() == "outbound";
        var contact = message.GetProperty(outbound ? "to" : "from").GetString();
        return $"{message.GetProperty("direction").GetString()} {message.GetProperty("status").GetString()} {contact}";
    }
}
