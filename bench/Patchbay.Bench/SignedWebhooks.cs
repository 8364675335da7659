using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Patchbay.Bench;

/// <summary>Message webhooks of about 1.5 KB as whole HTTP requests, each unique and signed in Meta's way.</summary>
internal sealed class SignedWebhooks
{
    public const string Secret = "bench-app-secret";

    // Placeholders of the same length as the values: message number, phone number id and time.
    private const string Number = "000000000000",
        Phone = "5550000",
        Time = "1749416383";

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Secret);

    private readonly byte[] _request;
    private readonly int _body,
        _signature,
        _phone,
        _number,
        _time;
    private readonly int _run;

    /// <param name="path">The path of the requests.</param>
    /// <param name="run">The number of the run, which makes its messages unique among all runs.</param>
    public SignedWebhooks(string path, int run)
    {
        _run = run;
        var body = Body();
        var head =
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + $"X-Hub-Signature-256: sha256={new string('0', 64)}\r\nContent-Length: {body.Length}\r\n\r\n";
        _request = Encoding.ASCII.GetBytes(head + body);
        _body = head.Length;
        _signature = head.IndexOf("sha256=", StringComparison.Ordinal) + 7;
        _phone = head.Length + body.IndexOf(Phone, StringComparison.Ordinal);
        _number = head.Length + body.IndexOf(Number, StringComparison.Ordinal);
        _time = head.Length + body.IndexOf(Time, StringComparison.Ordinal);
    }

    public int BodyLength => _request.Length - _body;

    /// <summary>The next body, without the head of the request.</summary>
    public ReadOnlyMemory<byte> NextBody(long n) => Next(n).AsMemory(_body);

    /// <summary>Meta's ids of the phone numbers that get messages.</summary>
    public static IEnumerable<string> PhoneIds => Enumerable.Range(0, 20).Select(PhoneId);

    public byte[] Next(long n)
    {
        var request = _request.AsSpan().ToArray();
        Utf8Formatter.TryFormat(
            (_run * 1_000_000_000L) + n,
            request.AsSpan(_number),
            out _,
            new System.Buffers.StandardFormat('D', (byte)Number.Length)
        );
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Utf8Formatter.TryFormat(now, request.AsSpan(_time), out _); // Meta sends a webhook at once
        Encoding.ASCII.GetBytes(PhoneId((int)(n % 20)), request.AsSpan(_phone));
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(Key, request.AsSpan(_body), hash);
        Convert.TryToHexStringLower(hash, request.AsSpan(_signature, 64), out _);
        return request;
    }

    private static string PhoneId(int i) => (5550000 + i).ToString(CultureInfo.InvariantCulture);

    private static string Body() =>
        $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"102290129340398",
            "changes":[{"value":{"messaging_product":"whatsapp",
            "metadata":{"display_phone_number":"15550783881","phone_number_id":"{{{Phone}}}"},
            "contacts":[{"profile":{"name":"Ana Prova"},"wa_id":"15550002222","user_id":"US.13491208655302741918"}],
            "messages":[{"from":"15550002222","from_user_id":"US.13491208655302741918",
            "id":"wamid.HBgLMTU1NTAwMDIyMjIVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0{{{Number}}}","timestamp":"{{{Time}}}",
            "type":"text",
            "context":{"from":"15550783881","id":"wamid.HBgLMTU1NTAwMDIyMjIVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA"},
            "referral":{"source_url":"https://fb.example.test/3cr4Wqqkv","source_id":"120226305854810726",
            "source_type":"ad","body":"Summer succulents are here!","headline":"Chat with us","media_type":"image",
            "image_url":"https://scontent.example.test/v/t45.1600-4/452.jpg?_nc_cat=105&_nc_sid=58080a",
            "ctwa_clid":"Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27vDVwFjN80dp4",
            "welcome_message":{"text":"Hi there! Let us know how we can help!"}},
            "text":{"body":"Hello, I saw your advertisement. Is the large pot of the second picture still there, and
             could you send it to me before Friday? Thank you very much! If it is not, the blue one would do as well;
             it only has to fit on a window sill of twenty centimetres, and my neighbour, who bought one in spring,
             says that yours are the only ones that survive our winters. I can pay by card or by transfer, as you like
             best."}}]},"field":"messages"}]}]}
            """.ReplaceLineEndings("");
}
