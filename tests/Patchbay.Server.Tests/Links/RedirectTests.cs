using System.Net;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Links;

/// <summary>Where a browser goes when a sign-up ends, and how the receiver proves who sent it.</summary>
public sealed class RedirectTests
{
    [Theory, EachDatabase]
    public async Task The_parameters_of_every_outcome_are_signed_with_a_secret_that_is_shown_once(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var made = await stage.MakeAsync(
            """{"name":"x","externalId":"it's & 7","redirectUrl":"https://my.app/done?q='a%20b'&for=é"}"""
        );
        var (link, secret) = (stage.LinkOf(made), made.Text("redirectSecret")!);
        secret.ShouldMatch("^rsec_[0-9A-Za-z]{43}$");
        stage.Host.Canaries.Add("the secret of a redirect", secret);

        var failed = await GoThroughAsync(stage, link, new SignupChoices { WithoutNumber = true });
        failed["status"].ShouldBe("error");
        failed["error"].ShouldBe("No phone number was chosen.");
        failed.IsSignedWith(secret).ShouldBeTrue();
        failed.IsSignedWith(secret + "x").ShouldBeFalse();

        var succeeded = await GoThroughAsync(stage, link);
        succeeded.Unsigned.ShouldBe(
            $"https://my.app/done?q=%27a%20b%27&for=%C3%A9&onboarding_link_id={link.Id}&external_id=it%27s%20%26%207&status=success"
        );
        succeeded.IsSignedWith(secret).ShouldBeTrue();
        (await link.ReadAsync()).ToString().ShouldNotContain("rsec_");
    }

    [Theory, EachDatabase]
    public async Task One_secret_of_ones_own_can_sign_for_all_links(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        for (var number = 1; number <= 2; number++)
        {
            var made = await stage.MakeAsync(
                $$"""{"name":"x","redirectUrl":"https://my.app","redirectSecret":"{{LinkStage.Secret}}"}"""
            );
            made.Text("redirectSecret").ShouldBe(LinkStage.Secret);
            (await GoThroughAsync(stage, stage.LinkOf(made))).IsSignedWith(LinkStage.Secret).ShouldBeTrue();
        }
    }

    [Theory, EachDatabase]
    public async Task A_failure_goes_to_the_address_for_failures_and_giving_up_too(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var link = stage.LinkOf(
            await stage.MakeAsync(
                $$"""
                {"name":"x","redirectUrl":"https://my.app/done","failureUrl":"https://my.app/failed",
                 "redirectSecret":"{{LinkStage.Secret}}"}
                """
            )
        );
        await using var page = await link.OpenAsync();
        var data = LinkStage.DataOf(page.Html);
        foreach (var (member, status) in new[] { ("abandonedUrl", "abandoned"), ("reportedUrl", "error") })
        {
            var left = new SignedRedirect(data.Text(member));
            left.Address.ShouldStartWith("https://my.app/failed?onboarding_link_id=");
            left["status"].ShouldBe(status);
            left.IsSignedWith(LinkStage.Secret).ShouldBeTrue();
        }

        (await GoThroughAsync(stage, link, new SignupChoices { WithoutNumber = true })).Address.ShouldStartWith(
            "https://my.app/failed?"
        );
        (await GoThroughAsync(stage, link)).Address.ShouldStartWith("https://my.app/done?");
    }

    [Fact]
    public async Task Without_an_address_for_failures_errors_go_to_the_redirect_and_giving_up_stays_on_the_page()
    {
        await using var stage = await Stage.StartAsync();
        var link = await stage.CreateLinkAsync("""{"name":"x","redirectUrl":"https://my.app/done"}""");
        await using var page = await link.OpenAsync();

        LinkStage.DataOf(page.Html).GetProperty("abandonedUrl").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        (await GoThroughAsync(stage, link, new SignupChoices { WithoutNumber = true })).Address.ShouldStartWith(
            "https://my.app/done?"
        );
    }

    [Theory, EachDatabase]
    public async Task A_link_that_cannot_be_used_leads_to_the_address_that_renews_it(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        async Task<Link> MakeAsync() =>
            stage.LinkOf(
                await stage.MakeAsync(
                    $$"""
                    {"name":"x","externalId":"c","expiresInSeconds":600,"refreshUrl":"https://my.app/again",
                     "redirectSecret":"{{LinkStage.Secret}}"}
                    """
                )
            );
        var (used, tried, late) = (await MakeAsync(), await MakeAsync(), await MakeAsync());
        await using (var page = await used.OpenAsync())
            await page.CallbackAsync(stage.Meta.SignUp());
        await ShouldLeadToAsync(stage, used, "completed");
        for (var number = 1; number <= 10; number++)
        {
            await using var page = await tried.OpenAsync();
            await page.PostEventAsync($$"""{"pageToken":"{{page.PageToken}}","type":"abandoned"}""");
        }
        await ShouldLeadToAsync(stage, tried, "too_many_attempts");
        stage.Clock.Advance(TimeSpan.FromSeconds(601));
        await ShouldLeadToAsync(stage, late, "expired");
    }

    [Theory]
    [InlineData("https://my.app/grüße?q=é", "https://my.app/gr%C3%BC%C3%9Fe?q=%C3%A9&")]
    [InlineData("https://my.app/a?", "https://my.app/a?&")]
    [InlineData("https://my.app/%0d%0aSet-Cookie:a=b", "https://my.app/%0d%0aSet-Cookie:a=b?")]
    public async Task An_odd_address_is_written_as_a_browser_sends_it(string refreshUrl, string start)
    {
        await using var stage = await Stage.StartAsync();
        var link = await stage.CreateLinkAsync(
            $$"""
            {"name":"x","expiresInSeconds":60,"refreshUrl":"{{refreshUrl}}","redirectSecret":"{{LinkStage.Secret}}"}
            """
        );
        stage.Clock.Advance(TimeSpan.FromSeconds(61));

        using var response = await stage.OpenAsync($"/signup/{link.Id}");

        var address = new SignedRedirect(response.Headers.NonValidated["Location"].ToString());
        address.Address.ShouldStartWith(start + "onboarding_link_id=");
        address.IsSignedWith(LinkStage.Secret).ShouldBeTrue();
    }

    [Fact]
    public async Task An_address_that_the_organization_no_longer_allows_is_not_gone_to()
    {
        await using var stage = await Stage.StartAsync();
        var link = await stage.CreateLinkAsync("""{"name":"x","redirectUrl":"https://my.app/done"}""");
        await stage
            .Api.PutAsync("/v1/redirect-origins", HttpJson.Json("""{"origins":["https://other.app"]}"""))
            .ShouldBeAsync(HttpStatusCode.OK);
        await using var page = await link.OpenAsync();

        var answer = await page.CallbackAsync(stage.Meta.SignUp());

        answer.Text("status").ShouldBe("success");
        answer.Text("redirectUrl").ShouldBeNull();
    }

    private static async Task<SignedRedirect> GoThroughAsync(Stage stage, Link link, SignupChoices? choices = null)
    {
        await using var page = await link.OpenAsync();
        return new((await page.CallbackAsync(stage.Meta.SignUp(choices))).Text("redirectUrl"));
    }

    private static async Task ShouldLeadToAsync(Stage stage, Link link, string status)
    {
        using var response = await stage.OpenAsync($"/signup/{link.Id}");
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect, status);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var address = new SignedRedirect(response.Headers.Location!.OriginalString);
        address.Unsigned.ShouldBe($"https://my.app/again?onboarding_link_id={link.Id}&external_id=c&status={status}");
        address.IsSignedWith(LinkStage.Secret).ShouldBeTrue();
    }
}
