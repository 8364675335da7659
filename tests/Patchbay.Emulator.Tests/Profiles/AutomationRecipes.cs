using Patchbay.Emulator.Profiles;
using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Profiles;

internal sealed class AutomationRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "getWhatsAppBusinessBotDetails",
                () => new Recipe(Make(w => AutomationOperations.Of(w, Number(w))).Id, Token: Token)
            },
            {
                "configureConversationalAutomation",
                () =>
                    new Recipe(
                        $"{Phone}/conversational_automation",
                        """
                        {"enable_welcome_message":true,"prompts":["Opening hours?"],
                        "commands":[{"command_name":"help","command_description":"Get help"}]}
                        """,
                        Token
                    )
            },
        };
}
