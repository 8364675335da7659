using System.Text;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Graph.Tests.Webhooks;

public sealed class SignatureTests
{
    private static readonly byte[] _body = Encoding.UTF8.GetBytes("""{"object":"whatsapp_business_account"}""");

    [Fact]
    public void A_signature_is_valid_in_upper_and_lower_case()
    {
        var header = WebhookSignature.Sign(_body, "fake-secret");
        WebhookSignature.IsValid(_body, header, "fake-secret").ShouldBeTrue();
        WebhookSignature.IsValid(_body, "sha256=" + header[7..].ToUpperInvariant(), "fake-secret").ShouldBeTrue();
    }

    [Fact]
    public void The_published_hmac_vector_is_valid() =>
        WebhookSignature
            .IsValid(
                "what do ya want for nothing?"u8,
                "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                "Jefe"
            )
            .ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_secret_no_signature_is_valid(string? secret)
    {
        var signedWithNothing =
            "sha256="
            + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Array.Empty<byte>(), _body));
        WebhookSignature.IsValid(_body, signedWithNothing, secret).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=zz")]
    [InlineData("sha1=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256=zz00000000000000000000000000000000000000000000000000000000000000")]
    public void A_malformed_signature_header_is_invalid(string? header) =>
        WebhookSignature.IsValid(_body, header, "fake-secret").ShouldBeFalse();

    [Fact]
    public void A_changed_byte_makes_the_signature_invalid()
    {
        var header = WebhookSignature.Sign(_body, "fake-secret");
        var changed = _body.ToArray();
        changed[3] ^= 1;
        WebhookSignature.IsValid(changed, header, "fake-secret").ShouldBeFalse();
    }

    [Theory]
    [InlineData("subscribe", "abc", "1158", "abc", "1158")]
    [InlineData("subscribe", "abd", "1158", "abc", null)]
    [InlineData("unsubscribe", "abc", "1158", "abc", null)]
    [InlineData("subscribe", "", "1158", "", null)]
    [InlineData("subscribe", null, "1158", "abc", null)]
    [InlineData("subscribe", "abc", null, "abc", null)]
    public void The_handshake_answers_the_challenge_only_for_our_token(
        string? mode,
        string? token,
        string? challenge,
        string? ours,
        string? answer
    ) => WebhookHandshake.Answer(mode, token, challenge, ours).ShouldBe(answer);
}
