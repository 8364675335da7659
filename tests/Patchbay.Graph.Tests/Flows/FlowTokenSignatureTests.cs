using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Graph.Flows;

namespace Patchbay.Graph.Tests.Flows;

public sealed class FlowTokenSignatureTests
{
    private const string _secret = "fake-app-secret";

    [Fact]
    public void Metas_signature_of_the_token_is_accepted() =>
        FlowTokenSignature.IsValid(Sign("t"), "t", _secret).ShouldBeTrue();

    [Fact]
    public void A_signature_of_another_token_is_refused() =>
        FlowTokenSignature.IsValid(Sign("other"), "t", _secret).ShouldBeFalse();

    [Fact]
    public void A_signature_with_another_secret_is_refused() =>
        FlowTokenSignature.IsValid(Sign("t", secret: "x"), "t", _secret).ShouldBeFalse();

    [Fact]
    public void Only_the_algorithm_that_Meta_uses_is_accepted() =>
        FlowTokenSignature.IsValid(Sign("t", header: """{"alg":"none"}"""), "t", _secret).ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void An_empty_secret_accepts_nothing(string? secret) =>
        FlowTokenSignature.IsValid(Sign("t", secret: ""), "t", secret).ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("!.!.!")]
    public void Text_that_is_not_a_web_token_is_refused(string? signature) =>
        FlowTokenSignature.IsValid(signature, "t", _secret).ShouldBeFalse();

    private static string Sign(string token, string secret = _secret, string header = """{"alg":"HS256","typ":"JWT"}""")
    {
        var claims = $$"""{"flow_token":"{{token}}"}""";
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(claims))}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed));
        return $"{signed}.{Encode(signature)}";
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
