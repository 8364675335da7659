using Patchbay.Server.Surfaces.Onboarding;

namespace Patchbay.Server.Tests.Onboarding;

public sealed class LinkRulesTests
{
    [Theory]
    [InlineData("https://app.example.com/callback")]
    [InlineData("https://app.example.com/callback?a=b")]
    [InlineData("http://localhost:3000/done")]
    [InlineData("http://127.0.0.1/done")]
    [InlineData("http://[::1]:8080/done")]
    public void A_safe_redirect_is_accepted(string url) => LinkRules.CheckRedirect(url, null).ShouldBeNull();

    [Theory]
    [InlineData("http://app.example.com/callback")]
    [InlineData("https://user:pass@app.example.com/")]
    [InlineData("https://user@app.example.com/")]
    [InlineData("https://app.example.com/#part")]
    [InlineData("https://app.example.com/#")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//app.example.com")]
    [InlineData("/callback")]
    [InlineData("data:text/html,x")]
    [InlineData("")]
    public void An_unsafe_redirect_is_refused(string url) =>
        LinkRules.CheckRedirect(url, null)!.Field.ShouldBe("redirectUrl");

    [Fact]
    public void A_redirect_must_have_one_of_the_allowed_origins()
    {
        string[] allowed = ["https://app.example.com"];
        LinkRules.CheckRedirect("https://app.example.com/x", allowed).ShouldBeNull();
        LinkRules.CheckRedirect("https://app.example.com.evil.test/x", allowed).ShouldNotBeNull();
        LinkRules.CheckRedirect("https://app.example.com:444/x", allowed).ShouldNotBeNull();
    }
}
