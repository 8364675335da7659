using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Patchbay.Browser.Tests.PhonePage;

/// <summary>The emulator's phone page: a conversation in both directions, as a customer sees it.</summary>
public sealed class PhonePageTests(Chromium chromium)
{
    private const string Buttons = """
        "type":"interactive","interactive":{"type":"button","header":{"type":"text","text":"Pick-up"},
        "body":{"text":"When would you like to collect it?"},"footer":{"text":"Padaria Aurora"},
        "action":{"buttons":[{"type":"reply","reply":{"id":"today","title":"Today 17:00"}},{"type":"reply",
        "reply":{"id":"tomorrow","title":"Tomorrow 9:00"}}]}}
        """;
    private const string List = """
        "type":"interactive","interactive":{"type":"list","body":{"text":"Anything else from the oven?"},
        "action":{"button":"See the menu","sections":[{"title":"Bread","rows":[{"id":"rye","title":"Rye loaf",
        "description":"Dense and dark"},{"id":"baguette","title":"Baguette"}]},{"title":"Cakes",
        "rows":[{"id":"carrot","title":"Carrot cake","description":"With brigadeiro"}]}]}}
        """;
    private const string Template = """
        "type":"template","template":{"name":"order_ready","language":{"code":"en_US"},
        "components":[{"type":"body","parameters":[{"type":"text","text":"Maria"},{"type":"text",
        "text":"sourdough"}]}]}
        """;

