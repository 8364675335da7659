using System.Net;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Platform.Limits.LimitStage;

namespace Patchbay.Server.Tests.Platform.Limits;

public sealed class HookLimitTests
{
    private const string Id = "550e8400-e29b-41d4-a716-446655440000";

    public static TheoryData<string> Hooks =>
        [
            "/webhooks/meta",
            "/hooks/whatsapp",
            "/webhook/whatsapp",
            "/webhook/instagram",
            "/webhook/messenger",
            $"/webhook/whatsapp/{Id}",
            $"/webhook/phone/{Id}",
        ];

    public static TheoryData<string> OthersWithSignature =>
        [
            $"/webhook/email/{Id}",
            $"/webhook/payments/abacate-pay/conn_{Id}",
            "/webhooks/meta/deauthorize",
            "/webhooks/meta/data-deletion",
        ];

    [Theory]
    [MemberData(nameof(Hooks))]
    [MemberData(nameof(OthersWithSignature))]
    public async Task Bodies_without_a_right_signature_are_limited_by_source(string path)
    {
        await using var stage = await StartAsync("UnsignedBodiesPerMinute", 2);
        for (var i = 0; i < 2; i++)
            (await PostAsync(stage, path, First)).IsLimited.ShouldBeFalse();

        (await PostAsync(stage, path, First)).ShouldBeLimited();
        (await PostAsync(stage, path, Second)).IsLimited.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refused_body_is_not_read()
    {
        await using var stage = await StartAsync("UnsignedBodiesPerMinute", 1);
        await PostAsync(stage, "/webhooks/meta", First);
        using var tooLarge = new ByteArrayContent(new byte[5 * 1024 * 1024]);

        (await stage.SendAsync("POST", "/webhooks/meta", First, body: tooLarge)).ShouldBeLimited();
    }

    [Fact]
    public async Task A_source_that_signs_is_not_refused_for_the_strangers_at_its_address()
    {
        await using var stage = await StartAsync("UnsignedBodiesPerMinute", 2);
        (await SignedAsync(stage, First)).Status.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 5; i++)
            (await PostAsync(stage, "/webhooks/meta", First)).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await SignedAsync(stage, First)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task Handshakes_with_a_wrong_token_are_limited_by_source(string path)
    {
        await using var stage = await StartAsync("HandshakesPerMinute", 2);
        for (var i = 0; i < 2; i++)
            (await ShakeAsync(stage, path, First)).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await ShakeAsync(stage, path, First)).ShouldBeLimited();
        (await ShakeAsync(stage, path, Second)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData($"/webhook/phone/{Id}", true)]
    [InlineData($"/webhook/whatsapp/{Id}", true)]
    [InlineData("/hooks/whatsapp", false)]
    [InlineData("/webhook/whatsapp", false)]
    public async Task Handshakes_from_many_sources_are_limited_at_an_address_of_one_tenant(string path, bool isLimited)
    {
        await using var stage = await StartAsync("HandshakesPerMinuteAndAddress", 2);
        for (var i = 1; i <= 2; i++)
            (await ShakeAsync(stage, path, $"198.51.100.{i}")).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await ShakeAsync(stage, path, "198.51.100.3")).IsLimited.ShouldBe(isLimited);
    }

    private static Task<LimitedAnswer> PostAsync(Stage stage, string path, string source) =>
        stage.SendAsync("POST", path, source, body: HttpJson.Json("{}"));

    private static async Task<LimitedAnswer> SignedAsync(Stage stage, string source)
    {
        const string body = """{"object":"whatsapp_business_account","entry":[]}""";
        using var content = HttpJson.Json(body);
        content.Headers.Add(
            "X-Hub-Signature-256",
            "sha256="
                + Convert.ToHexStringLower(
                    HMACSHA256.HashData(Encoding.UTF8.GetBytes(stage.Meta.AppSecret), Encoding.UTF8.GetBytes(body))
                )
        );
        return await stage.SendAsync("POST", "/webhooks/meta", source, body: content);
    }

    private static Task<LimitedAnswer> ShakeAsync(Stage stage, string path, string source) =>
        stage.SendAsync("GET", $"{path}?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1", source);
}
