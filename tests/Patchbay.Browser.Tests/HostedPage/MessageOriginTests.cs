using static Microsoft.Playwright.Assertions;

namespace Patchbay.Browser.Tests.HostedPage;

/// <summary>The page accepts messages of exactly the configured origins.</summary>
public sealed class MessageOriginTests(Chromium chromium)
{
    [Theory]
    [InlineData("https://evilfacebook.com")]
    [InlineData("https://www.facebook.com.evil.example")]
    [InlineData("http://www.facebook.com")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_message_from_another_origin_is_ignored(string origin)
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.Page.Clock.InstallAsync();
        await stage.OpenAsync();
        await stage.ConnectAsync();

        await stage.Page.EvaluateAsync(
            "([origin, data]) => window.dispatchEvent(new MessageEvent('message', { origin, data }))",
            new[] { origin, SessionMessages.Finish }
        );
        await stage.Page.EvaluateAsync(
            "([origin, data]) => window.dispatchEvent(new MessageEvent('message', { origin, data }))",
            new[] { origin, SessionMessages.Cancel }
        );
        await stage.GiveCodeAsync();
        await stage.Page.Clock.RunForAsync(3_100);

        (await stage.NextCallbackAsync()).TryGetProperty("event", out _).ShouldBeFalse();
        await Expect(stage.Page.GetByTestId("problem")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_message_of_the_page_itself_is_ignored()
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();

        await stage.Page.EvaluateAsync(
            "data => new Promise(resolve => { addEventListener('message', resolve); postMessage(data, '*'); })",
            SessionMessages.Cancel
        );

        await Expect(stage.Page.GetByTestId("problem")).ToBeHiddenAsync();
        await PageStage.SayAsync(window, SessionMessages.Cancel);
        await Expect(stage.Page.GetByTestId("problem")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("cb=f1&origin=https%3A%2F%2Fx&type=resize")]
    [InlineData("{broken")]
    [InlineData("null")]
    [InlineData("""{"type":"WA_EMBEDDED_SIGNUP"}""")]
    [InlineData("""{"type":"WA_EMBEDDED_SIGNUP","event":"PROGRESS","data":null}""")]
    [InlineData("""{"type":"SOMETHING_ELSE","event":"CANCEL"}""")]
    public async Task Other_messages_of_the_window_do_no_harm(string message)
    {
        await using var stage = await PageStage.SetAsync(chromium);
        await stage.OpenAsync();
        var window = await stage.ConnectAsync();

        await PageStage.SayAsync(window, message);
        await PageStage.SayAsync(window, SessionMessages.Finish);
        await stage.GiveCodeAsync();

        (await stage.NextCallbackAsync()).GetProperty("event").GetString().ShouldBe("FINISH");
        stage.ConsoleErrors.ShouldBeEmpty();
    }
}
