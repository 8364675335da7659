using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Activities;

internal sealed class ActivityRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "getWhatsAppBusinessAccountActivities",
                () =>
                    AfterAsync(
                        new Recipe($"{Waba}", """{"name":"Renamed"}""", Token),
                        new Recipe($"{Waba}/activities", Token: Token)
                    )
            },
        };
}
