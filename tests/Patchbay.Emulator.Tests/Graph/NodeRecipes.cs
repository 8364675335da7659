using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Graph;

internal sealed class NodeRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new() { { "getNode", () => new Recipe($"{Page()}?fields=name", Token: Partner) } };
}
