using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using Patchbay.Testing;
using static Microsoft.Playwright.Assertions;

namespace Patchbay.Browser.Tests.Signup;

/// <summary>The hosted page and the emulator's window, with the real server.</summary>
public sealed class SignupTests(Chromium chromium)
{
    private const string Number = "+55 11 91234-5678";

    [Fact]
    public async Task A_customer_connects_a_number_and_sees_it_on_the_page()
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await chromium.NewContextAsync(Look.PhoneDark);
        var link = await stage.CreateLinkAsync();
        var page = await OpenAsync(context, stage, link);
        var window = await SignupWindow.OpenFromAsync(page);

        await window.FinishAsync(Number, step => window.Page.KeepAsync($"signup-window-{step}"));

        await Expect(page.GetByTestId("done")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("done")).ToContainTextAsync("Acme Corp is now connected to Acme SaaS");
        await page.KeepAsync("signup-done");
        var read = await link.ReadAsync();
        read.GetProperty("status").GetString().ShouldBe("completed");
        read.GetProperty("phoneNumber").GetString().ShouldBe("+5511912345678");
        read.GetProperty("isPhoneRegistered").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_customer_returns_to_the_links_owner_with_the_outcome()
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var (back, secret) = (stage.Host.Address + "back?campaign=it's", "a-secret-of-my-own-123");
        var link = await stage.CreateLinkAsync(
            $$"""{"name":"Acme Corp","externalId":"customer 123","redirectUrl":"{{back}}","redirectSecret":"{{secret}}"}"""
        );
        var page = await OpenAsync(context, stage, link);

        await (await SignupWindow.OpenFromAsync(page)).FinishAsync(Number);

        await page.GetByText("route_not_found").WaitForAsync();
        var sent = new Uri(page.Url).Query[1..].Split("&signature=");
        sent[0].ShouldBe($"campaign=it%27s&onboarding_link_id={link.Id}&external_id=customer%20123&status=success");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(sent[0]));
        sent[1].ShouldBe(Convert.ToHexStringLower(signature));
    }

    [Fact]
    public async Task Cancelling_is_recorded_with_its_step_and_a_second_try_succeeds()
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var link = await stage.CreateLinkAsync();
        var page = await OpenAsync(context, stage, link);
        var window = await SignupWindow.OpenFromAsync(page);
        await window.GoToNumberAsync();

        await window.PressLastAsync("signup-cancel");

        await Expect(page.GetByTestId("problem")).ToContainTextAsync("was not finished");
        await Expect(page.GetByTestId("connect")).ToBeEnabledAsync();
        await page.KeepAsync("signup-cancelled");
        var attempt = (await link.ReadAsync()).GetProperty("lastAttempt");
        attempt.GetProperty("outcome").GetString().ShouldBe("abandoned");
        attempt.GetProperty("step").GetString().ShouldBe("PHONE_NUMBER_SETUP");

        await (await SignupWindow.OpenFromAsync(page)).FinishAsync(Number);
        await Expect(page.GetByTestId("done")).ToBeVisibleAsync();
        (await link.ReadAsync()).GetProperty("status").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task A_problem_the_customer_reports_is_recorded_with_its_code()
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var link = await stage.CreateLinkAsync();
        var page = await OpenAsync(context, stage, link);

        await (await SignupWindow.OpenFromAsync(page)).ReportProblemAsync();

        await Expect(page.GetByTestId("problem")).ToContainTextAsync("Meta reported a problem");
        await Expect(page.GetByTestId("connect")).ToBeEnabledAsync();
        await page.KeepAsync("signup-reported");
        var attempt = (await link.ReadAsync()).GetProperty("lastAttempt");
        attempt.GetProperty("outcome").GetString().ShouldBe("failed");
        attempt.GetProperty("errorCode").GetString()!.ShouldMatch("^[0-9]+$");
    }

    [Fact]
    public async Task A_closed_window_is_recorded_as_abandoned()
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var link = await stage.CreateLinkAsync();
        var page = await OpenAsync(context, stage, link);
        var window = await SignupWindow.OpenFromAsync(page);

        await window.Page.CloseAsync();

        await Expect(page.GetByTestId("problem")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("connect")).ToBeEnabledAsync();
        (await link.ReadAsync()).GetProperty("lastAttempt").GetProperty("outcome").GetString().ShouldBe("abandoned");
    }

    [Fact]
    public async Task A_refusal_of_Meta_is_explained_and_the_link_stays_pending()
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var link = await stage.CreateLinkAsync("""{"name":"Acme Corp","locale":"es"}""");
        var page = await OpenAsync(context, stage, link);
        stage.Meta.FailNext("exchangeCode", 100, 36007, 400);

        await (await SignupWindow.OpenFromAsync(page)).FinishAsync(Number);

        await Expect(page.GetByTestId("problem")).ToHaveTextAsync("El registro tardó demasiado. Inténtalo de nuevo.");
        (await link.ReadAsync()).GetProperty("status").GetString().ShouldBe("pending");
    }

    [Fact]
    public async Task Unknown_used_and_expired_links_say_so()
    {
        await using var stage = await Stage.StartAsync();
        await using var context = await chromium.NewContextAsync(Look.Phone);
        var page = await context.NewPageAsync();
        var used = (await stage.ConnectAsync()).Link;
        var expired = await stage.CreateLinkAsync("""{"name":"Late","expiresInSeconds":60}""");
        stage.Clock.Advance(TimeSpan.FromSeconds(61));

        await ShouldSayAsync(page, stage, Guid.Empty, HttpStatusCode.NotFound, "This link does not exist");
        await ShouldSayAsync(page, stage, used.Id, HttpStatusCode.OK, "WhatsApp is connected");
        await ShouldSayAsync(page, stage, expired.Id, HttpStatusCode.Gone, "This link has expired");
    }

    private static async Task ShouldSayAsync(IPage page, Stage stage, Guid link, HttpStatusCode status, string heading)
    {
        var response = await page.GotoAsync($"{stage.Host.Address}signup/{link}");
        response!.Status.ShouldBe((int)status);
        await Expect(page.GetByTestId("heading")).ToHaveTextAsync(heading);
        await Expect(page.GetByTestId("connect")).ToHaveCountAsync(0);
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, Stage stage, Link link)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{stage.Host.Address}signup/{link.Id}");
        await Expect(page.GetByTestId("connect")).ToBeEnabledAsync();
        return page;
    }
}
