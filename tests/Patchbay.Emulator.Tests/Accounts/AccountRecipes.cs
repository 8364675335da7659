using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Accounts;

internal sealed class AccountRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "getWhatsAppBusinessAccountDetails", () => new Recipe(Waba, Token: Token) },
            {
                "updateWhatsAppBusinessAccount",
                () => new Recipe(Waba, """{"name":"Renamed","timezone_id":"2"}""", Token)
            },
            { "unsubscribeFromWabaWebhooks", () => new Recipe($"{Waba}/subscribed_apps", Token: Token) },
            { "getAllSubscriptionsForAWaba", () => new Recipe($"{Waba}/subscribed_apps", Token: Token) },
            { "subscribeToWabaWebhooks", () => new Recipe($"{Waba}/subscribed_apps", Token: Token) },
        };
}
