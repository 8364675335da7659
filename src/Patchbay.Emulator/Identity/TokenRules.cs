using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Identity;

/// <summary>Finds the token of a request and checks that it still works.</summary>
internal static class TokenRules
{
    public static Token Authenticate(World world, string? credential, string? proof, string? fault = null)
    {
        if (string.IsNullOrEmpty(credential))
            throw Refusals.NoToken();
        var token = AppToken(world, credential) ?? world.Find<Token>(credential) ?? throw Refusals.BadToken();
        if (Problem(token, world.Clock.Seconds) is { } problem)
            throw Refusals.BadToken(problem.Message, problem.Subcode);
        CheckProof(world, token, proof);
        return token;
    }

    /// <summary>Returns why a token no longer works, in Meta's words, or null when it works.</summary>
    public static (string Message, int Subcode)? Problem(Token token, long now)
    {
        if (token.RevokedAs is 458)
            return ("Error validating access token: The user has not authorized application " + token.AppId + ".", 458);
        if (token.RevokedAs is { } revoked)
            return (
                "Error validating access token: The session has been invalidated because the user or the app "
                    + "revoked it.",
                revoked
            );
        if (token.ExpiresAt > 0 && token.ExpiresAt <= now)
            return (
                $"Error validating access token: Session has expired on {Words(token.ExpiresAt)}. The current "
                    + $"time is {Words(now)}.",
                463
            );
        return null;
    }

    public static string Proof(string secret, string credential) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(credential))
        );

    private static Token? AppToken(World world, string credential)
    {
        var bar = credential.IndexOf('|', StringComparison.Ordinal);
        if (bar < 0)
            return null;
        var app = world.Find<App>(credential[..bar]);
        return app is not null && app.Secret == credential[(bar + 1)..]
            ? new Token
            {
                Id = credential,
                Kind = TokenKind.SystemUser,
                AppId = app.Id,
                IssuedAt = app.CreatedAt / 1000,
                Scopes = [AppScope],
            }
            : null;
    }

    /// <summary>Marks the token of an app itself, which belongs to no user.</summary>
    public const string AppScope = "app";

    public static bool IsApp(this Token token) => token.Scopes is [AppScope];

    private static void CheckProof(World world, Token token, string? proof)
    {
        var app = world.Find<App>(token.AppId);
        if (app is null || token.Kind is TokenKind.Instagram or TokenKind.InstagramLong)
            return;
        if (proof is null)
        {
            if (app.RequiresProof)
                throw Refusals.Invalid("API calls from the server require an appsecret_proof argument");
            return;
        }
        if (!string.Equals(proof, Proof(app.Secret, token.Id), StringComparison.Ordinal))
            throw new GraphRefusal(100, "Invalid appsecret_proof provided in the API argument")
            {
                Kind = "GraphMethodException",
            };
    }

    private static string Words(long seconds) =>
        DateTimeOffset
            .FromUnixTimeSeconds(seconds)
            .ToString("dddd, dd-MMM-yy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
