using System.Text;
using Patchbay.Server.Outgoing;

namespace Patchbay.Server.Tests.Outgoing;

public sealed class EndpointRulesTests
{
    [Theory]
    [InlineData("https://hooks.example.com/in?tenant=1")]
    [InlineData("https://hooks.example.com:8443")]
    [InlineData("http://127.0.0.1:3000/hook")]
    [InlineData("https://hooks.example.com:443/")]
    [InlineData("https://hooks.example.com:80/")]
    [InlineData("https://hooks.example.com:1024/")]
    [InlineData("https://hooks.example.com:65535/")]
    public void A_web_address_is_accepted(string url) => EndpointRules.CheckUrl("url", url).ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hooks.example.com")]
    [InlineData("/hook")]
    [InlineData("ftp://hooks.example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:pass@hooks.example.com")]
    [InlineData("https://user@hooks.example.com")]
    [InlineData("https://hooks.example.com/#part")]
    [InlineData("https://hooks.example.com/#")]
    [InlineData("https://hooks.example.com:0/")]
    [InlineData("https://hooks.example.com:1/")]
    [InlineData("https://hooks.example.com:22/")]
    [InlineData("https://hooks.example.com:25/")]
    [InlineData("https://hooks.example.com:444/")]
    [InlineData("https://hooks.example.com:1023/")]
    [InlineData("http://127.0.0.1:25/")]
    [InlineData(" https://hooks.example.com")]
    [InlineData("https://hooks.example.com/\0")]
    [InlineData("https://hooks.example.com/\r\nHost: x")]
    public void Any_other_address_is_refused(string? url) => EndpointRules.CheckUrl("url", url)!.Field.ShouldBe("url");

    [Fact]
    public void An_address_may_have_2048_characters()
    {
        EndpointRules.CheckUrl("url", "https://hooks.example.com/".PadRight(2048, 'a')).ShouldBeNull();
        EndpointRules.CheckUrl("url", "https://hooks.example.com/".PadRight(2049, 'a')).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void A_secret_has_16_to_256_characters(int length, bool taken) =>
        (EndpointRules.CheckSecret("secret", new string('s', length)) is null).ShouldBe(taken);

    [Fact]
    public void At_least_one_event_is_required_and_every_event_must_be_known()
    {
        EndpointRules.CheckEvents("events", EventNames.Known).ShouldBeNull();
        EndpointRules.CheckEvents("events", ["*"]).ShouldBeNull();
        EndpointRules.CheckEvents("events", null).ShouldNotBeNull();
        EndpointRules.CheckEvents("events", []).ShouldNotBeNull();
        EndpointRules.CheckEvents("events", ["message.*"]).ShouldNotBeNull();
        EndpointRules.CheckEvents("events", ["message.received", null!]).ShouldNotBeNull();
        EndpointRules.CheckEvents("events", [EventNames.WebhookTest]).ShouldNotBeNull();
        EndpointRules.CheckEvents("events", [.. Enumerable.Repeat("*", 1000)]).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Authorization", "Bearer test")]
    [InlineData("X-Tenant", "")]
    [InlineData("x-api-key", "test ~ value")]
    public void Custom_headers_are_accepted(string name, string value) => CheckHeader(name, value).ShouldBeTrue();

    [Theory]
    [InlineData("Host", "x")]
    [InlineData("content-length", "0")]
    [InlineData("Content-Encoding", "gzip")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Connection", "close")]
    [InlineData("Cookie", "a=b")]
    [InlineData("Webhook-Signature", "v1,x")]
    [InlineData("X-Hub-Signature-256", "sha256=x")]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("Proxy-Authorization", "x")]
    [InlineData("Last-Modified", "x")]
    [InlineData("Date", "x")]
    [InlineData("date", "x")]
    [InlineData("Set-Cookie", "a=b")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("x-http-method", "DELETE")]
    [InlineData("X-Method-Override", "DELETE")]
    [InlineData("X-Original-URL", "/admin")]
    [InlineData("X-Rewrite-URL", "/admin")]
    [InlineData("X-Real-IP", "10.0.0.1")]
    [InlineData("Keep-Alive", "1")]
    [InlineData("TE", "trailers")]
    [InlineData("Trailer", "x")]
    [InlineData("Upgrade", "h2c")]
    [InlineData("Proxy-Connection", "x")]
    [InlineData("Content-MD5", "x")]
    [InlineData("Webhook-Id", "x")]
    [InlineData("Traceparent", "x")]
    [InlineData("X Bad", "x")]
    [InlineData("X-Bad:", "x")]
    [InlineData("", "x")]
    [InlineData("X-Bad\n", "x")]
    [InlineData("X-Ok", "a\r\nInjected: yes")]
    [InlineData("X-Ok", "é")]
    [InlineData("X-Ok", null)]
    public void Dangerous_or_broken_headers_are_refused(string name, string? value) =>
        CheckHeader(name, value).ShouldBeFalse();

    [Fact]
    public void The_key_is_decoded_from_the_text_after_whsec_when_it_is_base64_of_24_to_64_bytes()
    {
        var bytes = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        EndpointRules.KeyOf("whsec_" + Convert.ToBase64String(bytes)).ShouldBe(bytes);
        EndpointRules.KeyOf("whsec_" + Convert.ToBase64String(bytes[..24])).ShouldBe(bytes[..24]);
    }

    [Theory]
    [InlineData("whsec_my_secret_key_123")]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=")] // 23 bytes
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("plain text secret")]
    public void Any_other_secret_is_its_own_key(string secret) =>
        EndpointRules.KeyOf(secret).ShouldBe(Encoding.UTF8.GetBytes(secret));

    private static bool CheckHeader(string name, string? value) =>
        EndpointRules.CheckHeaders("headers", new Dictionary<string, string> { [name] = value! }) is null;
}
