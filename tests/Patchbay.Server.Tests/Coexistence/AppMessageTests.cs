using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Coexistence;

/// <summary>Messages of the business app in the history and in events.</summary>
public sealed class AppMessageTests
{
    private const string Customer = "5511999990000";

    [Theory, EachDatabase]
    public async Task A_message_names_where_the_business_wrote_it(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAppAsync(receiver);

        await stage.ControlAsync(
            "messages/echo",
            $$"""{"phone_number_id":"{{phone.MetaPhoneNumberId}}","to":"15550100001","text":"By hand"}"""
        );
        var told = (await receiver.NextAsync("message.sent")).Data;
        (told.Text("direction"), told.Text("source")).ShouldBe(("outbound", "business_app"));

        var sent = await stage.SentAsync(phone);
        sent.Text("source").ShouldBe("api");
        (await receiver.NextAsync("message.sent")).Data.Text("source").ShouldBe("api");
        stage.Meta.ReceiveText(phone.MetaPhoneNumberId, "15550100001", "Maria", "Thanks");
        (await receiver.NextAsync("message.received")).Data.Text("source").ShouldBeNull();
        (await stage.HistoryAsync(phone))
            .Select(message => message.Text("source"))
            .ShouldBe(["business_app", "api", null], ignoreOrder: true);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Postgres, true)]
    [InlineData(DatabaseKind.Postgres, false)]
    public async Task A_placeholder_and_its_file_become_one_message_in_either_order(DatabaseKind kind, bool isFileFirst)
    {
        Assert.SkipWhen(
            kind == DatabaseKind.Postgres && TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAppAsync();
        var own = await stage.OwnDigitsAsync();
        var thread = AppStage.Field(
            "history",
            phone,
            $$"""
            "history":[{"metadata":{"phase":0,"chunk_order":1,"progress":50},"threads":[{"id":"{{Customer}}",
            "context":{"wa_id":"{{Customer}}","user_id":"BR.1","username":"@maria"},"messages":[
              {"from":"{{own}}","to":"{{Customer}}","id":"wamid.p1","timestamp":"1768470000",
              "type":"media_placeholder","history_context":{"status":"READ"} }]}]}]
            """
        );
        var file = AppStage.Field(
            "history",
            phone,
            $$"""
            "messages":[{"from":"{{own}}","id":"wamid.p1","timestamp":"1768470000","type":"image",
            "image":{"id":"900","mime_type":"image/jpeg","caption":"Bread"} }]
            """
        );

        foreach (var change in isFileFirst ? [file, thread, file] : new[] { thread, file, thread })
        {
            await stage.ShouldBeTakenAsync(Payload.Entry("1", change));
            await stage.WhenWorkedOffAsync();
        }

        var message = (await stage.HistoryAsync(phone)).ShouldHaveSingleItem();
        (message.Text("type"), message.Text("status"), message.Text("to"), message.Text("direction")).ShouldBe(
            ("image", "read", "+" + Customer, "outbound")
        );
        message.GetProperty("content").Text("caption").ShouldBe("Bread");
        message.Text("businessScopedUserId").ShouldBe("BR.1");
    }

    [Theory, EachDatabase]
    public async Task A_placeholder_and_its_file_in_one_post_become_one_message(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAppAsync();
        var thread = AppStage.Field(
            "history",
            phone,
            $$"""
            "history":[{"metadata":{"phase":0,"chunk_order":1,"progress":50},"threads":[{"id":"{{Customer}}","messages":[
              {"from":"{{Customer}}","id":"wamid.q1","timestamp":"1768470000","type":"media_placeholder",
              "history_context":{"status":"READ"} }]}]}]
            """
        );
        var file = AppStage.Field(
            "history",
            phone,
            $$"""
            "messages":[{"from":"{{Customer}}","id":"wamid.q1","timestamp":"1768470000","type":"image",
            "image":{"id":"900"} }]
            """
        );

        await stage.ShouldBeTakenAsync(Payload.Entry("1", thread, file));
        await stage.WhenWorkedOffAsync();

        var message = (await stage.HistoryAsync(phone)).ShouldHaveSingleItem();
        (message.Text("type"), message.Text("from"), message.Text("status")).ShouldBe(
            ("image", "+" + Customer, "received")
        );
    }

    [Theory, EachDatabase]
    public async Task A_repeated_message_of_the_history_moves_its_status_forward_only(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAppAsync();
        var own = await stage.OwnDigitsAsync();
        foreach (var (order, status) in new[] { (1, "SENT"), (2, "READ"), (3, "DELIVERED") })
        {
            await stage.ShouldBeTakenAsync(
                Payload.Entry(
                    "1",
                    AppStage.Field(
                        "history",
                        phone,
                        $$"""
                        "history":[{"metadata":{"phase":0,"chunk_order":{{order}},"progress":9},
                        "threads":[{"id":"{{Customer}}","messages":[{"from":"{{own}}","to":"{{Customer}}",
                        "id":"wamid.r1","timestamp":"1768470000","type":"text","text":{"body":"Hi"},
                        "history_context":{"status":"{{status}}"} }]}]}]
                        """
                    )
                )
            );
            await stage.WhenWorkedOffAsync();
        }
        (await stage.HistoryAsync(phone)).ShouldHaveSingleItem().Text("status").ShouldBe("read");
    }

    [Fact]
    public async Task A_registration_with_a_PIN_is_refused_with_a_sentence()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAppAsync();
        var connection = (await stage.Api.GetAsync($"/v1/phones/{phone.Id}").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .Text("connectionId");

        var refused = await stage.Api.PostJsonAsync(
            $"/v1/provider-connections/{connection}/meta/complete-registration",
            """{"pin":"123456"}"""
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await refused.Content.ReadAsStringAsync();
        text.ShouldContain("number_on_business_app");
        stage.Meta.Requests.ShouldNotContain(request => request.Path.EndsWith("/register", StringComparison.Ordinal));
    }
}
