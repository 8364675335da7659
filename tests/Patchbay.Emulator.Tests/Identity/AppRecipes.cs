using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Identity;

internal sealed class AppRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "getConnectedClientBusinesses", () => new Recipe($"{App}/connected_client_businesses", Token: Partner) },
            {
                "deleteAppSubscription",
                () => new Recipe($"{App}/subscriptions?object=page", Token: Meta.Emulator.AppToken)
            },
            { "listAppSubscriptions", () => new Recipe($"{App}/subscriptions", Token: Meta.Emulator.AppToken) },
            {
                "createAppSubscription",
                () =>
                    new Recipe(
                        $"{App}/subscriptions",
                        """
                        {"object":"whatsapp_business_account","callback_url":"https://receiver.test/a",
                        "verify_token":"right","fields":"messages"}
                        """,
                        Meta.Emulator.AppToken
                    )
            },
        };
}
