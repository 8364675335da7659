using System.Text;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>Webhook bodies with a few random faults, the same ones for the same seed.</summary>
internal sealed class Mutations(int seed, string phoneNumberId = "77")
{
    private static readonly string[] Splices =
    [
        "\\ud800",
        "\\u0000",
        "\\udc00x",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "7",
        "-1e999",
        "\\",
        "\"id\":",
        "[[[[[[[[",
        "\u0001",
        "true",
        "{}",
        "\"entry\":[]",
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var n = _random.Next(1000);
        var bytes = new List<byte>(
            Encoding.UTF8.GetBytes(
                Payload.Body(
                    Payload.Entry(
                        "1",
                        Payload.Messages(
                            phoneNumberId,
                            $$"""
                            "contacts":[{{Payload.Contact("111", "A\\ud83d\\ude00")}}],"messages":[{{Payload.Message(
                                $"wamid.{n}",
                                "111",
                                "x"
                            )}},{{Payload.Message($"wamid.b{n}", "222", "y")}}],
                            "statuses":[{{Payload.Status(
                                $"wamid.c{n}",
                                "failed",
                                ",\"errors\":[{\"code\":131026,\"title\":\"T\"}]"
                            )}}]
                            """
                        ),
                        Payload.Change("account_update", """{"event":"DISABLED_UPDATE"}""")
                    )
                )
            )
        );
        for (var faults = _random.Next(1, 4); faults > 0; faults--)
            Mutate(bytes);
        return [.. bytes];
    }

    private void Mutate(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        switch (_random.Next(5))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, Math.Min(_random.Next(1, 20), bytes.Count - at));
                break;
            case 2:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Splices[_random.Next(Splices.Length)]));
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(1, 60), bytes.Count - at)));
                break;
            default:
                ReplaceValue(bytes);
                break;
        }
        if (bytes.Count == 0)
            bytes.Add((byte)'{');
    }

    // Changes the type of a member's value. The document stays valid, so this mutation reaches the innermost code.
    private void ReplaceValue(List<byte> bytes)
    {
        var colons = Enumerable.Range(0, bytes.Count - 1).Where(i => bytes[i] == (byte)':').ToList();
        if (colons.Count == 0)
            return;
        var start = colons[_random.Next(colons.Count)] + 1;
        if (start >= bytes.Count || bytes[start] != (byte)'"')
            return;
        var end = bytes.IndexOf((byte)'"', start + 1);
        if (end < 0)
            return;
        bytes.RemoveRange(start, end - start + 1);
        bytes.InsertRange(
            start,
            Encoding.UTF8.GetBytes(
                (
                    (string[])
                        ["7", "null", "{}", "[]", "\"\\ud800\"", "\"a\\u0000b\"", "\"\"", "1.5", "99999999999999999999"]
                )[_random.Next(9)]
            )
        );
    }
}
