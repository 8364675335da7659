using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Signup;

/// <summary>Makes the token of a sign-up: the permissions of the configuration that the customer granted.</summary>
internal static class SignupGrant
{
    public static Token NewToken(World world, App app, LoginConfiguration configuration, FinishedSignup signup)
    {
        var scopes = configuration.Scopes.Where(s => IsGranted(s, signup)).ToList();
        var now = world.Clock.Seconds;
        var life = signup.Choices.TokenLifetime ?? (configuration.NeverExpires ? 0 : OAuthOperations.SixtyDays);
        return new Token
        {
            Id = OAuthOperations.NewToken(world),
            Kind = TokenKind.SystemUser,
            AppId = app.Id,
            UserId = signup.User.Id,
            BusinessId = signup.Business.Id,
            Scopes = scopes,
            Targets = scopes.ToDictionary(s => s, s => TargetsOf(s, signup)),
            IssuedAt = now,
            ExpiresAt = life == 0 ? 0 : now + life,
        };
    }

    private static bool IsGranted(string scope, FinishedSignup signup) =>
        !signup.Choices.WithoutScopes.Contains(scope)
        && (IsWhatsApp(scope) || scope == Scopes.Business || signup.Assets.Needs(scope));

    private static List<string> TargetsOf(string scope, FinishedSignup signup) =>
        IsWhatsApp(scope) ? [signup.Waba.Id]
        : scope == Scopes.Business ? [signup.Business.Id]
        : [.. signup.Assets.TargetsOf(scope)];

    private static bool IsWhatsApp(string scope) => scope.StartsWith("whatsapp", StringComparison.Ordinal);
}
