using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Server.Tests.Onboarding.HostedPage;

public sealed class HostedPageHeadersTests
{
    public static TheoryData<HostedPageState> States => [.. Enum.GetValues<HostedPageState>()];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Every_state_has_all_security_headers(HostedPageState state)
    {
        var headers = (await RenderedPage.OfAsync(RenderedPage.Model(state))).Headers;

        headers.ContentType.ToString().ShouldBe("text/html; charset=utf-8");
        headers.CacheControl.ToString().ShouldBe("no-store");
        headers.XContentTypeOptions.ToString().ShouldBe("nosniff");
        headers.XFrameOptions.ToString().ShouldBe("DENY");
        headers["Referrer-Policy"].ToString().ShouldBe("no-referrer");
        headers["Cross-Origin-Opener-Policy"].ToString().ShouldBe("same-origin-allow-popups");
        headers["Permissions-Policy"].ToString().ShouldContain("camera=()");
        var policy = headers.ContentSecurityPolicy.ToString();
        policy.ShouldStartWith("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
    }

    [Fact]
    public async Task The_ready_page_allows_the_SDK_and_Metas_frames_and_nothing_else()
    {
        var page = await RenderedPage.OfAsync(RenderedPage.Model());

        page.Policy.ShouldContain($"; script-src 'nonce-{page.Nonce}' https://sdk.example;");
        page.Policy.ShouldContain("; connect-src 'self' https://sdk.example https://*.facebook.com;");
        page.Policy.ShouldContain("; frame-src https://sdk.example https://*.facebook.com;");
    }

    [Fact]
    public async Task A_sandbox_origin_is_allowed_exactly()
    {
        var meta = RenderedPage.Meta with
        {
            SdkUrl = "http://localhost:5081/sdk.js",
            MessageOrigins = ["http://localhost:5081"],
        };

        var page = await RenderedPage.OfAsync(RenderedPage.Model() with { Meta = meta });

        page.Policy.ShouldContain("; connect-src 'self' http://localhost:5081;");
        page.Policy.ShouldNotContain("facebook");
    }

    [Fact]
    public async Task Every_style_and_script_carries_the_nonce_and_the_next_page_has_another()
    {
        var page = await RenderedPage.OfAsync(RenderedPage.Model());
        var next = await RenderedPage.OfAsync(RenderedPage.Model());

        page.Nonce.Length.ShouldBeGreaterThanOrEqualTo(22);
        page.Html.ShouldContain($"<style nonce=\"{page.Nonce}\">");
        page.Html.ShouldContain($"<script nonce=\"{page.Nonce}\">");
        page.Html.ShouldNotContain(" style=");
        page.Html.ShouldNotContain(" onclick=");
        next.Nonce.ShouldNotBe(page.Nonce);
    }
}
