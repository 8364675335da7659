using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Direct;

/// <summary>Who may speak for a Page or an Instagram account.</summary>
internal static class DirectAccess
{
    public static void Check(Call call, Node profile, string facebookScope, string instagramScope)
    {
        var token = call.Token!;
        var isInstagram = token.Kind is TokenKind.Instagram or TokenKind.InstagramLong;
        var scope = isInstagram ? instagramScope : facebookScope;
        if (isInstagram ? token.ProfileId != profile.Id : !Reaches(token, profile, scope)) throw Refusals.NoAccess();
        if (!token.Has(scope)) throw new GraphRefusal(200, $"(#200) To use this, one of these permissions is needed: {scope}.", 403);
    }

    private static bool Reaches(Token token, Node profile, string scope) =>
        !token.IsApp() && (token.Kind == TokenKind.Page ? token.ProfileId == profile.Id : token.Reaches(scope, profile.Id));
}
