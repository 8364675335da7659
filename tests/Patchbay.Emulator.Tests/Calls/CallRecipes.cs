using Patchbay.Emulator.Calls;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Calls;

internal sealed class CallRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "checkCallPermissions",
                () => new Recipe($"{Phone}/call_permissions?user_wa_id=15550100001", Token: Token)
            },
            { "manageCalls", () => CallAsync() },
        };

    private async Task<Recipe> CallAsync()
    {
        Make(w => w.Find<Business>(Business)!.MessagingLimit = "TIER_2K");
        await OkAsync(new Recipe($"{Phone}/settings", """{"calling":{"status":"enabled"}}""", Token));
        Make(w =>
        {
            PermissionRules.Reply(w, Number(w), "15550100001", accepts: true, isPermanent: false);
            return true;
        });
        return new Recipe(
            $"{Phone}/calls",
            """
            {"messaging_product":"whatsapp","to":"15550100001","action":"connect","session":{"sdp_type":"offer",
            "sdp":"v=0"}}
            """,
            Token
        );
    }
}
