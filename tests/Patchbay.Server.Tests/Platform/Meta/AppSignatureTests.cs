using System.Security.Cryptography;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Tests.Platform.Meta;

public sealed class AppSignatureTests
{
    private static readonly byte[] Body = "{}"u8.ToArray();

    [Fact]
    public void Only_the_secret_that_signed_matches() =>
        (
            new AppSignature(new Secret("right")).Fits(Body, WebhookSignature.Sign(Body, "right")),
            new AppSignature(new Secret("wrong")).Fits(Body, WebhookSignature.Sign(Body, "right"))
        ).ShouldBe((true, false));

    [Fact]
    public void An_empty_secret_never_matches_even_a_signature_by_an_empty_key() =>
        new AppSignature(new Secret(""))
            .Fits(Body, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Array.Empty<byte>(), Body)))
            .ShouldBeFalse();
}
