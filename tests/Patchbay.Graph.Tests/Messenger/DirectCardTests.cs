using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Messenger;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Messenger;

public sealed class DirectCardTests
{
    private static readonly Uri _page = new("https://example.test/pots");
    private static readonly string _long = new('x', 81);

    public static TheoryData<DirectMessage, string> Shapes =>
        new()
        {
            {
                DirectMessage.Cards(
                    new DirectCard("Blue pot")
                    {
                        Subtitle = "20 cm",
                        ImageUrl = new("https://example.test/pot.png"),
                        DefaultAction = new(_page) { WebviewHeightRatio = "tall" },
                        Buttons =
                        [
                            DirectButton.Open("Look", _page, "full"),
                            DirectButton.Postback("Buy", "buy-7"),
                            DirectButton.Call("Call us", "+15551234567"),
                        ],
                    }
                ),
                """
                    {"template_type":"generic","elements":[{"title":"Blue pot","subtitle":"20 cm",
                    "image_url":"https://example.test/pot.png","default_action":{"type":"web_url",
                    "url":"https://example.test/pots","webview_height_ratio":"tall"},"buttons":[{"type":"web_url",
                    "title":"Look","url":"https://example.test/pots","webview_height_ratio":"full"},
                    {"type":"postback","title":"Buy","payload":"buy-7"},{"type":"phone_number","title":"Call us",
                    "payload":"+15551234567"}]}]}
                    """
            },
            {
                DirectMessage.Buttons("Your account", DirectButton.LogIn(_page), DirectButton.LogOut()),
                """
                    {"template_type":"button","text":"Your account","buttons":[{"type":"account_link",
                    "url":"https://example.test/pots"},{"type":"account_unlink"}]}
                    """
            },
            {
                DirectMessage.MediaCard(AttachmentType.Image, "77", DirectButton.Postback("Buy", "b")),
                """
                    {"template_type":"media","elements":[{"buttons":[{"type":"postback","title":"Buy",
                    "payload":"b"}],"media_type":"image","attachment_id":"77"}]}
                    """
            },
        };

    public static TheoryData<DirectMessage, string[]> Faults =>
        new()
        {
            { DirectMessage.Cards(), ["elements"] },
            { DirectMessage.Cards(new DirectCard("Alone")), ["elements[0]"] },
            {
                DirectMessage.Cards(new DirectCard(_long) { Subtitle = _long }),
                ["elements[0].title", "elements[0].subtitle"]
            },
            {
                DirectMessage.Cards(new DirectCard("A") { DefaultAction = new(new("http://example.test")) }),
                ["elements[0].default_action.url"]
            },
            {
                DirectMessage.Buttons("", DirectButton.Postback("", "")),
                ["text", "buttons[0].title", "buttons[0].payload"]
            },
            { DirectMessage.Buttons("A"), ["buttons"] },
            {
                DirectMessage.Buttons("A", DirectButton.Call("Call", "555"), DirectButton.Postback(_long, "p")),
                ["buttons[0].payload", "buttons[1].title"]
            },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_card_has_Metas_shape_and_survives_a_round_trip(DirectMessage message, string payload)
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"recipient_id":"5","message_id":"m"}""");
        await graph.Session().Messenger.SendAsync("me", DirectRecipient.User("5"), message);
        var attachment = JsonNode.Parse(graph.Single.Body)!["message"]!["attachment"]!;
        ((string?)attachment["type"]).ShouldBe("template");
        JsonNode.DeepEquals(attachment["payload"], JsonNode.Parse(payload)).ShouldBeTrue(attachment.ToJsonString());
        var copy = JsonSerializer.Deserialize(graph.Single.Body, MessengerJson.Default.DirectMessage)!;
        JsonSerializer.Serialize(copy, MessengerJson.Default.DirectMessage).ShouldBe(graph.Single.Body);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task All_faults_are_reported_at_once_before_any_call(DirectMessage message, string[] paths)
    {
        await using var graph = await LocalGraph.AnsweringAsync("{}");
        var invalid = await Should.ThrowAsync<InvalidMessageException>(() =>
            graph.Session().Messenger.SendAsync("me", DirectRecipient.User("5"), message)
        );
        invalid.Faults.Select(f => f.Path).ShouldBe(paths.Select(p => "message.attachment.payload." + p));
        graph.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Instagram_has_fewer_buttons_than_Messenger()
    {
        await using var graph = await LocalGraph.AnsweringAsync("{}");
        var call = DirectMessage.Buttons("Talk?", DirectButton.Call("Call us", "+15551234567"));
        var invalid = await Should.ThrowAsync<InvalidMessageException>(() =>
            graph.Session().Instagram.SendAsync("me", DirectRecipient.User("5"), call)
        );
        invalid.Faults.Single().Path.ShouldBe("message.attachment.payload.buttons[0].type");
    }
}
