using System.Text.Json;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Messages;

public sealed class MessageRulesTests
{
    private static readonly MediaSource _picture = MediaSource.FromId("1");

    public static TheoryData<OutgoingMessage, string> Faulty =>
        new()
        {
            { Message.Text(""), "text.body" },
            { Message.Text(new string('x', 4097)), "text.body" },
            { Message.Text("x").WithCallbackData(new string('x', 513)), "biz_opaque_callback_data" },
            { Message.Reaction("wamid.A", "x").InReplyTo("wamid.B"), "context" },
            { Message.Image(_picture, new string('x', 1025)), "image.caption" },
            { Message.Document(_picture, new string('x', 241)), "document.filename" },
            { Message.Location(91, 0), "location.latitude" },
            { Message.Location(double.NaN, 0), "location.latitude" },
            { Message.Contacts(), "contacts" },
            { Message.Buttons("b", []), "interactive.action.buttons" },
            { Message.Buttons("b", [new("a", new string('x', 21))]), "interactive.action.buttons[0].reply.title" },
            { Message.Buttons("b", [new(" a", "A")]), "interactive.action.buttons[0].reply.id" },
            { Message.Buttons("b", [new("a", "A"), new("a", "B")]), "interactive.action.buttons" },
            { Message.Buttons(new string('x', 1025), [new("a", "A")]), "interactive.body.text" },
            {
                Message.Buttons("b", [new("a", "A")], MessageHeader.Text(new string('x', 61))),
                "interactive.header.text"
            },
            {
                Message.List("b", "o", [new([new("1", "One")]), new([new("2", "Two")], "B")]),
                "interactive.action.sections[0].title"
            },
            {
                Message.List("b", "o", [new([.. Enumerable.Range(0, 11).Select(i => new ListRow($"{i}", $"{i}"))])]),
                "interactive.action.sections[].rows"
            },
            { Message.UrlButton("b", "Open", new("ftp://example.test")), "interactive.action.parameters.url" },
            { Message.Flow("b", FlowCall.ById("1", new string('x', 31))), "interactive.action.parameters.flow_cta" },
            {
                Message.Flow("b", FlowCall.ById("1", "Go") with { Screen = "A", Data = Json("{}") }),
                "interactive.action.parameters.flow_action_payload.data"
            },
            {
                Message.Products("h", "b", "41", [new([.. Enumerable.Range(0, 31).Select(i => $"{i}")])]),
                "interactive.action.sections[].product_items"
            },
            {
                Message.Carousel("b", [new(CardMedia.Image(_picture), "Go", new("https://example.test"))]),
                "interactive.action.cards"
            },
            {
                Message.Carousel(
                    "b",
                    [
                        new(CardMedia.Image(_picture), "Go", new("https://example.test")),
                        new(CardMedia.Video(_picture), "Go", new("https://example.test")),
                    ]
                ),
                "interactive.action.cards"
            },
            { Message.ReplyCarousel("b", [Replies("a"), Replies("b", "c")]), "interactive.action.cards" },
            { Message.ReplyCarousel("b", [Replies("a"), Replies("a")]), "interactive.action.cards" },
            {
                Message.ReplyCarousel("b", [Replies("a"), Replies(new string('x', 257))]),
                "interactive.action.cards[1].action.buttons[0].quick_reply.id"
            },
            {
                Message.ReplyCarousel("b", [Replies("a"), Replies("b") with { Body = "1\n2\n3\n4" }]),
                "interactive.action.cards[1].body.text"
            },
            {
                Message.ReplyCarousel("b", [Replies("a"), Replies("b") with { Body = new string('x', 161) }]),
                "interactive.action.cards[1].body.text"
            },
            { Message.VoiceCall("b", ttlMinutes: 43_201), "interactive.action.parameters.ttl_minutes" },
            { Message.OrderStatus("b", "no spaces", OrderState.Shipped), "interactive.action.parameters.reference_id" },
            { Message.OrderDetails("b", Order(total: 1)), "interactive.action.parameters.total_amount.value" },
            { Message.Template(new("t", "en_US") { Body = ["two\nlines"] }), "template.components[0].parameters.text" },
            {
                Message.Template(new("t", "en_US") { Body = ["a", TemplateValue.Text("b", "name")] }),
                "template.components[0].parameters"
            },
            {
                Message.Template(
                    new("t", "en_US") { Buttons = [TemplateButton.Url(0, "a"), TemplateButton.QuickReply(0, "b")] }
                ),
                "template.components"
            },
            {
                Message.Template(new("t", "en_US") { Cards = [new(TemplateHeader.Image(_picture))] }),
                "template.components[0].cards"
            },
            {
                Message.Template(
                    new("t", "en_US")
                    {
                        Cards =
                        [
                            new(TemplateHeader.Image(_picture)) { Body = ["a"] },
                            new(TemplateHeader.Image(_picture)),
                        ],
                    }
                ),
                "template.components[0].cards"
            },
            {
                Message.Template(
                    new("t", "en_US")
                    {
                        OfferEnds = DateTimeOffset.UnixEpoch,
                        Buttons = [TemplateButton.CopyCode(1, "25OFF")],
                    }
                ),
                "template.components"
            },
            {
                Message.Template(
                    new("t", "en_US")
                    {
                        Buttons =
                        [
                            TemplateButton.Products(0, "p", [new([.. Enumerable.Range(0, 31).Select(i => $"{i}")])]),
                        ],
                    }
                ),
                "template.components[0].parameters.action.sections[].product_items"
            },
        };

    [Fact]
    public void A_one_time_password_has_at_most_15_characters() =>
        Should
            .Throw<ArgumentException>(() => TemplateMessage.OneTimePassword("t", "en_US", new string('1', 16)))
            .ParamName.ShouldBe("code");

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_fault_names_its_path(OutgoingMessage message, string path) =>
        MessageRules.Check(message).ShouldHaveSingleItem().Path.ShouldBe(path);

    [Fact]
    public async Task All_faults_are_reported_at_once_and_nothing_is_sent()
    {
        await using var graph = await LocalGraph.AnsweringAsync("{}");
        var message = Message.Buttons("", [new("", "A"), new("b", new string('x', 21))], footer: new string('x', 61));
        var refused = await Should.ThrowAsync<InvalidMessageException>(() =>
            graph.Session().Messages.SendAsync("106", Recipient.Phone("+15551234567"), message)
        );
        refused
            .Faults.Select(f => f.Path)
            .ShouldBe([
                "interactive.body.text",
                "interactive.footer.text",
                "interactive.action.buttons[0].reply.id",
                "interactive.action.buttons[1].reply.title",
            ]);
        graph.Seen.ShouldBeEmpty();
    }

    [Fact]
    public void An_order_with_a_correct_total_has_no_fault() =>
        MessageRules.Check(Message.OrderDetails("b", Order(total: 1950))).ShouldBeEmpty();

    private static ReplyCard Replies(params string[] ids) =>
        new(CardMedia.Image(_picture), [.. ids.Select(id => new ReplyButton(id, "Go"))]);

    private static OrderDetails Order(long total) =>
        new()
        {
            ReferenceId = "ord_1",
            IsPhysical = true,
            PaymentSettings = [PaymentSetting.ByBoleto("0339")],
            Total = new() { Value = total, Offset = 100 },
            Order = new()
            {
                Items =
                [
                    new()
                    {
                        Name = "Cup",
                        Amount = new() { Value = 1000, Offset = 100 },
                        Quantity = 2,
                    },
                ],
                Subtotal = new() { Value = 2000, Offset = 100 },
                Discount = new() { Value = 50, Offset = 100 },
            },
        };

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