    [Fact]
    public async Task A_text_goes_each_way_and_its_status_and_webhooks_are_shown()
    {
        await using var desk = await PhoneDesk.OpenAsync(chromium);

        await desk.Page.GetByTestId("compose-text").FillAsync("Do you still have sourdough?");
        await desk.Page.GetByTestId("compose-text").PressAsync("Enter");
        await Expect(desk.Page.GetByTestId("bubble-customer")).ToContainTextAsync("Do you still have sourdough?");
        var id = await desk.SendAsync(""" "type":"text","text":{"body":"*Three* loaves left"} """);

        await Expect(desk.Bubble(id).Locator("strong")).ToHaveTextAsync("Three");
        await Expect(desk.Bubble(id).Locator("[data-status]")).ToHaveAttributeAsync("data-status", "read");
        await Expect(desk.Page.GetByTestId("hook").Filter(new() { HasText = "read" })).ToHaveCountAsync(1);
        await Expect(desk.Page.GetByTestId("hook").Filter(new() { HasText = "text" })).ToHaveCountAsync(1);
        desk.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_button_a_list_row_and_a_reaction_reach_the_business()
    {
        await using var desk = await PhoneDesk.OpenAsync(chromium);

        var question = await desk.SendAsync(Buttons);
        await desk.Bubble(question).GetByRole(AriaRole.Button, new() { Name = "Tomorrow 9:00" }).ClickAsync();
        var menu = await desk.SendAsync(List);
        await desk.Bubble(menu).GetByRole(AriaRole.Button, new() { Name = "See the menu" }).ClickAsync();
        await Expect(desk.Page.GetByTestId("list-send")).ToBeDisabledAsync();
        await desk.Page.GetByLabel("Carrot cake").CheckAsync();
        await desk.Page.GetByTestId("list-send").ClickAsync();
        await desk.Bubble(menu).HoverAsync();
        await desk.Bubble(menu).GetByLabel("Message options").ClickAsync();
        await desk.Page.GetByTestId("react").First.ClickAsync();

        await Expect(desk.Bubble(menu).GetByTestId("reaction")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByTestId("bubble-customer").Last).ToContainTextAsync("Carrot cake");
        await desk.Meta.WhenDeliveriesIdle();
        Replies(desk).ShouldBe(["tomorrow", "carrot"]);
        desk.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_template_is_shown_with_its_variables_filled_in()
    {
        await using var desk = await PhoneDesk.OpenAsync(chromium);

        var id = await desk.SendAsync(Template);

        await Expect(desk.Bubble(id))
            .ToContainTextAsync("Hello Maria, your sourdough is ready to collect until 19:00.");
        desk.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_photo_is_shown_and_a_message_can_be_answered()
    {
        await using var desk = await PhoneDesk.OpenAsync(chromium);
        var id = await desk.SendAsync(""" "type":"text","text":{"body":"Which one do you mean?"} """);

        await desk.Bubble(id).HoverAsync();
        await desk.Bubble(id).GetByLabel("Message options").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Reply" }).ClickAsync();
        await desk.Page.GetByTestId("compose-text").FillAsync("This one");
        await desk.Page.GetByTestId("attach").ClickAsync();
        await desk.Page.GetByTestId("pick-image").ClickAsync();

        var photo = desk.Page.GetByTestId("bubble-customer");
        await Expect(photo).ToContainTextAsync("This one");
        await Expect(photo).ToContainTextAsync("Which one do you mean?");
        (
            await photo
                .GetByRole(AriaRole.Img, new() { Name = "This one" })
                .EvaluateAsync<int>("async image => { await image.decode(); return image.naturalWidth; }")
        ).ShouldBeGreaterThan(100);
        desk.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_webhook_can_be_opened_and_sent_again()
    {
        await using var desk = await PhoneDesk.OpenAsync(chromium);
        desk.Maria.Writes(desk.Bakery, "hello");
        var hook = desk.Page.GetByTestId("hook").Filter(new() { HasText = "messages" });

        await hook.Locator("summary").ClickAsync();
        await Expect(hook.Locator("pre")).ToContainTextAsync("\"whatsapp_business_account\"");
        await hook.GetByTestId("redeliver").ClickAsync();

        await Expect(hook).ToContainTextAsync("2 attempts");
    }

    [Fact]
    public async Task Markup_in_a_message_stays_text()
    {
        await using var desk = await PhoneDesk.OpenAsync(chromium);

        desk.Maria.Writes(desk.Bakery, "<img src=x onerror=alert(1)> *<b>x</b>*");

        await Expect(desk.Page.GetByTestId("bubble-customer"))
            .ToContainTextAsync("<img src=x onerror=alert(1)> <b>x</b>");
        desk.Problems.ShouldBeEmpty();
    }

    public static TheoryData<string> Looks => ["desktop", "desktop-dark", "phone", "phone-dark"];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_phone_page_fits_the_screen(string name)
    {
        var look = new[]
        {
            new Look("desktop", 1360, 900, Dark: false),
            new Look("desktop-dark", 1360, 900, Dark: true),
            Look.Phone,
            Look.PhoneDark,
        }.Single(l => l.Name == name);
        await using var desk = await PhoneDesk.OpenAsync(chromium, look);
        await ConverseAsync(desk);

        await desk.Page.KeepAsync($"phone-page-{name}");
        (
            await desk.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")
        ).ShouldBeTrue();
        if (look.Width < 900)
            await LookAroundAsync(desk, name);
        desk.Problems.ShouldBeEmpty();
    }

    private static async Task ConverseAsync(PhoneDesk desk)
    {
        desk.Maria.Writes(desk.Bakery, "Hi! Do you still have the sourdough from this morning?");
        var answer = await desk.SendAsync(
            """
            "type":"text",
            "text":{"body":"Good morning Maria! *Three* loaves are left. Which one would you like?"}
            """
        );
        desk.Maria.Sends(desk.Bakery, "image", new JsonObject { ["caption"] = "This one, please" }, answer);
        desk.Maria.Taps(desk.Bakery, await desk.SendAsync(Buttons), "today", "Today 17:00");
        await desk.SendAsync(List);
        await desk.SendAsync(Template);
        var last = await desk.SendAsync(""" "type":"text","text":{"body":"See you at five!"} """);
        desk.Maria.Sends(desk.Bakery, "reaction", new JsonObject { ["message_id"] = last, ["emoji"] = "\u2764" });
        await Expect(desk.Bubble(last).GetByTestId("reaction")).ToBeVisibleAsync();
        await Expect(desk.Bubble(last).Locator("[data-status]")).ToHaveAttributeAsync("data-status", "read");
    }

    private static async Task LookAroundAsync(PhoneDesk desk, string name)
    {
        await desk.Page.GetByTestId("tab-hooks").ClickAsync();
        await desk.Page.GetByTestId("hook").First.Locator("summary").ClickAsync();
        await desk.Page.KeepAsync($"phone-page-{name}-webhooks");
        await desk.Page.GetByTestId("tab-people").ClickAsync();
        await desk.Page.KeepAsync($"phone-page-{name}-chats");
        await desk.Page.GetByTestId("tab-chat").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "See the menu" }).ClickAsync();
        await desk.Page.KeepAsync($"phone-page-{name}-list");
    }

    private static List<string> Replies(PhoneDesk desk) =>
        [
            .. desk
                .Meta.Deliveries.Select(d =>
                    JsonNode.Parse(d.Body)!["entry"]![0]!["changes"]![0]!["value"]!["messages"]?[0]!["interactive"]
                )
                .Where(i => i is not null)
                .Select(i => (string)(i!["button_reply"] ?? i["list_reply"])!["id"]!),
        ];
}
