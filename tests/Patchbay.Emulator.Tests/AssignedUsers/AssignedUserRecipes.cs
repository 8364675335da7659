using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Tests.Catalogue;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Tests.AssignedUsers;

internal sealed class AssignedUserRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "getAssignedWhatsAppBusinessAccounts",
                () => AfterAsync(Assign(), new Recipe($"{UserId()}/assigned_whatsapp_business_accounts", Token: Token))
            },
            {
                "removeAssignedUser",
                () => AfterAsync(Assign(), new Recipe($"{Waba}/assigned_users?user={UserId()}", Token: Token))
            },
            {
                "getAssignedUsers",
                () => AfterAsync(Assign(), new Recipe($"{Waba}/assigned_users?business={Business}", Token: Token))
            },
            { "addAssignedUser", () => Assign() },
        };

    private string UserId() => World.Read(() => World.Find<Token>(Token)!.UserId!);

    private Recipe Assign() =>
        new($"{Waba}/assigned_users", $$"""{"user":"{{UserId()}}","tasks":["MANAGE","MESSAGING"]}""", Token);
}
