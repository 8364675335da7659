using Patchbay.Graph.OAuth;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections;

/// <summary>Judges Meta's answer about a token.</summary>
internal static class TokenRules
{
    public static readonly string[] WhatsAppScopes = ["whatsapp_business_management", "whatsapp_business_messaging"],
        InstagramScopes = ["instagram_basic", "instagram_manage_messages"],
        MessengerScopes = ["pages_messaging", "pages_manage_metadata"];

    /// <summary>
    /// The sub-code of error 190 for an expired token. All other sub-codes mean that the token was revoked.
    /// </summary>
    private const int Expired = 463;

    public static Problem? Refuse(TokenInfo token, string appId, string[] scopes)
    {
        if (!token.IsValid)
            return ConnectionProblems.TokenInvalid;
        if (token.AppId != appId)
            return ConnectionProblems.TokenForeign;
        return scopes.Except(token.Scopes ?? []).Any() ? ConnectionProblems.PermissionMissing : null;
    }

    /// <summary>
    /// Whether the token's permission covers the object. Without a list it covers all objects of its owner.
    /// </summary>
    public static bool Covers(TokenInfo token, string scope, string id) =>
        token.GranularScopes?.FirstOrDefault(granted => granted.Scope == scope)?.TargetIds is not { } targets
        || targets.Contains(id);

    public static MetaAccess AccessOf(Secret token, TokenInfo info) =>
        new(token, KindOf(info.Type), info.UserId, Instant(info.ExpiresAt));

    /// <summary>Returns why a token is not valid: it expired, or it was revoked.</summary>
    public static string DeathOf(TokenInfo token, DateTimeOffset now) =>
        token.Error?.Subcode is Expired || Instant(token.ExpiresAt) <= now ? "token_expired" : "token_revoked";

    private static string KindOf(string? type) =>
        type switch
        {
            "USER" => TokenKinds.User,
            "PAGE" => TokenKinds.Page,
            _ => TokenKinds.SystemUser,
        };

    private static DateTimeOffset? Instant(long? seconds) =>
        seconds is > 0 and var at ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
}
