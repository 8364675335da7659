using Patchbay.Server.Platform;

namespace Patchbay.Server.Tests.Platform;

public sealed class GivenAddressTests
{
    [Theory]
    [InlineData("https://good.example")]
    [InlineData("https://good.example/")]
    [InlineData("https://good.example:8443/a?b=c@d")]
    [InlineData("https://bücher.example/ü")]
    [InlineData("https://good.example/%0d%0aSet-Cookie:a=b")]
    [InlineData("http://localhost:3000/done")]
    [InlineData("http://[::1]/")]
    public void A_plain_address_is_taken(string address) => GivenAddress.CheckForBrowser("url", address).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData(" https://good.example/")]
    [InlineData("https://good.example/ ")]
    [InlineData("https://good.example/a b")]
    [InlineData("https://good.example/\r\nX: y")]
    [InlineData("https://good.example/\n")]
    [InlineData("https://good.example/\t")]
    [InlineData("https://good.example/\u007f")]
    [InlineData("https://good.example/\u00a0")]
    [InlineData("https://good.example/\u2028")]
    [InlineData("https://good\u200b.example/")]
    [InlineData("https://good.example/\u202egpj")]
    [InlineData("https://user@good.example/")]
    [InlineData("https://@good.example/")]
    [InlineData("https://:@good.example/")]
    [InlineData("https:\\\\user@good.example/")]
    [InlineData("https://good.example/#")]
    [InlineData("https://good.example#part")]
    [InlineData("http://good.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("ftp://good.example/")]
    [InlineData("//good.example/")]
    [InlineData("https:///path")]
    public void An_odd_address_is_refused(string address) =>
        GivenAddress.CheckForBrowser("url", address)!.Field.ShouldBe("url");

    [Fact]
    public void A_long_address_is_refused()
    {
        var start = "https://good.example/";
        GivenAddress
            .CheckForBrowser("url", start + new string('a', GivenAddress.MaxLength - start.Length))
            .ShouldBeNull();
        GivenAddress
            .CheckForBrowser("url", start + new string('a', GivenAddress.MaxLength - start.Length + 1))
            .ShouldNotBeNull();
    }
}
