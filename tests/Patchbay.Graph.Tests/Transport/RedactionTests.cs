namespace Patchbay.Graph.Tests.Transport;

public sealed class RedactionTests
{
    private const string _token = "EAAGm0PX4ZCpsBAKZCZBtest",
        _proof = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        _code = "AQBx7_kQ3fWvN2c-8sLhRz1mYpTe0",
        _key = "sk_org_sandbox_Zx81kQmP0aVt7LwEr3NbYc5d";

    [Theory]
    [InlineData($"Malformed access token {_token}", "Malformed access token ***")]
    [InlineData("token IGQVJabcdefgh12345 is bad", "token *** is bad")]
    [InlineData($"Invalid appsecret_proof {_proof}", "Invalid appsecret_proof ***")]
    [InlineData($"secret {"0123456789abcdef0123456789ABCDEF"}.", "secret ***.")]
    [InlineData($"the code {_code} was used", "the code *** was used")]
    [InlineData($"key {_key}", "key ***")]
    [InlineData("signed with whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "signed with ***")]
    [InlineData("GET /x?access_token=abc&fields=id", "GET /x?access_token=***&fields=id")]
    [InlineData("""{"access_token":"abc","id":"1"}""", """{"access_token":"***","id":"1"}""")]
    [InlineData("""{"access_token" : "abc"}""", """{"access_token" : "***"}""")]
    [InlineData("access_token: abc_1", "access_token: ***")]
    [InlineData("?appsecret_proof=short&x=1", "?appsecret_proof=***&x=1")]
    [InlineData("?client_secret=short", "?client_secret=***")]
    [InlineData("?code=4/x&state=s", "?code=***&state=***")]
    [InlineData("redirect?code%3Dabc", "redirect?code%3D***")]
    [InlineData("pin=123456", "pin=***")]
    [InlineData("""{"pin":"123456"}""", """{"pin":"***"}""")]
    [InlineData("Authorization: Bearer abc-def", "Authorization: Bearer ***")]
    [InlineData("as app 100000000000001|emulator-app-secret", "as app ***")]
    [InlineData("as app 100000000000001%7Cemulator-app-secret", "as app ***")]
    public void What_looks_like_a_secret_is_struck_out(string text, string cleaned) =>
        Redaction.Clean(text).ShouldBe(cleaned);

    [Theory]
    [InlineData("(#132000) Number of parameters does not match the expected number of params")]
    [InlineData("body: number of localizable_params (1) does not match the expected number of params (2)")]
    [InlineData("template name (order_confirmation_2026_v2_with_buttons) does not exist in en_US")]
    [InlineData("Error validating access token: Session has expired on Monday, 05-Jan-26 10:00:00 PST.")]
    [InlineData("Param category must be one of {AUTHENTICATION, SERVICE, UTILITY} - got \"marketing\".")]
    [InlineData("Object with ID '1689556908129832' does not exist")]
    [InlineData("failed with error_code=131053 and code: 131053")]
    [InlineData("""{"error":{"code":100,"type":"OAuthException"}}""")]
    [InlineData("See https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes#authorization-errors")]
    [InlineData("user US.13491208655302741918 of +55 11 98765-4321")]
    [InlineData("O modelo não existe. الرسالة 😀")]
    public void What_says_what_to_do_stays(string text) => Redaction.Clean(text).ShouldBe(text);

    [Fact]
    public void A_secret_at_the_end_of_a_very_long_text_leaves_no_part_behind()
    {
        var text = $"{new string('x', 8180)} {_token} and more";
        Redaction.Clean(text).ShouldNotContain("EAAG");
    }

    [Fact]
    public void A_long_text_of_one_letter_takes_no_long_time()
    {
        foreach (
            var text in new[]
            {
                new string('a', 1_000_000),
                new string(' ', 1_000_000),
                "token" + new string(' ', 9_000),
            }
        )
            Redaction.Clean(text).Length.ShouldBeLessThan(9_000);
    }
}
