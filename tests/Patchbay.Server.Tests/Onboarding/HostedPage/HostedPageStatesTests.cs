using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Server.Tests.Onboarding.HostedPage;

public sealed class HostedPageStatesTests
{
    [Fact]
    public async Task The_ready_page_names_the_organization_the_link_and_what_access_means()
    {
        var page = await RenderedPage.OfAsync(RenderedPage.Model());

        page.Status.ShouldBe(200);
        page.Html.ShouldContain("Connect WhatsApp to <bdi>Northwind</bdi>");
        page.Html.ShouldContain("For <bdi>Acme Corp</bdi>");
        page.Html.ShouldContain("send and receive messages");
        page.Html.ShouldContain("data-testid=\"connect\"");
    }

    [Theory]
    [InlineData(HostedPageState.Completed, 200, "WhatsApp is connected")]
    [InlineData(HostedPageState.Expired, 410, "This link has expired")]
    [InlineData(HostedPageState.Unknown, 404, "This link does not exist")]
    [InlineData(HostedPageState.TooManyAttempts, 429, "This link was tried too many times")]
    [InlineData(HostedPageState.Unavailable, 503, "Sign-up is not available yet")]
    public async Task Every_other_state_has_its_own_status_and_heading_and_offers_no_sign_up(
        HostedPageState state,
        int status,
        string heading
    )
    {
        var page = await RenderedPage.OfAsync(RenderedPage.Model(state));

        page.Status.ShouldBe(status);
        page.Html.ShouldContain($"<h1 data-testid=\"heading\">{heading}</h1>");
        page.Html.ShouldNotContain("<script");
        page.Html.ShouldNotContain("page-token-0000");
    }

    [Fact]
    public async Task The_ready_page_is_unavailable_without_a_Meta_app() =>
        (await RenderedPage.OfAsync(RenderedPage.Model() with { Meta = null })).Status.ShouldBe(503);

    [Fact]
    public async Task The_ready_page_names_the_host_that_the_visitor_returns_to()
    {
        var page = await RenderedPage.OfAsync(
            RenderedPage.Model() with
            {
                RedirectUrl = "https://app.example/done?secret=1",
            }
        );

        page.Html.ShouldContain("you return to <bdi>app.example</bdi>");
        page.Html.ShouldNotContain("secret=1");
    }

    [Fact]
    public async Task The_completed_page_links_back_to_a_web_address()
    {
        var page = await RenderedPage.OfAsync(
            RenderedPage.Model(HostedPageState.Completed) with
            {
                RedirectUrl = "https://app.example/done?a=1&b=2",
            }
        );

        page.Html.ShouldContain("href=\"https://app.example/done?a=1&amp;b=2\"");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,hi")]
    [InlineData("/relative")]
    public async Task The_completed_page_links_back_to_no_other_address(string address)
    {
        var page = await RenderedPage.OfAsync(
            RenderedPage.Model(HostedPageState.Completed) with
            {
                RedirectUrl = address,
            }
        );

        page.Html.ShouldNotContain("data-testid=\"back\"");
    }

    [Theory]
    [InlineData("#ffee88", "--accent:#ffee88;--on-accent:#101414")]
    [InlineData("#1d2a6b", "--accent:#1d2a6b;--on-accent:#ffffff")]
    [InlineData("#fff;}body{display:none", "--accent:#0f766e;")]
    [InlineData("#ffee88\n", "--accent:#0f766e;")]
    [InlineData("red", "--accent:#0f766e;")]
    public async Task The_accent_is_a_hex_colour_with_readable_text_on_it_or_the_default(string color, string css) =>
        (await RenderedPage.OfAsync(RenderedPage.Model() with { AccentColor = color })).Html.ShouldContain(css);
}
