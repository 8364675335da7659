using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Intake;

/// <summary>
/// Answers the GET with which Meta checks an address: Meta names the verify token and expects its challenge back.
/// </summary>
/// <param name="isToken">Whether a text is the verify token of the requested address.</param>
internal sealed partial class Handshake(Func<HttpContext, string, ValueTask<bool>> isToken)
{
    /// <summary>Answers a request that lacks the verify token or a challenge that may be sent back.</summary>
    public Problem WrongToken { get; init; } = new(403, "verify_token_invalid", "The verify token does not match.");

    public async Task AnswerAsync(HttpContext http, HookLimits limits)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var answer = limits.BeforeHandshake(http) ?? await CheckAsync(http, limits);
        await answer.ExecuteAsync(http);
    }

    private async Task<IResult> CheckAsync(HttpContext http, HookLimits limits)
    {
        var query = http.Request.Query;
        // The token is checked in every case, so that the time reveals nothing about it.
        var isKnown = await isToken(http, Single(query["hub.verify_token"]));
        var challenge = Single(query["hub.challenge"]);
        var isAnswered = isKnown && query["hub.mode"] == "subscribe" && Challenge.IsMatch(challenge);
        if (isAnswered)
            return TypedResults.Text(challenge, "text/plain");
        limits.WrongHandshake(http);
        return WrongToken;
    }

    /// <summary>Compares two verify tokens in constant time. An empty token is no token.</summary>
    public static bool AreSame(string given, string verifyToken) =>
        verifyToken.Length > 0
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given)),
            SHA256.HashData(Encoding.UTF8.GetBytes(verifyToken))
        );

    /// <summary>
    /// Whether a text is one of the tokens. All tokens are compared, so that the time taken does not tell which one
    /// matched.
    /// </summary>
    public static bool IsAmong(string given, IEnumerable<string> verifyTokens)
    {
        var isAmong = false;
        foreach (var verifyToken in verifyTokens)
            isAmong |= AreSame(given, verifyToken);
        return isAmong;
    }

    private static string Single(StringValues values) => values is [{ } value] ? value : "";

    // Meta's challenges are digits. Nothing that a browser could take for a page is sent back.
    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,256}\z", RegexOptions.None, 1000)]
    private static partial Regex Challenge { get; }
}
