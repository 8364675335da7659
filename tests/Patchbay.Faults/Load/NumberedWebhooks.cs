using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Faults.Load;

/// <summary>
/// Message webhooks in Meta's form, each with its own number. The text contains the number, characters that need
/// escaping, and a checksum, so the receiver can tell whether the text was changed.
/// </summary>
internal sealed class NumberedWebhooks(string metaPhoneNumberId, string appSecret)
{
    private const string Prefix = "wamid.F";

    /// <summary>A body with these messages in one change.</summary>
    public byte[] Body(params IEnumerable<int> numbers) => Body("messages", string.Join(',', numbers.Select(Message)));

    /// <summary>A body with the status "delivered" for the message with this number.</summary>
    public byte[] Status(int number) =>
        Body(
            "statuses",
            $$"""
            {"id":"{{Wamid(
                number
            )}}","status":"delivered","timestamp":"1768473000","recipient_id":"5511900000000",
            "errors":[{"code":131026,"title":"Unable"}]}
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

    /// <summary>The text of the message with this number.</summary>
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
            {"object":"whatsapp_business_account","entry":[{"id":"1",
            "changes":[{"value":{"messaging_product":"whatsapp",
            "metadata":{"display_phone_number":"15550000000","phone_number_id":"{{metaPhoneNumberId}}"},
            "{{list}}":[{{items}}]},"field":"messages"}]}]}
            """
        );

    // Messages come from many customers, because each conversation is delivered in order and one at a time.
    private static string Message(int number) =>
        $$"""
            {"from":"55119{{(number % 1000).ToString("D8", CultureInfo.InvariantCulture)}}","id":"{{Wamid(
                number
            )}}","timestamp":"1768473000","type":"text","text":{"body":"{{JsonEncodedText.Encode(Text(number))}}"} }
            """;
}
