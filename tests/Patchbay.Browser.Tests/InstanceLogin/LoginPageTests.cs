using System.Net;
using Patchbay.Browser.Tests.Signup;
using Patchbay.Testing;
using static Microsoft.Playwright.Assertions;

namespace Patchbay.Browser.Tests.InstanceLogin;

/// <summary>A person connects a number to an instance by redirect: our page, Meta's dialog, and back.</summary>
public sealed class LoginPageTests(Chromium chromium)
{
    public static TheoryData<string> Looks => [Look.Phone.Name, Look.DesktopDark.Name];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_person_sees_who_gets_access_and_connects_a_number(string name)
    {
        await using var stage = await Stage.StartAsync();
        var look = name == Look.Phone.Name ? Look.Phone : Look.DesktopDark;
        await using var context = await chromium.NewContextAsync(look);
        var page = await context.NewPageAsync();
        var (instance, url) = await BeginAsync(stage);
        await page.GotoAsync(url);
        await Expect(page.GetByTestId("heading")).ToContainTextAsync("Acme SaaS");
        await page.KeepAsync($"instance-login-{name}");

        await page.GetByTestId("connect").ClickAsync();
        await new SignupWindow(page).FinishAsync("+5511955550177");

        await Expect(page.Locator("body")).ToContainTextAsync("phone_number_id");
        var status = await stage
            .Api.GetAsync($"/v1/instances/{instance}/channels/whatsapp")
            .ShouldBeAsync(HttpStatusCode.OK);
        status.GetProperty("status").GetString().ShouldBe("active");
    }

    [Fact]
    public async Task A_log_in_that_another_browser_began_shows_a_notice()
    {
        await using var stage = await Stage.StartAsync();
        await using var mine = await chromium.NewContextAsync(Look.Desktop);
        await using var theirs = await chromium.NewContextAsync(Look.PhoneDark);
        var (_, url) = await BeginAsync(stage);
        var (page, other) = (await mine.NewPageAsync(), await theirs.NewPageAsync());
        await page.GotoAsync(url);
        await other.GotoAsync(url);
        await page.GetByTestId("connect").ClickAsync();

        await other.GetByTestId("connect").ClickAsync();

        await Expect(other.GetByTestId("heading")).ToHaveTextAsync("This invitation has already been used");
        await other.KeepAsync("instance-login-taken");
    }

    private static async Task<(string Instance, string Url)> BeginAsync(Stage stage)
    {
        var instance = await stage
            .Api.PostJsonAsync("/v1/instances", """{"name":"Support bot"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var id = instance.GetProperty("id").GetString()!;
        var begun = await stage
            .Api.PostJsonAsync($"/v1/instances/{id}/channels/whatsapp/connect", "{}")
            .ShouldBeAsync(HttpStatusCode.OK);
        return (id, begun.GetProperty("oauth_url").GetString()!);
    }
}
