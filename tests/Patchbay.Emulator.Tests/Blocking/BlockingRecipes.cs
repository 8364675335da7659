using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Blocking;

internal sealed class BlockingRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "unblockUserS", () => new Recipe($"{Phone}/block_users", Block(), Token) },
            { "getBlockedUsers", () => AfterAsync(BlockOne(), new Recipe($"{Phone}/block_users", Token: Token)) },
            { "blockUserS", () => BlockOne() },
        };

    private static string Block() => """{"messaging_product":"whatsapp","block_users":[{"user":"+15550100001"}]}""";

    private Recipe BlockOne()
    {
        Meta.Emulator.ReceiveText(Phone, "15550100001", "Maria", "hello");
        return new Recipe($"{Phone}/block_users", Block(), Token);
    }
}
