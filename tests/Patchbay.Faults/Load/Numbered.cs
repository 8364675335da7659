using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Faults.Load;

/// <summary>
/// Message webhooks as Meta writes them, each with a number of its own. The text repeats the number with a checksum and
/// awkward characters, so that whoever gets it can tell whether it is what was sent.
/// </summary>
internal sealed class Numbered(string metaPhoneNumberId, string appSecret)
{
    private const string Prefix = "wamid.F";

    /// <summary>A body with these messages, in one change.</summary>
    public byte[] Body(params IEnumerable<int> numbers) => Body("messages", string.Join(',', numbers.Select(Message)));

    /// <summary>A body that says that a message with this number was delivered.</summary>
    public byte[] Status(int number) =>
        Body(
            "statuses",
            $$"""
            {"id":"{{Wamid(
                number
            )}}","status":"delivered","timestamp":"1768473000","recipient_id":"5511900000000","errors":[{"code":131026,"title":"Unable"}]}
            """
        );

    public string Sign(byte[] body) => WebhookSignature.Sign(body, appSecret);

    public static string Wamid(int number) => Prefix + number.ToString("D8", CultureInfo.InvariantCulture);

    public static int? NumberOf(string? wamid) =>
        wamid is not null
        && wamid.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(wamid.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The text that belongs to a number.</summary>
    public static string Text(int number)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"no {number}: Olá \"😀\" \\ <b>&amp;</b> {new string((char)('a' + number % 26), number % 80)}"
        );
        return $"{text} #{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6))}";
    }

    private byte[] Body(string list, string items) =>
        Encoding.UTF8.GetBytes(
            $$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"value":{"messaging_product":"whatsapp",
            "metadata":{"display_phone_number":"15550000000","phone_number_id":"{{metaPhoneNumberId}}"},
            "{{list}}":[{{items}}]},"field":"messages"}]}]}
            """
        );

    // Spread over many customers, so that the order within a conversation does not make one queue of it all.
    private static string Message(int number) =>
        $$"""
            {"from":"55119{{(number % 1000).ToString("D8", CultureInfo.InvariantCulture)}}","id":"{{Wamid(
                number
            )}}","timestamp":"1768473000","type":"text","text":{"body":"{{JsonEncodedText.Encode(Text(number))}}"} }
            """;
}
