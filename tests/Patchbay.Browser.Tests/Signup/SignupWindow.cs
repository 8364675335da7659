using Microsoft.Playwright;

namespace Patchbay.Browser.Tests.Signup;

/// <summary>The emulator's Embedded Signup window, as a person goes through it.</summary>
internal sealed class SignupWindow(IPage window)
{
    public IPage Page => window;

    /// <summary>Presses the hosted page's button.</summary>
    public static async Task<SignupWindow> OpenFromAsync(IPage page)
    {
        var window = new SignupWindow(
            await page.RunAndWaitForPopupAsync(() => page.GetByTestId("connect").ClickAsync())
        );
        await Assertions.Expect(window.At("signup-user-0")).ToBeVisibleAsync();
        return window;
    }

    /// <summary>Chooses the first person, her portfolio and a new account, up to the step of the number.</summary>
    public async Task GoToNumberAsync()
    {
        await NextAsync();
        await NextAsync();
        await Assertions.Expect(At("signup-waba-name")).ToBeVisibleAsync();
        await NextAsync();
        await Assertions.Expect(At("signup-phone-number")).ToBeVisibleAsync();
    }

    /// <summary>Completes the window with a new number.</summary>
    public async Task FinishAsync(string number, Func<string, Task>? keep = null)
    {
        await GoToNumberAsync();
        await At("signup-phone-number").FillAsync(number);
        await At("signup-display-name").FillAsync("Padaria Aurora");
        await (keep?.Invoke("number") ?? Task.CompletedTask);
        await NextAsync();
        await At("signup-code").FillAsync(await At("signup-code-hint").InnerTextAsync());
        await NextAsync();
        await At("signup-confirm").ClickAsync();
        await (keep?.Invoke("finish") ?? Task.CompletedTask);
        await PressLastAsync("signup-finish");
    }

    public async Task ReportProblemAsync()
    {
        await At("signup-report").ClickAsync();
        await At("signup-problem-0").CheckAsync();
        await PressLastAsync("signup-report-send");
    }

    public ILocator At(string testId) => window.GetByTestId(testId);

    // This button closes the window, sometimes before Playwright reports the press.
    public async Task PressLastAsync(string testId)
    {
        var button = At(testId);
        await Assertions.Expect(button).ToBeEnabledAsync();
        await button.EvaluateAsync("button => { setTimeout(() => button.click()); }");
    }

    // Wait for the name of the step: until then the button belongs to the previous step.
    private async Task NextAsync()
    {
        var step = await window.Locator("main").GetAttributeAsync("data-step");
        await At("signup-next").ClickAsync();
        await Assertions.Expect(window.Locator("main")).Not.ToHaveAttributeAsync("data-step", step ?? "");
    }
}
