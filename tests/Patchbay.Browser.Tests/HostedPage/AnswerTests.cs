using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Patchbay.Browser.Tests.HostedPage;

/// <summary>The calls of the page, and what it does with their answers.</summary>
public sealed class AnswerTests(Chromium chromium)
{
    [Fact]
    public async Task The_page_follows_the_redirect_address()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        var back = stage.PageOrigin + "/back?status=success";
        stage.Answer = (200, $$$"""{"data":{"status":"success","redirectUrl":"{{{back}}}"}}""");

        await FinishAsync(stage);

        await Expect(stage.Page).ToHaveURLAsync(back);
    }

    [Fact]
    public async Task The_page_does_not_follow_a_script_address()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        stage.Answer = (200, """{"data":{"status":"success","redirectUrl":"javascript:document.body.remove()"}}""");

        await FinishAsync(stage);

        await Expect(stage.Page.GetByTestId("done")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(
        200,
        """
            {"data":{"status":"error","redirectUrl":null,"error":"This <b>number</b> is taken.",
            "errorCode":"number_taken"}}
            """,
        "This <b>number</b> is taken."
    )]
    [InlineData(
        403,
        """{"error":{"message":"no","code":"FORBIDDEN","reason":"page_token_used"}}""",
        "could not be completed"
    )]
    [InlineData(500, "not json", "could not reach our server")]
    public async Task A_failure_is_shown_and_the_next_try_starts_with_a_fresh_page(
        int status,
        string json,
        string shown
    )
    {
        await using var stage = await PageStage.SetAsync(chromium);
        stage.Answer = (status, json);
        await FinishAsync(stage);
        await Expect(stage.Page.GetByTestId("problem")).ToContainTextAsync(shown);

        await stage.Page.RunAndWaitForRequestAsync(
            () => stage.Page.GetByTestId("connect").ClickAsync(),
            request => request.IsNavigationRequest && request.Url == stage.Address
        );

        await Expect(stage.Page.GetByTestId("problem")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Token_and_code_are_in_no_URL_and_the_callback_has_an_origin_but_no_referrer()
    {
        await using var stage = await PageStage.SetAsync(chromium);

        var request = await FinishAsync(stage);

        request.Origin.ShouldBe(stage.PageOrigin);
        request.Referer.ShouldBeNullOrEmpty();
        stage.Urls.ShouldContain(url => url.EndsWith("/callback", StringComparison.Ordinal));
        stage.Urls.ShouldAllBe(url => !url.Contains("page-token") && !url.Contains(PageStage.Code));
    }

    [Fact]
    public async Task The_SDK_gets_the_configuration_and_the_console_shows_no_errors()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await FinishAsync(stage);
        await Expect(stage.Page.GetByTestId("done")).ToBeVisibleAsync();

        (await stage.Page.EvaluateAsync<string>("JSON.stringify([fbInit.appId, fbInit.version, fbOptions])")).ShouldBe(
            """["111","v23.0",{"config_id":"222","response_type":"code","override_default_response_type":"""
                + "true,\"extras\":"
                + """{"version":"v4","setup":{}}}]"""
        );
        stage.ConsoleErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_works_with_the_keyboard_and_focuses_the_result()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.OpenAsync();

        await stage.Page.Keyboard.PressAsync("Tab");
        await Expect(stage.Page.GetByTestId("connect")).ToBeFocusedAsync();
        var window = await stage.Page.RunAndWaitForPopupAsync(() => stage.Page.Keyboard.PressAsync("Enter"));
        await Expect(stage.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Continue in Meta’s window");
        await PageStage.SayAsync(window, SessionMessages.Finish);
        await stage.GiveCodeAsync();

        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "WhatsApp is connected" }))
            .ToBeFocusedAsync();
    }

    private static async Task<Posted> FinishAsync(PageStage stage)
    {
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();
        await PageStage.SayAsync(window, SessionMessages.Finish);
        await stage.GiveCodeAsync();
        return await stage.NextCallbackRequestAsync();
    }
}
