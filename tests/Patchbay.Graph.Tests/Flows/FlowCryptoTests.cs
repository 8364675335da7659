using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patchbay.Graph.Flows;

namespace Patchbay.Graph.Tests.Flows;

public sealed class FlowCryptoTests
{
    private static readonly FlowKeyPair _keys = FlowCrypto.CreateKeyPair();
    private static readonly byte[] _aesKey = Convert.FromHexString("feffe9928665731c6d6a8f9467308308");
    private static readonly byte[] _vector = Convert.FromHexString("00112233445566778899aabbccddeeff");

    [Theory]
    [InlineData( // McGrew and Viega, test case 3.
        "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
        "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
            + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985"
            + "4d5c2af327cd64a62cf35abd2ba6fab4"
    )]
    [InlineData( // Made with OpenSSL: the 16-byte vector that Meta uses.
        "00112233445566778899aabbccddeeff",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
        "da511b72b117bcd5fd59cfd7938363f134046b28126ed1f8a215c1763c6e01f2"
            + "180877ef0be2d3eeac861b54d0fba5f46e2b192c30b04f389bd14b6b89c2cbad"
            + "95e3e9385a0903c7ebffa79cd3653463"
    )]
    public void The_cipher_matches_published_vectors(string vector, string plain, string sealedHex)
    {
        var bytes = WideGcm.Encrypt(_aesKey, Convert.FromHexString(vector), Convert.FromHexString(plain));
        Convert.ToHexStringLower(bytes).ShouldBe(sealedHex);
        Convert.ToHexStringLower(WideGcm.Decrypt(_aesKey, Convert.FromHexString(vector), bytes)).ShouldBe(plain);
    }

    [Fact]
    public void With_a_12_byte_vector_the_cipher_matches_the_framework()
    {
        var vector = _vector[..12];
        for (var length = 0; length < 70; length++)
        {
            var plain = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();
            var text = new byte[length];
            var tag = new byte[16];
            using var gcm = new AesGcm(_aesKey, 16);
            gcm.Encrypt(vector, plain, text, tag);
            WideGcm.Encrypt(_aesKey, vector, plain).ShouldBe([.. text, .. tag]);
        }
    }

    [Fact]
    public void A_request_is_decrypted_and_its_answer_encrypted_with_the_inverted_vector()
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        var exchange = crypto.Decrypt(
            Post("""{"version":"3.0","action":"data_exchange","screen":"A","data":{"x":1},"flow_token":"t"}""")
        );
        (exchange.Request.Action, exchange.Request.Screen, exchange.Request.FlowToken, exchange.IsHealthCheck).ShouldBe(
            (FlowAction.DataExchange, "A", "t", false)
        );
        using var data = JsonDocument.Parse("""{"ok":true}""");
        Open(exchange.Show("B", data.RootElement)).ShouldBe("""{"screen":"B","data":{"ok":true}}""");
    }

    [Fact]
    public void Health_checks_and_error_reports_are_answered()
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        var ping = crypto.Decrypt(Post("""{"version":"3.0","action":"ping"}"""));
        ping.IsHealthCheck.ShouldBeTrue();
        Open(ping.Healthy()).ShouldBe("""{"data":{"status":"active"}}""");
        var report = crypto.Decrypt(
            Post("""{"version":"3.0","action":"INIT","data":{"error":"x","error_message":"y"}}""")
        );
        report.IsErrorReport.ShouldBeTrue();
        Open(report.Acknowledge()).ShouldBe("""{"data":{"acknowledged":true}}""");
    }

    [Fact]
    public void Closing_passes_the_token_and_the_answers_to_the_webhook()
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        var exchange = crypto.Decrypt(Post("""{"version":"3.0","action":"data_exchange","flow_token":"t"}"""));
        using var answers = JsonDocument.Parse("""{"size":"L","flow_token":"forged"}""");
        Open(exchange.Close(answers.RootElement))
            .ShouldBe(
                """{"screen":"SUCCESS","data":"""
                    + """{"extension_message_response":{"params":{"flow_token":"t","size":"L"}}}}"""
            );
    }

    [Fact]
    public void Closing_without_answers_passes_only_the_token()
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        var exchange = crypto.Decrypt(Post("""{"version":"3.0","action":"data_exchange","flow_token":"t"}"""));
        Open(exchange.Close())
            .ShouldBe("""{"screen":"SUCCESS","data":{"extension_message_response":{"params":{"flow_token":"t"}}}}""");
        Should.Throw<ArgumentException>(() => exchange.Show("A", default)).ParamName.ShouldBe("data");
    }

    [Fact]
    public void An_invalid_token_is_refused_with_a_reason()
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        var exchange = crypto.Decrypt(Post("""{"version":"3.0","action":"INIT","flow_token":"used"}"""));
        Open(exchange.RefuseToken("The order has been placed."))
            .ShouldBe("""{"error_msg":"The order has been placed."}""");
        (FlowEndpointStatus.TokenInvalid, FlowEndpointStatus.SignatureInvalid).ShouldBe((427, 432));
    }

    [Fact]
    public void An_error_report_is_recognized_by_its_error_key()
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        crypto
            .Decrypt(Post("""{"version":"3.0","action":"INIT","data":{"error_key":"x"}}"""))
            .IsErrorReport.ShouldBeTrue();
        crypto.Decrypt(Post("""{"version":"3.0","action":"INIT","data":{"errors":1}}""")).IsErrorReport.ShouldBeFalse();
    }

    [Fact]
    public void A_body_encrypted_for_another_key_is_answered_with_421()
    {
        using var other = new FlowCrypto(FlowCrypto.CreateKeyPair().PrivateKeyPem);
        Should.Throw<FlowDecryptionException>(() => other.Decrypt(Post("{}")));
        FlowDecryptionException.AnswerStatus.ShouldBe(421);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"encrypted_flow_data":"?","encrypted_aes_key":"?","initial_vector":"?"}""")]
    public void A_body_that_is_not_a_flow_request_throws_FlowDecryptionException(string body)
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        Should.Throw<FlowDecryptionException>(() => crypto.Decrypt(Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void A_changed_ciphertext_is_refused()
    {
        var bytes = WideGcm.Encrypt(_aesKey, _vector, "secret"u8);
        bytes[0] ^= 1;
        Should.Throw<CryptographicException>(() => WideGcm.Decrypt(_aesKey, _vector, bytes));
    }

    [Fact]
    public void Text_that_is_not_a_key_throws_ArgumentException() =>
        Should.Throw<ArgumentException>(() => new FlowCrypto("no key")).ParamName.ShouldBe("privateKeyPem");

    private static byte[] Post(string request)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(_keys.PublicKeyPem);
        var key = Convert.ToBase64String(rsa.Encrypt(_aesKey, RSAEncryptionPadding.OaepSHA256));
        var data = Convert.ToBase64String(WideGcm.Encrypt(_aesKey, _vector, Encoding.UTF8.GetBytes(request)));
        return Encoding.UTF8.GetBytes(
            $$"""
            {"encrypted_flow_data":"{{data}}","encrypted_aes_key":"{{key}}",
            "initial_vector":"{{Convert.ToBase64String(_vector)}}"}
            """
        );
    }

    private static string Open(string answer) =>
        Encoding.UTF8.GetString(
            WideGcm.Decrypt(_aesKey, [.. _vector.Select(b => (byte)~b)], Convert.FromBase64String(answer))
        );
}
