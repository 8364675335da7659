using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Payments;

/// <summary>
/// Checks that a report comes from a provider. The secret authenticates the provider: both providers put it into the
/// address, AbacatePay also into a header. AbacatePay publishes the key of its signature, so the signature only shows
/// that the body is complete. See https://docs.abacatepay.com/pages/webhooks/security. Iniciador publishes no
/// signature.
/// </summary>
internal static class PaymentSignatures
{
    private const string Query = "webhookSecret",
        Header = "X-Webhook-Secret",
        Signature = "X-Webhook-Signature";

    /// <summary>
    /// Compares in constant time. False when no secret is stored, or when address and header contain different secrets.
    /// </summary>
    public static bool IsSecret(Secret? stored, HttpRequest request)
    {
        string?[] given = [.. request.Query[Query], .. request.Headers[Header]];
        var wanted = SHA256.HashData(Encoding.UTF8.GetBytes(stored?.Reveal() ?? ""));
        var fits = true;
        foreach (var secret in given)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret ?? ""));
            fits &= CryptographicOperations.FixedTimeEquals(hash, wanted);
        }
        return stored is not null && given.Length > 0 && fits;
    }

    public static bool IsSigned(ReadOnlySpan<byte> body, string key, HttpRequest request)
    {
        if (request.Headers[Signature] is not [{ Length: > 0 and <= 64 } text])
            return false;
        Span<byte> given = stackalloc byte[64],
            wanted = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(text, given, out var length))
            return false;
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body, wanted);
        return CryptographicOperations.FixedTimeEquals(given[..length], wanted);
    }
}
