using Patchbay.Graph.Webhooks;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Intake;

/// <summary>Meta's question whether an address is ours: it names our verify token and wants its challenge back.</summary>
internal static class Handshake
{
    private static readonly Problem WrongToken = new(403, "verify_token_invalid", "The verify token does not match.");

    /// <summary>The challenge when the query names the token, otherwise null.</summary>
    public static string? Of(HttpContext http, string verifyToken)
    {
        var query = http.Request.Query;
        return WebhookHandshake.Answer(
            query["hub.mode"],
            query["hub.verify_token"],
            query["hub.challenge"],
            verifyToken
        );
    }

    public static IResult Answer(string? challenge) =>
        challenge is null ? WrongToken : TypedResults.Text(challenge, "text/plain");
}
