using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Messages;

public sealed class SendTests
{
    private const string _accepted = """
        {"messaging_product":"whatsapp","contacts":[{"input":"+15551234567","wa_id":"15551234567"}],
        "messages":[{"id":"wamid.X","message_status":"accepted"}]}
        """;

    public static TheoryData<OutgoingMessage, string> Shapes =>
        new()
        {
            { Message.Text("Hi", previewUrl: true), """{"type":"text","text":{"body":"Hi","preview_url":true}}""" },
            {
                Message.Image(MediaSource.FromId("7"), "A cat"),
                """{"type":"image","image":{"id":"7","caption":"A cat"}}"""
            },
            {
                Message.Voice(MediaSource.FromLink(new("https://example.test/a.ogg"))),
                """{"type":"audio","audio":{"link":"https://example.test/a.ogg","voice":true}}"""
            },
            {
                Message.Document(MediaSource.FromId("8"), "bill.pdf"),
                """{"type":"document","document":{"id":"8","filename":"bill.pdf"}}"""
            },
            {
                Message.Location(-12.5, 7, "Pier"),
                """{"type":"location","location":{"latitude":-12.5,"longitude":7,"name":"Pier"}}"""
            },
            {
                Message.Reaction("wamid.Y", "x"),
                """{"type":"reaction","reaction":{"message_id":"wamid.Y","emoji":"x"}}"""
            },
            {
                Message.RemoveReaction("wamid.Y"),
                """{"type":"reaction","reaction":{"message_id":"wamid.Y","emoji":""}}"""
            },
            {
                Message.Buttons("Ok?", [new("y", "Yes"), new("n", "No")], MessageHeader.Text("Order"), "Bye"),
                """
                    {"type":"interactive","interactive":{"type":"button","header":{"type":"text","text":"Order"},
                    "body":{"text":"Ok?"},"footer":{"text":"Bye"},"action":{"buttons":[{"type":"reply",
                    "reply":{"id":"y","title":"Yes"}},{"type":"reply","reply":{"id":"n","title":"No"}}]}}}
                    """
            },
            {
                Message.Template(
                    new("order", "pt_BR")
                    {
                        Header = TemplateHeader.Image(MediaSource.FromId("9")),
                        Body = ["Ana", TemplateValue.Text("7")],
                        Buttons = [TemplateButton.Url(0, "abc")],
                    }
                ),
                """
                    {"type":"template","template":{"name":"order","language":{"code":"pt_BR"},
                    "components":[{"type":"header","parameters":[{"type":"image","image":{"id":"9"}}]},
                    {"type":"body","parameters":[{"type":"text","text":"Ana"},{"type":"text","text":"7"}]},
                    {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"abc"}]}]}}
                    """
            },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_message_has_Metas_shape(OutgoingMessage message, string expected)
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        await graph.Session().Messages.SendAsync("106", Recipient.Phone("+15551234567"), message);
        var wanted = JsonNode.Parse(expected)!.AsObject();
        wanted["messaging_product"] = "whatsapp";
        wanted["recipient_type"] = "individual";
        wanted["to"] = "+15551234567";
        JsonNode.DeepEquals(JsonNode.Parse(graph.Single.Body), wanted).ShouldBeTrue(graph.Single.Body);
    }

    [Fact]
    public async Task The_answer_has_the_message_id()
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        var sent = await graph.Session().Messages.SendAsync("106", Recipient.Phone("+15551234567"), Message.Text("Hi"));
        (sent.Id, sent.Contacts[0].WaId, sent.Messages[0].MessageStatus).ShouldBe(
            ("wamid.X", "15551234567", AcceptedStatus.Accepted)
        );
    }

    [Fact]
    public async Task A_user_id_is_sent_as_recipient_and_a_group_id_as_to()
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        await graph.Session().Messages.SendAsync("106", Recipient.User("US.1349"), Message.Text("Hi"));
        await graph.Session().Messages.SendAsync("106", Recipient.Group("Y2Fw="), Message.Text("Hi"));
        var sent = graph.Seen.Select(s => JsonNode.Parse(s.Body)!).ToArray();
        ((string?)sent[0]["recipient"], sent[0]["to"]).ShouldBe(("US.1349", null));
        ((string?)sent[1]["recipient_type"], (string?)sent[1]["to"]).ShouldBe(("group", "Y2Fw="));
    }

    [Fact]
    public async Task Context_and_callback_data_are_sent()
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        await graph
            .Session()
            .Messages.SendAsync(
                "106",
                Recipient.Phone("+15551234567"),
                Message.Text("Hi").InReplyTo("wamid.A").WithCallbackData("row-1")
            );
        var sent = JsonNode.Parse(graph.Single.Body)!;
        ((string?)sent["context"]!["message_id"], (string?)sent["biz_opaque_callback_data"]).ShouldBe(
            ("wamid.A", "row-1")
        );
    }

    [Fact]
    public async Task A_raw_object_is_sent_with_our_callback_data_and_is_not_changed()
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        var raw = JsonNode
            .Parse(
                """
                {"to":"15551234567","type":"brand_new","brand_new":{"deep":[1,2]},
                "biz_opaque_callback_data":"theirs"}
                """
            )!
            .AsObject();
        await graph.Session().Messages.SendRawAsync("106", raw, "ours");
        var sent = JsonNode.Parse(graph.Single.Body)!;
        (
            (string?)sent["biz_opaque_callback_data"],
            (string?)sent["messaging_product"],
            (int?)sent["brand_new"]!["deep"]![1]
        ).ShouldBe(("ours", "whatsapp", 2));
        ((string?)raw["biz_opaque_callback_data"], raw.ContainsKey("messaging_product")).ShouldBe(("theirs", false));
    }

    [Fact]
    public async Task A_raw_element_must_be_an_object()
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        using var list = JsonDocument.Parse("[]");
        await Should.ThrowAsync<ArgumentException>(() =>
            graph.Session().Messages.SendRawAsync("106", list.RootElement)
        );
        graph.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_is_marked_read_with_a_typing_indicator()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"success":true}""");
        (await graph.Session().Messages.MarkReadAsync("106", "wamid.In", showTyping: true)).Success.ShouldBeTrue();
        graph.Single.Body.ShouldBe(
            """{"messaging_product":"whatsapp","status":"read","message_id":"wamid.In","typing_indicator":"""
                + """{"type":"text"}}"""
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("call me")]
    [InlineData("123")]
    public void A_malformed_phone_number_is_refused(string number) =>
        Should.Throw<ArgumentException>(() => Recipient.Phone(number)).ParamName.ShouldBe("number");
}
