using Patchbay.Graph.Webhooks;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Intake;

/// <summary>
/// Answers the GET with which Meta checks an address: Meta names the verify token and expects its challenge back.
/// </summary>
/// <param name="challenge">The challenge to send back; null when the query does not name the verify token.</param>
internal sealed class Handshake(Func<HttpContext, ValueTask<string?>> challenge)
{
    /// <summary>Answers a request that lacks the verify token.</summary>
    public Problem WrongToken { get; init; } = new(403, "verify_token_invalid", "The verify token does not match.");

    public async Task AnswerAsync(HttpContext http)
    {
        IResult answer = await challenge(http) is { } text ? TypedResults.Text(text, "text/plain") : WrongToken;
        await answer.ExecuteAsync(http);
    }

    /// <summary>Returns the challenge when the query names the token, otherwise null.</summary>
    public static string? ChallengeFor(HttpContext http, string verifyToken)
    {
        var query = http.Request.Query;
        return WebhookHandshake.Answer(
            query["hub.mode"],
            query["hub.verify_token"],
            query["hub.challenge"],
            verifyToken
        );
    }

    /// <summary>
    /// Returns the challenge when the query names one of the tokens, otherwise null. All tokens are compared, so that
    /// the time taken does not tell which one matched.
    /// </summary>
    public static string? ChallengeFor(HttpContext http, IEnumerable<string> verifyTokens)
    {
        string? challenge = null;
        foreach (var verifyToken in verifyTokens)
            challenge = ChallengeFor(http, verifyToken) ?? challenge;
        return challenge;
    }
}
