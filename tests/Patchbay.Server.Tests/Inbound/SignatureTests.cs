using System.Net;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

public sealed class SignatureTests
{
    public static TheoryData<string> Forgeries =>
        [
            "missing",
            "empty",
            "no prefix",
            "short",
            "long",
            "not hex",
            "two",
            "two in one",
            "wrong secret",
            "empty secret",
            "altered",
            "other environment",
            "sha1",
        ];

    [Theory, MemberData(nameof(Forgeries))]
    public async Task A_body_that_Meta_did_not_sign_is_refused_and_not_stored(string forgery)
    {
        await using var stage = await Stage.StartAsync(settings: ReceiverStage.WithProduction);
        var phone = await stage.ConnectQuietlyAsync();
        var body = Payload.OneText(phone.MetaPhoneNumberId, "wamid.A");
        var good = WebhookSignature.Sign(body, stage.Meta.AppSecret);
        // The address of the apps serves both environments; only the number's own address tells them apart.
        var paths =
            forgery == "other environment"
                ? (string[])[$"/webhook/phone/{phone.Id}"]
                : [$"/webhook/phone/{phone.Id}", ReceiverStage.AppPath];

        foreach (var path in paths)
        {
            await stage
                .PostAsync(forgery == "altered" ? [.. body, (byte)' '] : body, path, Forge(forgery, good, body))
                .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "signature_invalid");
        }
        (await stage.StoredAsync()).ShouldBe((0, 0));

        await stage.PostAsync(body, paths[0], good).ShouldBeAsync(HttpStatusCode.OK);
        (await stage.StoredAsync()).ShouldBe((1, 0));
    }

    [Fact]
    public async Task The_secret_of_one_environment_does_not_sign_for_numbers_of_the_other()
    {
        await using var stage = await Stage.StartAsync(settings: ReceiverStage.WithProduction);
        var phone = await stage.ConnectQuietlyAsync();
        var body = Payload.OneText(phone.MetaPhoneNumberId, "wamid.A");

        await stage
            .PostAsync(body, ReceiverStage.AppPath, WebhookSignature.Sign(body, ReceiverStage.ProductionSecret))
            .ShouldBeAsync(HttpStatusCode.OK);

        await stage.WhenWorkedOffAsync();
        (await stage.StoredAsync()).ShouldBe((1, 1));
        (await stage.ScalarAsync<string>("select environment from quarantine")).ShouldBe("production");
    }

    [Fact]
    public async Task An_unknown_address_is_answered_like_a_wrong_signature()
    {
        await using var stage = await Stage.StartAsync();
        await stage
            .PostSignedAsync("{}", "/webhook/phone/019b0000-0000-7000-8000-000000000000")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "signature_invalid");
        await stage
            .PostSignedAsync("{}", "/webhook/phone/nonsense")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "signature_invalid");
        (await stage.StoredAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_refusal_has_a_request_id()
    {
        await using var stage = await Stage.StartAsync();
        using var answer = await stage.PostSignedAsync("{}", "/webhook/phone/nonsense");
        var error = await Task.FromResult(answer).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "signature_invalid");
        error.GetProperty("requestId").GetString()!.ShouldStartWith("req_");
        answer.Headers.GetValues("X-Request-Id").ShouldBe([error.GetProperty("requestId").GetString()!]);
    }

    private static string[] Forge(string forgery, string good, byte[] body) =>
        forgery switch
        {
            "missing" => [],
            "empty" => [""],
            "no prefix" => [good["sha256=".Length..]],
            "short" => [good[..^1]],
            "long" => [good + "0"],
            "not hex" => [good[..^1] + "g"],
            "two" => [good, good],
            "two in one" => [$"{good},{good}"],
            "wrong secret" => [WebhookSignature.Sign(body, "fake-wrong-secret")],
            "empty secret" =>
            [
                "sha256="
                    + Convert.ToHexStringLower(
                        System.Security.Cryptography.HMACSHA256.HashData(Array.Empty<byte>(), body)
                    ),
            ],
            "altered" => [good],
            "other environment" => [WebhookSignature.Sign(body, ReceiverStage.ProductionSecret)],
            "sha1" => ["sha1=" + good["sha256=".Length..][..40]],
            _ => throw new ArgumentException(forgery, nameof(forgery)),
        };
}
