using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Phones;

internal sealed class BusinessAppRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table => new() { { "syncAppData", () => SyncAppData() } };

    private Recipe SyncAppData()
    {
        Make(w => Number(w).IsOnBusinessApp = true);
        return new Recipe($"{Phone}/smb_app_data", """{"messaging_product":"whatsapp","sync_type":"history"}""", Token);
    }
}
