using System.Security.Cryptography;
using System.Text;

namespace Patchbay.Graph.Webhooks;

/// <summary>Answers the request by which Meta checks a callback address.</summary>
public static class WebhookHandshake
{
    /// <summary>
    /// The challenge to send back as the whole body with status 200, or null to refuse (403). Refuses when the verify token is
    /// empty or differs; compares in constant time.
    /// </summary>
    /// <param name="mode">Query value <c>hub.mode</c>.</param>
    /// <param name="token">Query value <c>hub.verify_token</c>.</param>
    /// <param name="challenge">Query value <c>hub.challenge</c>.</param>
    /// <param name="verifyToken">The token that was given to Meta.</param>
    public static string? Answer(string? mode, string? token, string? challenge, string? verifyToken)
    {
        if (
            string.IsNullOrEmpty(verifyToken)
            || token is null
            || string.IsNullOrEmpty(challenge)
            || mode != "subscribe"
        )
            return null;
        var same = CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(token)),
            SHA256.HashData(Encoding.UTF8.GetBytes(verifyToken))
        );
        return same ? challenge : null;
    }
}
