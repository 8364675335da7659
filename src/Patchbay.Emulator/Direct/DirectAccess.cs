using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Direct;

/// <summary>Which tokens may act for a Page or an Instagram account.</summary>
internal static class DirectAccess
{
    public static void Check(Call call, Node profile, string facebookScope, string instagramScope)
    {
        var scope = call.Caller.IsInstagram() ? instagramScope : facebookScope;
        if (!Reaches(call, profile, facebookScope))
            throw Refusals.NoAccess();
        if (!call.Caller.Has(scope))
            throw new GraphRefusal(200, $"(#200) To use this, one of these permissions is needed: {scope}.", 403);
    }

    /// <summary>
    /// The permission for messages differs between Messenger and Instagram, and between kinds of tokens.
    /// </summary>
    public static void CheckMessaging(Call call, Node profile) =>
        Check(
            call,
            profile,
            profile is InstagramAccount ? "instagram_manage_messages" : "pages_messaging",
            "instagram_business_manage_messages"
        );

    public static bool Reaches(Call call, Node profile, string facebookScope)
    {
        var token = call.Caller;
        if (token.IsApp())
            return false;
        return token.IsInstagram() || token.Kind == TokenKind.Page
            ? IsOwn(call, token, profile)
            : token.Reaches(facebookScope, profile.Id);
    }

    /// <summary>A Page's token may also act for the Page's Instagram account.</summary>
    private static bool IsOwn(Call call, Token token, Node profile) =>
        token.ProfileId == profile.Id
        || call.World.Find<FacebookPage>(token.ProfileId)?.InstagramAccountId == profile.Id;

    private static bool IsInstagram(this Token token) => token.Kind is TokenKind.Instagram or TokenKind.InstagramLong;
}
