using System.Text;

namespace Patchbay.Faults.Load;

/// <summary>
/// Malformed bodies. Each depends only on its number, so a body that causes a failure can be made again.
/// </summary>
internal static class Garbage
{
    // Far above the numbers of the events that the ledger counts.
    private const int FirstNumber = 50_000_000;

    // Values that often break parsers: deep nesting, numbers out of range, lone surrogates, duplicate members, wrong
    // types and NUL.
    private static readonly string[] MalformedValues =
    [
        "null",
        "true",
        "\"\"",
        "[]",
        "{}",
        "-0",
        "1e999",
        "123456789012345678901234567890",
        "\"\\ud83d\"",
        "\"\\u0000\"",
        "\"\\q\"",
        "\u0000",
        "{\"id\":1,\"id\":2}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        new string('[', 5000),
        new string('{', 300),
        ",",
        ":",
        "\"",
        "//",
        "NaN",
        "\"" + new string('x', 20_000) + "\"",
    ];

    public static byte[] Body(NumberedWebhooks webhooks, int number)
    {
        var random = new Random(number);
        var body = Valid(webhooks, number);
        return (number / 2 % 6) switch
        {
            0 => Flipped(body, random),
            1 => body[..random.Next(body.Length)],
            2 => Replaced(body, random),
            3 => Doubled(body, random),
            4 => Noise(random),
            _ => Reshaped(body, random),
        };
    }

    private static byte[] Valid(NumberedWebhooks webhooks, int number) =>
        (number / 12 % 4) switch
        {
            0 => webhooks.Body(FirstNumber + number),
            1 => webhooks.Status(FirstNumber + number),
            2 => Encoding.UTF8.GetBytes(
                $$"""
                {"object":"{{(
                    number % 3 == 0 ? "page" : "instagram"
                )}}","entry":[{"id":"178414","time":1768473000,"messaging":[{"sender":{"id":"1"},
                "recipient":{"id":"178414"},"timestamp":1768473000000,"message":{"mid":"m_{{number}}","text":"Olá",
                "attachments":[{"type":"image","payload":{"url":"https://a.test/"} }]} }]}]}
                """
            ),
            _ => Encoding.UTF8.GetBytes(
                $$"""
                {"object":"whatsapp_business_account","entry":[{"id":"{{number}}","time":1768473000,
                "changes":[{"field":"account_update","value":{"event":"DISABLED_UPDATE",
                "ban_info":{"waba_ban_state":"DISABLE","waba_ban_date":"May 1, 2026"},
                "phone_number":"15550000000"} }]}]}
                """
            ),
        };

    public static string Signature(int number) =>
        (number / 2 % 4) switch
        {
            0 => "sha256=" + new string('0', 64),
            1 => "sha1=abc",
            2 => "",
            _ => "sha256=" + new string('g', 64),
        };

    private static byte[] Flipped(byte[] body, Random random)
    {
        for (var i = random.Next(1, 8); i > 0; i--)
            body[random.Next(body.Length)] = (byte)random.Next(256);
        return body;
    }

    /// <summary>Replaces one value with a malformed one.</summary>
    private static byte[] Replaced(byte[] body, Random random)
    {
        var text = Encoding.UTF8.GetString(body);
        var colon = Positions(text, ':')[random.Next(Positions(text, ':').Count)];
        var end = text.AsSpan(colon).IndexOfAny(",}]");
        return Encoding.UTF8.GetBytes(
            text[..(colon + 1)]
                + MalformedValues[random.Next(MalformedValues.Length)]
                + (end < 0 ? "" : text[(colon + end)..])
        );
    }

    private static byte[] Doubled(byte[] body, Random random)
    {
        var (from, to) = (random.Next(body.Length), random.Next(body.Length));
        var (start, end) = (Math.Min(from, to), Math.Max(from, to));
        return [.. body[..end], .. body[start..end], .. body[end..]];
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(4_000)];
        random.NextBytes(noise);
        return noise;
    }

    /// <summary>Renames a member. The body stays valid JSON.</summary>
    private static byte[] Reshaped(byte[] body, Random random)
    {
        string[] names =
        [
            "object",
            "entry",
            "id",
            "changes",
            "value",
            "field",
            "metadata",
            "phone_number_id",
            "messages",
            "from",
            "timestamp",
            "type",
            "text",
            "body",
        ];
        var (oldName, newName) = (names[random.Next(names.Length)], names[random.Next(names.Length)]);
        return Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(body).Replace($"\"{oldName}\":", $"\"{newName}\":", StringComparison.Ordinal)
        );
    }

    private static List<int> Positions(string text, char character) =>
        [.. Enumerable.Range(0, text.Length).Where(i => text[i] == character)];
}
