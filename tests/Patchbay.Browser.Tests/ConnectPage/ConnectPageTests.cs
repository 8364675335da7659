using System.Net;
using Microsoft.Playwright;
using Patchbay.Testing;
using static Microsoft.Playwright.Assertions;

namespace Patchbay.Browser.Tests.ConnectPage;

/// <summary>
/// A person connects Instagram or Facebook pages: the page, the emulator's dialogs and the real server.
/// </summary>
public sealed class ConnectPageTests(Chromium chromium)
{
    public static TheoryData<string, string> Looks =>
        new()
        {
            { "instagram", Look.Phone.Name },
            { "instagram", Look.DesktopDark.Name },
            { "messenger", Look.PhoneDark.Name },
            { "messenger", Look.Desktop.Name },
        };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_person_connects_an_account_and_the_API_lists_it(string channel, string name)
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await chromium.NewContextAsync(LookOf(name));
        var page = await OpenAsync(context, stage, channel, """{"name":"Padaria Aurora"}""");
        await ShootAsync(page, channel, "opener", name);

        await page.GetByTestId("connect").ClickAsync();
        await AllowAsync(page);
        if (channel == "messenger")
        {
            await Expect(page.GetByTestId("choose")).ToBeVisibleAsync();
            await ShootAsync(page, channel, "choose", name);
            await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
            await page.GetByTestId("connect").ClickAsync();
        }

        await Expect(page.GetByTestId("card")).ToHaveAttributeAsync("data-state", "done");
        await Expect(page.GetByTestId("connected")).ToHaveTextAsync("Padaria Aurora");
        await ShootAsync(page, channel, "done", name);
        new Uri(page.Url).Query.ShouldBeEmpty(); // neither token nor code stays in the address
        var account = (
            await stage.Api.GetAsync($"/api/integrations/accounts?channel={channel}").ShouldBeAsync(HttpStatusCode.OK)
        )[0];
        account.GetProperty("status").GetString().ShouldBe("connected");
        await page.ReloadAsync();
        await Expect(page.GetByTestId("card")).ToHaveAttributeAsync("data-state", "done");
    }

    [Theory]
    [InlineData("instagram")]
    [InlineData("messenger")]
    public async Task A_person_who_declines_reads_that_nothing_was_connected_and_can_try_again(string channel)
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await chromium.NewContextAsync(Look.Phone);
        var page = await OpenAsync(context, stage, channel);
        await page.GetByTestId("connect").ClickAsync();
        await page.Locator("#cancel").ClickAsync();

        await Expect(page.GetByTestId("problem")).ToContainTextAsync("nothing was connected");
        await ShootAsync(page, channel, "denied", Look.Phone.Name);
        (await stage.Api.GetAsync("/api/integrations/accounts").ShouldBeAsync(HttpStatusCode.OK))
            .GetArrayLength()
            .ShouldBe(0);

        await page.GetByTestId("connect").ClickAsync();
        await AllowAsync(page);
        if (channel == "messenger")
            await Expect(page.GetByTestId("choose")).ToBeVisibleAsync();
        else
            await Expect(page.GetByTestId("card")).ToHaveAttributeAsync("data-state", "done");
    }

    [Theory]
    [InlineData("instagram", "extendInstagramToken")]
    [InlineData("messenger", "exchangeCode")]
    public async Task An_error_of_Meta_is_explained_and_a_second_try_works(string channel, string operation)
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await chromium.NewContextAsync(Look.DesktopDark);
        var page = await OpenAsync(context, stage, channel, """{"locale":"pt"}""");
        stage.Meta.FailNext(operation, code: 2, httpStatus: 503);
        await page.GetByTestId("connect").ClickAsync();
        await AllowAsync(page);

        await Expect(page.GetByTestId("problem")).ToContainTextAsync("Tente de novo");
        await ShootAsync(page, channel, "error", Look.DesktopDark.Name);
        await page.GetByTestId("connect").ClickAsync();
        await AllowAsync(page);
        await Expect(page.GetByTestId("problem")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_page_must_be_chosen_and_the_back_link_leads_to_the_redirect_address()
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var back = $"{stage.Host.Address}back";
        var page = await OpenAsync(context, stage, "messenger", $$"""{"redirect_url":"{{back}}"}""");
        await page.GetByTestId("connect").ClickAsync();
        await AllowAsync(page);
        await page.GetByTestId("connect").ClickAsync();
        await Expect(page.GetByTestId("problem")).ToHaveTextAsync("Please choose at least one Page.");
        await ShootAsync(page, "messenger", "none-chosen", Look.Desktop.Name);

        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.GetByTestId("connect").ClickAsync();
        await Expect(page.GetByTestId("back")).ToHaveAttributeAsync("href", back);
    }

    [Fact]
    public async Task An_invitation_opened_in_another_browser_says_that_it_is_used()
    {
        await using var stage = await Stage.StartAsync();
        await using var mine = await chromium.NewContextAsync();
        await using var theirs = await chromium.NewContextAsync(Look.PhoneDark);
        var url = await InviteAsync(stage, "instagram", "{}");
        var page = await mine.NewPageAsync();
        await page.GotoAsync(url);
        await page.GetByTestId("connect").ClickAsync();
        await page.GetByTestId("signup-next").WaitForAsync();

        var other = await theirs.NewPageAsync();
        (await other.GotoAsync(url))!.Status.ShouldBe((int)HttpStatusCode.Gone);
        await Expect(other.GetByTestId("heading")).ToHaveTextAsync("This invitation has already been used");
        await ShootAsync(other, "instagram", "taken", Look.PhoneDark.Name);
    }

    private static async Task<string> InviteAsync(Stage stage, string channel, string body) =>
        (
            await stage
                .Api.PostJsonAsync($"/api/integrations/{channel}/connect-link", body)
                .ShouldBeAsync(HttpStatusCode.Created)
        )
            .GetProperty("url")
            .GetString()!;

    private static async Task<IPage> OpenAsync(IBrowserContext context, Stage stage, string channel, string body = "{}")
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(await InviteAsync(stage, channel, body));
        await Expect(page.GetByTestId("connect")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Goes through the emulator's dialog as its first person, who manages one page.</summary>
    private static async Task AllowAsync(IPage page)
    {
        await page.GetByTestId("signup-next").ClickAsync();
        await page.GetByTestId("login-allow").ClickAsync();
    }

    private static async Task ShootAsync(IPage page, string channel, string moment, string look)
    {
        await page.KeepAsync($"connect-{channel}-{moment}-{look}");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue(
            $"{moment} is too wide for {look}"
        );
    }

    private static Look LookOf(string name) =>
        new[] { Look.Desktop, Look.DesktopDark, Look.Phone, Look.PhoneDark }.Single(look => look.Name == name);
}
