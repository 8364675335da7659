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
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
        "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985"
            + "4d5c2af327cd64a62cf35abd2ba6fab4"
    )]
    [InlineData( // Made with OpenSSL: the 16-byte vector that Meta uses.
        "00112233445566778899aabbccddeeff",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
        "da511b72b117bcd5fd59cfd7938363f134046b28126ed1f8a215c1763c6e01f2180877ef0be2d3eeac861b54d0fba5f46e2b192c30b04f389bd14b6b89c2cbad"
            + "95e3e9385a0903c7ebffa79cd3653463"
    )]
    public void The_cipher_gives_the_known_results(string vector, string plain, string sealedHex)
    {
        var bytes = WideGcm.Encrypt(_aesKey, Convert.FromHexString(vector), Convert.FromHexString(plain));
        Convert.ToHexStringLower(bytes).ShouldBe(sealedHex);
        Convert.ToHexStringLower(WideGcm.Decrypt(_aesKey, Convert.FromHexString(vector), bytes)).ShouldBe(plain);
    }

    [Fact]
    public void With_twelve_bytes_the_cipher_agrees_with_the_frameworks()
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
    public void A_request_is_read_and_its_answer_is_sealed_with_the_flipped_vector()
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
    public void A_health_check_and_an_error_report_have_their_answers()
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
    public void Closing_hands_the_token_and_the_answers_to_the_webhook()
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        var exchange = crypto.Decrypt(Post("""{"version":"3.0","action":"data_exchange","flow_token":"t"}"""));
        using var answers = JsonDocument.Parse("""{"size":"L","flow_token":"forged"}""");
        Open(exchange.Close(answers.RootElement))
            .ShouldBe(
                """{"screen":"SUCCESS","data":{"extension_message_response":{"params":{"flow_token":"t","size":"L"}}}}"""
            );
    }

    [Fact]
    public void Closing_needs_nothing_but_the_token()
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        var exchange = crypto.Decrypt(Post("""{"version":"3.0","action":"data_exchange","flow_token":"t"}"""));
        Open(exchange.Close())
            .ShouldBe("""{"screen":"SUCCESS","data":{"extension_message_response":{"params":{"flow_token":"t"}}}}""");
        Should.Throw<ArgumentException>(() => exchange.Show("A", default)).ParamName.ShouldBe("data");
    }

    [Fact]
    public void A_token_that_is_no_longer_good_is_refused_with_a_reason()
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        var exchange = crypto.Decrypt(Post("""{"version":"3.0","action":"INIT","flow_token":"used"}"""));
        Open(exchange.RefuseToken("The order has been placed."))
            .ShouldBe("""{"error_msg":"The order has been placed."}""");
        (FlowEndpointStatus.TokenInvalid, FlowEndpointStatus.SignatureInvalid).ShouldBe((427, 432));
    }

    [Fact]
    public void A_report_may_name_the_fault_by_its_key()
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        crypto
            .Decrypt(Post("""{"version":"3.0","action":"INIT","data":{"error_key":"x"}}"""))
            .IsErrorReport.ShouldBeTrue();
        crypto.Decrypt(Post("""{"version":"3.0","action":"INIT","data":{"errors":1}}""")).IsErrorReport.ShouldBeFalse();
    }

    [Fact]
    public void A_body_for_another_key_asks_for_a_new_public_key()
    {
        using var other = new FlowCrypto(FlowCrypto.CreateKeyPair().PrivateKeyPem);
        Should.Throw<FlowDecryptionException>(() => other.Decrypt(Post("{}")));
        FlowDecryptionException.AnswerStatus.ShouldBe(421);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"encrypted_flow_data":"?","encrypted_aes_key":"?","initial_vector":"?"}""")]
    public void A_body_that_is_no_flow_request_is_a_typed_failure(string body)
    {
        using var crypto = new FlowCrypto(_keys.PrivateKeyPem);
        Should.Throw<FlowDecryptionException>(() => crypto.Decrypt(Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void A_changed_text_does_not_open()
    {
        var bytes = WideGcm.Encrypt(_aesKey, _vector, "secret"u8);
        bytes[0] ^= 1;
        Should.Throw<CryptographicException>(() => WideGcm.Decrypt(_aesKey, _vector, bytes));
    }

    [Fact]
    public void A_key_that_is_none_is_an_argument_fault() =>
        Should.Throw<ArgumentException>(() => new FlowCrypto("no key")).ParamName.ShouldBe("privateKeyPem");

    private static byte[] Post(string request)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(_keys.PublicKeyPem);
        var key = Convert.ToBase64String(rsa.Encrypt(_aesKey, RSAEncryptionPadding.OaepSHA256));
        var data = Convert.ToBase64String(WideGcm.Encrypt(_aesKey, _vector, Encoding.UTF8.GetBytes(request)));
        return Encoding.UTF8.GetBytes(
            $$"""{"encrypted_flow_data":"{{data}}","encrypted_aes_key":"{{key}}","initial_vector":"{{Convert.ToBase64String(_vector)}}"}"""
        );
    }

    private static string Open(string answer) =>
        Encoding.UTF8.GetString(
            WideGcm.Decrypt(_aesKey, [.. _vector.Select(b => (byte)~b)], Convert.FromBase64String(answer))
        );
}
