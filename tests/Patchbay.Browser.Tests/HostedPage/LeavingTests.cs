using System.Text.RegularExpressions;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;
using static Microsoft.Playwright.Assertions;

namespace Patchbay.Browser.Tests.HostedPage;

/// <summary>The sign-up ends without a code.</summary>
public sealed class LeavingTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_reports_the_step_once_and_offers_another_try(bool messageFirst)
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();

        if (messageFirst)
            await PageStage.SayAsync(window, SessionMessages.Cancel);
        await stage.GiveNoCodeAsync();
        if (!messageFirst)
            await PageStage.SayAsync(window, SessionMessages.Cancel);

        var reported = await stage.NextEventAsync("abandoned");
        reported.GetProperty("step").GetString().ShouldBe("PHONE_NUMBER_SETUP");
        reported.GetProperty("pageToken").GetString().ShouldBe(PageStage.PageToken);
        await Expect(stage.Page.GetByTestId("problem")).ToContainTextAsync("was not finished");
        await window.CloseAsync();
        var second = await stage.ConnectAsync();
        await Expect(stage.Page.GetByTestId("problem")).ToBeHiddenAsync();
        await PageStage.SayAsync(second, SessionMessages.Finish);
        await stage.GiveCodeAsync();
        (await stage.NextCallbackAsync()).GetProperty("pageToken").GetString().ShouldBe(PageStage.NextPageToken);
    }

    [Fact]
    public async Task A_link_with_too_many_attempts_says_so_on_the_next_try()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();
        stage.Model = stage.Model with { State = HostedPageState.TooManyAttempts };
        await PageStage.SayAsync(window, SessionMessages.Cancel);

        await stage.Page.GetByTestId("connect").ClickAsync();

        await Expect(stage.Page.GetByTestId("heading")).ToHaveTextAsync("This link was tried too many times");
    }

    [Fact]
    public async Task An_error_reported_by_the_visitor_shows_its_number_but_not_its_text()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();

        await PageStage.SayAsync(window, SessionMessages.ReportedError);

        (await stage.NextEventAsync("error")).GetProperty("errorCode").GetString().ShouldBe("2655081");
        await Expect(stage.Page.GetByTestId("problem"))
            .ToHaveTextAsync("Meta reported a problem during the sign-up. Nothing was connected. (2655081)");
    }

    [Fact]
    public async Task A_closed_window_is_reported_as_abandoned_without_a_step()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.Page.Clock.InstallAsync();
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();

        await window.CloseAsync();
        await stage.Page.Clock.RunForAsync(3_000);

        (await stage.NextEventAsync("abandoned")).TryGetProperty("step", out _).ShouldBeFalse();
        await Expect(stage.Page.GetByTestId("connect")).ToHaveTextAsync("Try again");
    }

    [Fact]
    public async Task Another_try_breaks_no_rule_of_the_page()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();

        await PageStage.SayAsync(window, SessionMessages.Cancel);

        await Expect(stage.Page.GetByTestId("connect")).ToBeEnabledAsync();
        await Expect(stage.Page.GetByTestId("connect")).ToHaveTextAsync("Try again");
        stage.ConsoleErrors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_an_address_for_failures_the_browser_goes_there(bool reported)
    {
        await using var stage = await PageStage.SetAsync(chromium);
        stage.Model = stage.Model with
        {
            AbandonedUrl = stage.PageOrigin + "/back?status=abandoned",
            ReportedUrl = stage.PageOrigin + "/back?status=error",
        };
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();

        await PageStage.SayAsync(window, reported ? SessionMessages.ReportedError : SessionMessages.Cancel);

        await Expect(stage.Page).ToHaveURLAsync($"{stage.PageOrigin}/back?status={(reported ? "error" : "abandoned")}");
        await stage.NextEventAsync(reported ? "error" : "abandoned");
    }

    [Fact]
    public async Task A_blocked_window_leads_to_the_dialog_in_this_window_with_a_fresh_token()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        stage.Model = stage.Model with
        {
            DialogUrl = stage.SdkOrigin + "/window?state=link.",
            ReportedUrl = stage.PageOrigin + "/back",
        };
        await stage.Page.AddInitScriptAsync("window.open = () => null");
        await stage.OpenAsync();
        await stage.Page.GetByTestId("connect").ClickAsync();
        await Expect(stage.Page.GetByTestId("connect")).ToHaveTextAsync("Continue in this window");

        stage.ConsoleErrors.ShouldBeEmpty();
        await stage.Page.GetByTestId("connect").ClickAsync();

        await Expect(stage.Page)
            .ToHaveURLAsync(
                new Regex(
                    $@"/window\?state=link\.{PageStage.NextPageToken}$",
                    RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            );
        (await stage.NextEventAsync("popup_opened"))
            .GetProperty("pageToken")
            .GetString()
            .ShouldBe(PageStage.NextPageToken);
    }

    [Fact]
    public async Task A_blocked_window_is_explained()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.Page.AddInitScriptAsync("window.open = () => null");
        await stage.OpenAsync();

        await stage.Page.GetByTestId("connect").ClickAsync();

        (await stage.NextEventAsync("error")).GetProperty("errorCode").GetString().ShouldBe("popup_blocked");
        await Expect(stage.Page.GetByTestId("problem")).ToContainTextAsync("allow pop-ups");
    }

    [Fact]
    public async Task A_blocked_SDK_is_explained()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.Context.RouteAsync("**/sdk.js", route => route.AbortAsync());

        await stage.Page.GotoAsync(stage.Address);

        (await stage.NextEventAsync("error")).GetProperty("errorCode").GetString().ShouldBe("sdk_not_loaded");
        await Expect(stage.Page.GetByTestId("problem")).ToContainTextAsync("content blockers");
    }

    [Fact]
    public async Task The_button_leads_back_to_an_open_window()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.OpenAsync();
        await stage.ConnectAsync();
        await Expect(stage.Page.GetByTestId("connect")).ToHaveTextAsync("Go to the open window");

        await stage.Page.GetByTestId("connect").ClickAsync();

        stage.Context.Pages.Count.ShouldBe(2);
        await Expect(stage.Page.GetByTestId("status")).ToContainTextAsync("Continue in Meta’s window");
    }
}
