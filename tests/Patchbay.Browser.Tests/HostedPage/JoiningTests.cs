using static Microsoft.Playwright.Assertions;

namespace Patchbay.Browser.Tests.HostedPage;

/// <summary>The code and the session event arrive in either order, or only one of them arrives.</summary>
public sealed class JoiningTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Code_and_session_event_are_posted_together(bool codeFirst)
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();

        if (codeFirst)
            await stage.GiveCodeAsync();
        await PageStage.SayAsync(window, SessionMessages.Finish);
        if (!codeFirst)
            await stage.GiveCodeAsync();

        (await stage.NextCallbackAsync())
            .GetRawText()
            .ShouldBe(
                """{"pageToken":"page-token-1","code":"code-AQB-0000","event":"FINISH","phoneNumberId":"5001","""
                    + "\"wabaId\":\"4001\",\"businessId\":\"3001\",\"pageIds\":[\"6001\"]}"
            );
        await Expect(stage.Page.GetByTestId("done")).ToBeVisibleAsync();
        stage.HasCallback.ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_alone_is_posted_after_three_seconds()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.Page.Clock.InstallAsync();
        await stage.OpenAsync();
        await stage.ConnectAsync();
        await stage.Page.Clock.PauseAtAsync(await NowAsync(stage));
        await stage.GiveCodeAsync();

        await stage.Page.Clock.RunForAsync(2_900);
        stage.HasCallback.ShouldBeFalse();
        await stage.Page.Clock.RunForAsync(200);

        (await stage.NextCallbackAsync())
            .GetRawText()
            .ShouldBe("""{"pageToken":"page-token-1","code":"code-AQB-0000"}""");
    }

    [Fact]
    public async Task A_session_event_can_be_an_object_and_can_name_several_accounts()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();
        await stage.GiveCodeAsync();

        await window.EvaluateAsync(
            "opener.postMessage({ type: 'WA_EMBEDDED_SIGNUP', event: 'FINISH_ONLY_WABA', data: { waba_ids: "
                + "['4001', '4002'], page_ids: ['x', {}, 6001] } }, '*')"
        );

        (await stage.NextCallbackAsync())
            .GetRawText()
            .ShouldBe(
                """{"pageToken":"page-token-1","code":"code-AQB-0000","event":"FINISH_ONLY_WABA","""
                    + "\"wabaId\":\"4001\",\"pageIds\":[\"6001\"]}"
            );
    }

    [Fact]
    public async Task A_code_that_comes_after_the_window_closed_is_posted_with_a_fresh_token()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.Page.Clock.InstallAsync();
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();
        await window.CloseAsync();
        await stage.Page.Clock.RunForAsync(3_000);
        await stage.NextEventAsync("abandoned");

        await stage.GiveCodeAsync();
        await stage.Page.Clock.RunForAsync(3_100);

        (await stage.NextCallbackAsync())
            .GetRawText()
            .ShouldBe("""{"pageToken":"page-token-2","code":"code-AQB-0000"}""");
    }

    private static async Task<DateTime> NowAsync(PageStage stage) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds((long)await stage.Page.EvaluateAsync<double>("Date.now() + 10_000"))
            .UtcDateTime;
}
