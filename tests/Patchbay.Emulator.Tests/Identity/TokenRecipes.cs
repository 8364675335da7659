using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Identity;

internal sealed class TokenRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "debugToken", () => new Recipe($"debug_token?input_token={Token}", Token: Meta.Emulator.AppToken) },
            {
                "exchangeCode",
                () =>
                    new Recipe("oauth/access_token")
                    {
                        Form = new()
                        {
                            ["client_id"] = App,
                            ["client_secret"] = Meta.Emulator.AppSecret,
                            ["code"] = Meta.Emulator.SignUp().Code,
                        },
                    }
            },
            {
                "extendToken",
                () =>
                    new Recipe("oauth/access_token")
                    {
                        Form = new()
                        {
                            ["client_id"] = App,
                            ["client_secret"] = Meta.Emulator.AppSecret,
                            ["grant_type"] = "fb_exchange_token",
                            ["fb_exchange_token"] = Token,
                        },
                    }
            },
            {
                "revokeToken",
                () =>
                    new Recipe(
                        $"oauth/revoke?client_id={App}&client_secret={Meta.Emulator.AppSecret}&revoke_token={Token}",
                        Token: Meta.Emulator.AppToken
                    )
            },
            {
                "createSystemUserToken",
                () => new Recipe($"{Business}/system_user_access_tokens", """{"fetch_only":true}""", Partner)
            },
            { "listPermissions", () => new Recipe("me/permissions", Token: PersonsToken()) },
            { "revokePermissions", () => new Recipe("me/permissions", Token: PersonsToken()) },
        };
}
