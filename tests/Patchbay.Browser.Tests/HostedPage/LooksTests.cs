using Microsoft.Playwright;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;
using static Microsoft.Playwright.Assertions;

namespace Patchbay.Browser.Tests.HostedPage;

/// <summary>Every state in light and dark, on a desktop and on a phone; the pictures are kept.</summary>
public sealed class LooksTests(Chromium chromium)
{
    private static readonly Look[] All = [Look.Desktop, Look.DesktopDark, Look.Phone, Look.PhoneDark];

    public static TheoryData<string> Names => [.. All.Select(look => look.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_state_fits_the_screen_and_follows_the_colour_scheme(string name)
    {
        var look = All.Single(candidate => candidate.Name == name);
        await using var stage = await PageStage.SetAsync(chromium, look);
        foreach (var state in Enum.GetValues<HostedPageState>())
        {
            stage.Model = stage.Model with { State = state, RedirectUrl = "https://app.example/back" };
            await stage.Page.GotoAsync(stage.Address);
            await stage.Page.KeepAsync($"page-{state}-{name}".ToLowerInvariant());
            (await stage.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue(
                $"{state} is too wide for {name}"
            );
            (await IsDarkAsync(stage.Page)).ShouldBe(look.Dark);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_page_fits_the_screen_after_a_sign_up(string name)
    {
        await using var stage = await PageStage.SetAsync(chromium, All.Single(candidate => candidate.Name == name));
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();
        await stage.Page.KeepAsync($"moment-waiting-{name}");
        await PageStage.SayAsync(window, SessionMessages.Cancel);
        await Expect(stage.Page.GetByTestId("problem")).ToBeVisibleAsync();
        await stage.Page.KeepAsync($"moment-cancelled-{name}");
        await window.CloseAsync();
        window = await stage.ConnectAsync();
        await PageStage.SayAsync(window, SessionMessages.Finish);
        await stage.GiveCodeAsync();
        await Expect(stage.Page.GetByTestId("done")).ToBeVisibleAsync();
        await stage.Page.KeepAsync($"moment-done-{name}");

        (await stage.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
    }

    [Fact]
    public async Task Long_names_wrap_on_a_small_phone()
    {
        await using var stage = await PageStage.SetAsync(chromium, new("small", 320, 640, Dark: false));
        var endless = new string('W', 120);
        stage.Model = stage.Model with
        {
            OrganizationName = endless,
            LinkName = endless,
            Locale = "pt",
            AccentColor = "#ffd400",
        };

        await stage.OpenAsync();

        await stage.Page.KeepAsync("page-long-names");
        (await stage.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
    }

    private static Task<bool> IsDarkAsync(IPage page) =>
        page.EvaluateAsync<bool>(
            "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).every(channel => channel < 64)"
        );
}
