using System.Security.Cryptography;
using System.Text;

namespace Patchbay.Server.Platform.Auth;

/// <summary>
/// The text of a key: <c>sk_org_{environment}_</c>, 8 characters to find its row, 27 secret characters (160 bits) and a
/// checksum of 6 characters (CRC-32 in base62), so that a mistyped key is refused without reading the database.
/// </summary>
public static class ApiKeyText
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int LookupLength = 8,
        SecretLength = 27,
        CheckLength = 6;

    public static (string Text, string LookupId) Create(string environment, Ids ids)
    {
        var lookupId = ids.Token(LookupLength);
        var body = $"sk_org_{environment}_{lookupId}{ids.Token(SecretLength)}";
        return (WithCheck(body), lookupId);
    }

    /// <summary>Appends the check characters.</summary>
    internal static string WithCheck(string body) => body + Check(body);

    /// <summary>Finds the look-up part of a well-formed key. Returns false for a mistyped or incomplete key.</summary>
    public static bool TryParse(string text, out string lookupId)
    {
        lookupId = "";
        var prefix = Array.Find(
            Environments.All,
            environment => text.StartsWith($"sk_org_{environment}_", StringComparison.Ordinal)
        );
        if (prefix is null)
            return false;
        var start = $"sk_org_{prefix}_".Length;
        if (text.Length != start + LookupLength + SecretLength + CheckLength)
            return false;
        if (!string.Equals(text[^CheckLength..], Check(text[..^CheckLength]), StringComparison.Ordinal))
            return false;
        lookupId = text.Substring(start, LookupLength);
        return true;
    }

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string Check(string body)
    {
        var value = Crc32(Encoding.UTF8.GetBytes(body));
        Span<char> check = stackalloc char[CheckLength];
        for (var i = CheckLength - 1; i >= 0; i--, value /= 62)
            check[i] = Base62[(int)(value % 62)];
        return check.ToString();
    }

    // The reflected CRC-32 (polynomial 0xEDB88320) that zip files and secret scanners use.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
