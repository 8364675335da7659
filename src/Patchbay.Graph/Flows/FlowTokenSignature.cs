using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Patchbay.Graph.Flows;

/// <summary>
/// Checks that Meta signed a flow's token: a JSON Web Token (RFC 7519) with HMAC-SHA256 and the app's secret.
/// </summary>
/// <remarks>Meta: WhatsApp Flows &gt; Guides &gt; Implementing Your Flow Endpoint &gt; Flow Token Signature.</remarks>
public static class FlowTokenSignature
{
    /// <summary>
    /// Returns whether Meta signed this token; false for an empty secret, and for a missing or malformed signature.
    /// </summary>
    /// <param name="signature">The value of <see cref="FlowDataRequest.FlowTokenSignature"/>.</param>
    /// <param name="flowToken">The value of <see cref="FlowDataRequest.FlowToken"/>.</param>
    /// <param name="appSecret">Secret of the app that the flow is connected to.</param>
    public static bool IsValid(string? signature, string? flowToken, string? appSecret)
    {
        if (
            string.IsNullOrEmpty(appSecret)
            || string.IsNullOrEmpty(flowToken)
            || signature?.Split('.') is not [var header, var claims, var mac]
        )
            return false;
        try
        {
            var wanted = HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(appSecret),
                Encoding.UTF8.GetBytes($"{header}.{claims}")
            );
            return CryptographicOperations.FixedTimeEquals(wanted, Base64Url.DecodeFromChars(mac))
                && Read(header)?.Alg == "HS256"
                && Read(claims)?.FlowToken == flowToken;
        }
        catch (Exception cause) when (cause is FormatException or JsonException)
        {
            return false;
        }
    }

    private static FlowTokenClaims? Read(string part) =>
        JsonSerializer.Deserialize(Base64Url.DecodeFromChars(part), FlowsJson.Default.FlowTokenClaims);
}

/// <summary>The members that are read from a token's header and claims.</summary>
internal sealed record FlowTokenClaims
{
    public string? Alg { get; init; }

    public string? FlowToken { get; init; }
}
