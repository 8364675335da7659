using System.Net;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Hosting;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Direct;

public sealed class DirectSendingTests
{
    [Theory]
    [InlineData("instagram", "message.read")]
    [InlineData("messenger", "message.delivered", "message.read")]
    public async Task A_text_is_sent_and_its_statuses_are_published_in_order(string channel, params string[] events)
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.OpenLineAsync(channel);
        await stage.ListenAsync(receiver, "\"message.sent\",\"message.delivered\",\"message.read\"");

        var sent = await line.SentAsync("Yes, until six.");
        (sent.Text("channel"), sent.Text("to"), sent.Text("connectionId")).ShouldBe(
            (channel, LoginStage.Customer, line.ConnectionId)
        );
        sent.Text("mid").ShouldNotBeNull();

        foreach (var name in events.Prepend("message.sent"))
        {
            var told = await receiver.NextAsync();
            (told.Event, told.Data.Text("messageId"), told.Data.Text("mid"), told.Data.Text("accountId")).ShouldBe(
                (name, sent.Id(), sent.Text("mid"), line.AccountId)
            );
        }
        (await line.MessageAsync(sent.Id())).Text("status").ShouldBe("read");
        (await line.HistoryAsync()).Count.ShouldBe(2); // the echo of the sent message is not stored again
    }

    [Theory]
    [InlineData("instagram", "image")]
    [InlineData("instagram", "video")]
    [InlineData("instagram", "audio")]
    [InlineData("messenger", "image")]
    [InlineData("messenger", "video")]
    [InlineData("messenger", "audio")]
    [InlineData("messenger", "file")]
    public async Task Media_is_sent_by_its_link(string channel, string type)
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.OpenLineAsync(channel);
        var sent = (
            await stage
                .Api.PostJsonAsync(
                    line.Path,
                    $$"""
                    {"to":"{{LoginStage.Customer}}","type":"{{type}}",
                    "{{type}}":{"link":"https://cdn.example.com/a"} }
                    """
                )
                .ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        sent.Text("type").ShouldBe(type);
        sent.GetProperty("content")
            .GetProperty("attachment")
            .GetProperty("payload")
            .Text("url")
            .ShouldBe("https://cdn.example.com/a");
        await line.QuietAsync();
        (await line.HistoryAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("instagram")]
    [InlineData("messenger")]
    public async Task Quick_replies_reach_Meta_and_the_history(string channel)
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.OpenLineAsync(channel);

        var sent = await line.SentAsync(
            "At six?",
            ""","quickReplies":[{"title":"Yes","payload":"yes"},{"title":"No"},{"contentType":"user_email"}]"""
        );

        sent.GetProperty("content")
            .GetProperty("quick_replies")
            .GetRawText()
            .ShouldBe(
                """
                [{"content_type":"text","title":"Yes","payload":"yes"},
                {"content_type":"text","title":"No","payload":"No"},{"content_type":"user_email"}]
                """.ReplaceLineEndings("")
            );
        await line.QuietAsync();
        (await line.HistoryAsync()).Count.ShouldBe(2); // the echo is the same message
    }

    [Theory]
    [InlineData("instagram", """{"template_type":"button","text":"Ready?","buttons":[@]}""")]
    [InlineData("messenger", """{"template_type":"button","text":"Ready?","buttons":[@]}""")]
    [InlineData("instagram", """{"template_type":"generic","elements":[{"title":"Bread","buttons":[@]}]}""")]
    [InlineData(
        "messenger",
        """
            {"template_type":"generic","elements":[{"title":"Bread","subtitle":"Rye","image_url":"https://a.example/b.png",
            "default_action":{"type":"web_url","url":"https://a.example/b"},"buttons":[@]}]}
            """
    )]
    public async Task Cards_and_buttons_are_sent_in_Metas_own_form(string channel, string template)
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.OpenLineAsync(channel);
        template = template.Replace(
            "@",
            """{"type":"postback","title":"Buy","payload":"b"},{"type":"web_url","title":"See","url":"https://a.example/c"}"""
        );

        var sent = (
            await stage
                .Api.PostJsonAsync(
                    line.Path,
                    $$"""{"to":"{{LoginStage.Customer}}","type":"template","template":{{template}}}"""
                )
                .ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");

        sent.Text("type").ShouldBe("template");
        var posted = stage.Meta.Requests.Last(request =>
            request.Method == "POST" && request.Path.EndsWith("/messages", StringComparison.Ordinal)
        );
        var payload = JsonNode.Parse(posted.Body)!["message"]!["attachment"]!["payload"];
        JsonNode.DeepEquals(payload, JsonNode.Parse(template)).ShouldBeTrue(payload!.ToJsonString());
        await line.QuietAsync();
        (await line.HistoryAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("\"text\":\"a\",\"quickReplies\":[{}]", "quickReplies[0].title")]
    [InlineData("\"text\":\"a\",\"quickReplies\":{}", "quickReplies")]
    [InlineData("\"text\":\"a\",\"quickReplies\":[{\"title\":\"123456789012345678901\"}]", "quickReplies[0].title")]
    [InlineData("\"type\":\"template\"", "template")]
    [InlineData("\"type\":\"template\",\"template\":{\"template_type\":\"receipt\"}", "template.template_type")]
    [InlineData(
        "\"type\":\"template\",\"template\":{\"template_type\":\"generic\",\"elements\":[]}",
        "template.elements"
    )]
    [InlineData(
        "\"type\":\"template\",\"template\":{\"template_type\":\"generic\",\"elements\":[{\"title\":\"a\",\"colour\":1}]}",
        "template.elements[0]"
    )]
    [InlineData(
        "\"type\":\"template\",\"template\":{\"template_type\":\"button\",\"text\":\"a\","
            + "\"buttons\":[{\"type\":\"phone_number\",\"title\":\"a\",\"payload\":\"+1\"}]}",
        "template.buttons[0].type"
    )]
    public async Task A_faulty_form_is_refused_by_the_name_of_its_member(string members, string field)
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.OpenLineAsync("instagram");
        await stage
            .Api.PostJsonAsync(line.Path, $$"""{"to":"{{LoginStage.Customer}}",{{members}}}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);
        (await line.HistoryAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("instagram")]
    [InlineData("messenger")]
    public async Task A_message_whose_answer_was_lost_is_sent_once_and_settled_by_the_echo(string channel)
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.OpenLineAsync(channel);
        stage.Meta.AddFault(
            new Fault
            {
                Operation = channel == "instagram" ? "sendInstagramMessage" : "sendPageMessage",
                Cut = "after",
                Times = 1,
            }
        );
        var first = await KeyedAsync(line, "once").ShouldBeUnknownOrSettledAsync();
        var again = await KeyedAsync(line, "once").ShouldBeUnknownOrSettledAsync();

        again.GetRawText().ShouldBe(first.GetRawText());
        await line.QuietAsync();
        stage
            .Meta.Requests.Count(request =>
                request.Method == "POST" && request.Path.EndsWith("/messages", StringComparison.Ordinal)
            )
            .ShouldBe(1);
        var settled = await line.MessageAsync(first.GetProperty("data").Id());
        settled.Text("status").ShouldBe("read");
        settled.Text("mid").ShouldNotBeNull();
        (await line.HistoryAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("instagram")]
    [InlineData("messenger")]
    public async Task After_a_day_a_message_needs_the_tag_of_a_human_agent(string channel)
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.OpenLineAsync(channel);
        stage.Clock.Advance(TimeSpan.FromHours(25));
        stage.Meta.AdvanceClock(TimeSpan.Zero);

        var error = await line.SendAsync("Too late?")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "window_closed", "tag");
        error.GetProperty("meta").GetProperty("code").GetInt32().ShouldBe(10);
        (await line.HistoryAsync())[0].Text("status").ShouldBe("failed");
        await line.SentAsync("Sorry for the wait.", """,  "tag":"HUMAN_AGENT" """);
    }

    [Fact]
    public async Task A_message_written_in_Metas_inbox_is_stored_and_published_as_sent()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.OpenLineAsync("messenger");
        await stage.ListenAsync(receiver, "\"message.sent\"");
        await line.TellAsync(
            $$"""
            {"sender":{"id":"{{line.ProfileId}}"},"recipient":{"id":"{{LoginStage.Customer}}"},
            "timestamp":1768473000000,"message":{"mid":"m_inbox","is_echo":true,"text":"From the inbox"} }
            """
        );

        var told = (await receiver.NextAsync("message.sent")).Data;
        (told.Text("mid"), told.Text("contactId"), told.Text("direction")).ShouldBe(
            ("m_inbox", LoginStage.Customer, "outbound")
        );
        (await line.MessageAsync(told.Text("messageId")!)).Text("status").ShouldBe("sent");
    }

    [Fact]
    public async Task A_status_never_goes_back()
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.OpenLineAsync("messenger");
        var sent = await line.SentAsync("Hello");
        await line.QuietAsync();
        (await line.MessageAsync(sent.Id())).Text("status").ShouldBe("read");
        await line.TellAsync(
            $$"""
            {"sender":{"id":"{{LoginStage.Customer}}"},"recipient":{"id":"{{line.ProfileId}}"},
            "timestamp":1768473900000,"delivery":{"mids":["{{sent.Text("mid")}}"],"watermark":1768473900000} }
            """
        );
        (await line.MessageAsync(sent.Id())).Text("status").ShouldBe("read");
    }

    [Fact]
    public async Task A_read_watermark_marks_the_persons_messages_up_to_its_time_as_read()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.LineAsync("messenger");
        foreach (
            var (person, mid, at) in new[]
            {
                ("1", "m_a", 1000),
                ("1", "m_b", 2000),
                ("1", "m_c", 3000),
                ("2", "m_d", 1000),
            }
        )
        {
            await line.TellAsync(
                $$"""
                {"sender":{"id":"{{line.ProfileId}}"},"recipient":{"id":"{{person}}"},
                "timestamp":{{1768473000000 + at}},"message":{"mid":"{{mid}}","is_echo":true,"text":"x"} }
                """
            );
        }
        await stage.ListenAsync(receiver, "\"message.read\"");
        await line.TellAsync(
            $$"""
            {"sender":{"id":"1"},"recipient":{"id":"{{line.ProfileId}}"},"timestamp":1768473009000,
            "read":{"watermark":1768473002000} }
            """
        );

        new[] { (await receiver.NextAsync()).Data.Text("mid"), (await receiver.NextAsync()).Data.Text("mid") }
            .Order()
            .ShouldBe(["m_a", "m_b"]);
        (await line.HistoryAsync())
            .ToDictionary(message => message.Text("mid")!, message => message.Text("status"), StringComparer.Ordinal)
            .ShouldBe(
                new Dictionary<string, string?>
                {
                    ["m_c"] = "sent",
                    ["m_b"] = "read",
                    ["m_d"] = "sent",
                    ["m_a"] = "read",
                },
                ignoreOrder: true
            );
    }

    [Theory]
    [InlineData("instagram", """{"to":"1","type":"sticker"}""", "type")]
    [InlineData("instagram", """{"to":"1","text":""}""", "text")]
    [InlineData("instagram", """{"to":"@maria","text":"x"}""", "to")]
    [InlineData("instagram", """{"text":"x"}""", "to")]
    [InlineData("messenger", """{"to":"1","text":"x","tag":"ACCOUNT_UPDATE"}""", "tag")]
    [InlineData("messenger", """{"to":"1","text":"x","colour":"red"}""", "colour")]
    [InlineData("messenger", """{"to":"1","type":"image","image":"https://x"}""", "image")]
    [InlineData("messenger", """{"to":"1","type":"image","image":{"link":"http://example.com/a.png"}}""", "image.link")]
    [InlineData("messenger", """{"to":"1","text":"x","replyTo":7}""", "replyTo")]
    public async Task Bad_input_is_refused_names_the_field_and_stores_nothing(string channel, string body, string field)
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.LineAsync(channel);
        await stage
            .Api.PostJsonAsync(line.Path, body)
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);
        (await line.HistoryAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_limit_of_a_text_counts_bytes_on_Instagram_and_characters_on_Messenger()
    {
        await using var stage = await Stage.StartAsync();
        var (instagram, messenger) = (await stage.LineAsync("instagram"), await stage.OpenLineAsync("messenger"));
        var text = new string('ã', 501);
        await instagram.SendAsync(text).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "text");
        await messenger.SentAsync(text);
        await messenger
            .SendAsync(new string('x', 2001))
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "text");
    }

    [Fact]
    public async Task An_unknown_contact_and_a_foreign_or_deleted_connection_are_refused()
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.LineAsync("instagram");
        await line.SendAsync("Hello?").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "contact_unknown", "to");
        var other = await stage.Host.CreateOrganizationAsync("Other");
        (await other.Sandbox.PostJsonAsync(line.Path, line.TextJson("x"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await stage.Api.DeleteAsync($"{ConnectionStage.Root}/{line.ConnectionId}").ShouldBeAsync(HttpStatusCode.OK);
        (await line.SendAsync("x")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_WhatsApp_connection_sends_by_the_same_route()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        var connection = (await stage.Api.GetAsync(ConnectionStage.Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")[0]
            .Id();
        var sent = (
            await stage
                .Api.PostJsonAsync($"/v1/connections/{connection}/messages", MessageStage.HelloJson)
                .ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        (sent.Text("channel"), sent.Text("phoneNumberId")).ShouldBe(("whatsapp", phone.Id));
        (await stage.Api.GetAsync($"/v1/connections/{connection}/messages").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(1);
    }

    private static Task<HttpResponseMessage> KeyedAsync(DirectLine line, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, line.Path)
        {
            Content = HttpJson.Json(line.TextJson("Hello")),
            Headers = { { "Idempotency-Key", key } },
        };
        return line.Stage.Api.SendAsync(request);
    }
}
