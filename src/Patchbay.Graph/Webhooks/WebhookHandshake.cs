using System.Security.Cryptography;
using System.Text;

namespace Patchbay.Graph.Webhooks;

/// <summary>Answers the request with which Meta checks a callback URL.</summary>
public static class WebhookHandshake
{
    /// <summary>
    /// Returns the challenge to send back as the whole body with status 200, or null to refuse (403).
    /// </summary>
    /// <param name="mode">Query parameter <c>hub.mode</c>.</param>
    /// <param name="token">Query parameter <c>hub.verify_token</c>.</param>
    /// <param name="challenge">Query parameter <c>hub.challenge</c>.</param>
    /// <param name="verifyToken">The token that you gave to Meta.</param>
    /// <remarks>A verify token that is empty or differs is refused. The comparison takes constant time.</remarks>
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
