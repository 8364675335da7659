using System.Security.Cryptography;
using System.Text;

namespace Patchbay.Graph.Webhooks;

/// <summary>
/// Checks that a webhook comes from Meta: <c>X-Hub-Signature-256</c> over the raw bytes of the body, in constant time.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Name of the header.</summary>
    public const string HeaderName = "X-Hub-Signature-256";

    private const string _prefix = "sha256=";

    /// <summary>
    /// Returns whether the signature is valid for the body; false for an empty secret, and for a missing or malformed
    /// header.
    /// </summary>
    /// <param name="body">The bytes as they arrived. Text that was decoded and encoded again does not match.</param>
    /// <param name="header">Value of the header.</param>
    /// <param name="appSecret">
    /// Secret of the app that owns the subscription. While you change the secret, try both.
    /// </param>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, string? appSecret)
    {
        if (string.IsNullOrEmpty(appSecret) || header is null)
            return false;
        if (header.Length != _prefix.Length + 64 || !header.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase))
            return false;
        Span<byte> given = stackalloc byte[32];
        if (
            Convert.FromHexString(header.AsSpan(_prefix.Length), given, out _, out _)
            is not System.Buffers.OperationStatus.Done
        )
            return false;
        Span<byte> wanted = stackalloc byte[32];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body, wanted);
        return CryptographicOperations.FixedTimeEquals(given, wanted);
    }

    /// <summary>Signs a body as Meta does, for tests and emulators.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string appSecret)
    {
        ArgumentException.ThrowIfNullOrEmpty(appSecret);
        return _prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body));
    }
}
