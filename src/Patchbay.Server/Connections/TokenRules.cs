using Patchbay.Graph.OAuth;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections;

/// <summary>What Meta's answer about a token means.</summary>
internal static class TokenRules
{
    public static readonly string[] WhatsAppScopes = ["whatsapp_business_management", "whatsapp_business_messaging"],
        InstagramScopes = ["instagram_basic", "instagram_manage_messages"],
        MessengerScopes = ["pages_messaging", "pages_manage_metadata"];

    /// <summary>The sub-code of 190 that says: time ran out. All others are someone's doing.</summary>
    private const int Expired = 463;

    public static Problem? Refuse(TokenInfo token, string appId, string[] scopes)
    {
        if (!token.IsValid)
            return ConnectionProblems.TokenInvalid;
        if (token.AppId != appId)
            return ConnectionProblems.TokenForeign;
        return scopes.Except(token.Scopes ?? []).Any() ? ConnectionProblems.PermissionMissing : null;
    }

    /// <summary>Whether the token's permission holds for the object; without a list Meta means all of its owner's.</summary>
    public static bool Covers(TokenInfo token, string scope, string id) =>
        token.GranularScopes?.FirstOrDefault(one => one.Scope == scope)?.TargetIds is not { } targets
        || targets.Contains(id);

    public static MetaAccess AccessOf(Secret token, TokenInfo info) =>
        new(token, KindOf(info.Type), info.UserId, Instant(info.ExpiresAt));

    /// <summary>Why a token is dead: time, or someone's will.</summary>
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
