using Patchbay.Server.Organizations.Redirects;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Tests.Onboarding;

public sealed class LinkRulesTests
{
    [Theory]
    [InlineData("https://app.example.com/callback")]
    [InlineData("https://app.example.com/callback?a=b")]
    [InlineData("http://localhost:3000/done")]
    [InlineData("http://127.0.0.1/done")]
    [InlineData("http://[::1]:8080/done")]
    public void A_safe_redirect_is_accepted(string url) => Check(url).ShouldBeNull();

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
    public void An_unsafe_redirect_is_refused(string url) => Check(url)!.Field.ShouldBe("redirectUrl");

    [Fact]
    public void A_redirect_must_have_one_of_the_allowed_origins()
    {
        string[] allowed = ["https://app.example.com"];
        Check("https://app.example.com/x", allowed).ShouldBeNull();
        Check("https://app.example.com.evil.test/x", allowed).ShouldNotBeNull();
        Check("https://app.example.com:444/x", allowed).ShouldNotBeNull();
    }

    private static Problem? Check(string url, params string[] allowed) =>
        RedirectOriginRules.Check("redirectUrl", url, Environments.Sandbox, allowed);
}
