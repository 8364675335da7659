using System.Security.Cryptography;

namespace Patchbay.Emulator.Tests.PhoneSettings;

public sealed class EncryptionTests
{
    public static TheoryData<string, string> WrongKeys
    {
        get
        {
            using var small = RSA.Create(1024);
            using var right = RSA.Create(2048);
            using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return new TheoryData<string, string>
            {
                { "too short", small.ExportSubjectPublicKeyInfoPem() },
                { "a private key", right.ExportPkcs8PrivateKeyPem() },
                { "an elliptic curve key", curve.ExportSubjectPublicKeyInfoPem() },
                { "not a key", "-----BEGIN PUBLIC KEY-----\nbm90IGEga2V5\n-----END PUBLIC KEY-----" },
                { "not PEM", Convert.ToBase64String(right.ExportSubjectPublicKeyInfo()) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(WrongKeys), DisableDiscoveryEnumeration = true)]
    public async Task Only_a_public_rsa_key_of_2048_bits_is_accepted(string what, string pem)
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        var reply = await SetAsync(meta, shop, pem);

        reply.Status.ShouldBe(400, what);
        reply.ShouldBeRefused(100);
        (await ReadAsync(meta, shop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_can_be_read_and_must_be_set_again_after_a_new_registration()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        using var rsa = RSA.Create(2048);
        var pem = rsa.ExportSubjectPublicKeyInfoPem();

        (await SetAsync(meta, shop, pem)).ShouldSucceed();
        (await ReadAsync(meta, shop)).ShouldBe((pem, "VALID"));
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(1));
        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/register",
                """{"messaging_product":"whatsapp","pin":"000000"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        (await ReadAsync(meta, shop)).ShouldBe((pem, "MISMATCH"));
        (await SetAsync(meta, shop, pem)).ShouldSucceed();
        (await ReadAsync(meta, shop)).ShouldBe((pem, "VALID"));
    }

    [Fact]
    public async Task Payload_encryption_needs_a_key_and_shows_its_fingerprint()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        using var rsa = RSA.Create(2048);
        var key = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()));

        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/settings",
                """{"payload_encryption":{"status":"enabled"}}""",
                shop.AccessToken
            )
        ).ShouldBeRefused(100);
        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/settings",
                $$$"""{"payload_encryption":{"status":"enabled","client_encryption_key":"{{{key}}}"}}""",
                shop.AccessToken
            )
        ).ShouldSucceed();

        var settings = (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/settings", shop.AccessToken)).ShouldSucceed()[
            "payload_encryption"
        ]!;
        ((string)settings["status"]!).ShouldBe("enabled");
        ((string)settings["client_encryption_key_fingerprint"]!).Length.ShouldBe(64);
    }

    private static Task<Reply> SetAsync(Meta meta, ConnectedNumber shop, string pem) =>
        meta.PostAsync(
            $"v23.0/{shop.PhoneNumberId}/whatsapp_business_encryption",
            new FormUrlEncodedContent([new("business_public_key", pem)]),
            shop.AccessToken
        );

    private static async Task<(string Key, string Status)?> ReadAsync(Meta meta, ConnectedNumber shop)
    {
        var data = (
            await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/whatsapp_business_encryption", shop.AccessToken)
        ).ShouldSucceed()["data"]!.AsArray();
        return data.Count == 0
            ? null
            : ((string)data[0]!["business_public_key"]!, (string)data[0]!["business_public_key_signature_status"]!);
    }
}
