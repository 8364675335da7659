using Microsoft.Playwright;
using Patchbay.Testing;
using static Microsoft.Playwright.Assertions;

namespace Patchbay.Browser.Tests.Signup;

/// <summary>A browser that opens no second window, with the real server and the emulator's dialog.</summary>
public sealed class FullPageTests(Chromium chromium)
{
    private const string Number = "+55 11 91234-5678";

    [Fact]
    public async Task A_customer_signs_up_in_the_page_of_the_link()
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await WithoutWindowsAsync(Look.Phone);
        var link = await stage.CreateLinkAsync();
        var (page, address, errors) = await OpenAsync(context, link);

        var dialog = await LeaveAsync(page);
        await page.KeepAsync("full-page-dialog");
        await dialog.FinishAsync(Number);

        await Expect(page.GetByTestId("done")).ToBeVisibleAsync();
        page.Url.ShouldBe(address, "the code must not stay in the address");
        var read = await link.ReadAsync();
        read.GetProperty("status").GetString().ShouldBe("completed");
        read.GetProperty("phoneNumber").GetString().ShouldBe("+5511912345678");
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_customer_who_cancels_comes_back_and_can_try_again()
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await WithoutWindowsAsync(Look.PhoneDark);
        var link = await stage.CreateLinkAsync();
        var (page, address, errors) = await OpenAsync(context, link);
        var dialog = await LeaveAsync(page);
        await dialog.GoToNumberAsync();

        await dialog.PressLastAsync("signup-cancel");

        await Expect(page.GetByTestId("problem")).ToContainTextAsync("was not finished");
        await Expect(page.GetByTestId("connect")).ToHaveTextAsync("Continue in this window");
        await page.KeepAsync("full-page-cancelled");
        page.Url.ShouldBe(address);
        (await link.ReadAsync()).GetProperty("lastAttempt").GetProperty("outcome").GetString().ShouldBe("abandoned");
        await page.GetByTestId("connect").ClickAsync();
        await new SignupWindow(page).FinishAsync(Number);
        await Expect(page.GetByTestId("done")).ToBeVisibleAsync();
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_customer_whose_browser_blocks_the_SDK_signs_up_too()
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await WithoutWindowsAsync(Look.Desktop);
        await context.RouteAsync("**/sdk.js", route => route.AbortAsync());
        var link = await stage.CreateLinkAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync((await link.ReadAsync()).GetProperty("hostedUrl").GetString()!);
        await Expect(page.GetByTestId("connect")).ToHaveTextAsync("Continue in this window");

        await page.GetByTestId("connect").ClickAsync();
        await new SignupWindow(page).FinishAsync(Number);

        await Expect(page.GetByTestId("done")).ToBeVisibleAsync();
    }

    private async Task<IBrowserContext> WithoutWindowsAsync(Look look)
    {
        var context = await chromium.NewContextAsync(look);
        await context.AddInitScriptAsync("window.open = () => null");
        return context;
    }

    private static async Task<(IPage Page, string Address, List<string> Errors)> OpenAsync(
        IBrowserContext context,
        Link link
    )
    {
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };
        var address = (await link.ReadAsync()).GetProperty("hostedUrl").GetString()!;
        await page.GotoAsync(address);
        await Expect(page.GetByTestId("connect")).ToBeEnabledAsync();
        return (page, address, errors);
    }

    /// <summary>Meets the blocked window, and goes on to the dialog in this one.</summary>
    private static async Task<SignupWindow> LeaveAsync(IPage page)
    {
        await page.GetByTestId("connect").ClickAsync();
        await Expect(page.GetByTestId("connect")).ToHaveTextAsync("Continue in this window");
        await Expect(page.GetByTestId("problem")).ToContainTextAsync("continue in this window");
        await page.GetByTestId("connect").ClickAsync();
        var dialog = new SignupWindow(page);
        await Expect(dialog.At("signup-user-0")).ToBeVisibleAsync();
        return dialog;
    }
}
