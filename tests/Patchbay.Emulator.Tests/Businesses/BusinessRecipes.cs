using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Businesses;

internal sealed class BusinessRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "getBusinessPortfolioSpecificFields",
                () => new Recipe($"{Business}?fields=id,name,timezone_id", Token: Token)
            },
            {
                "getClientWhatsAppBusinessAccounts",
                () =>
                    new Recipe(
                        $"{EmulatorDefaults.PartnerBusinessId}/client_whatsapp_business_accounts",
                        Token: Partner
                    )
            },
            {
                "getCreditLines",
                () => new Recipe($"{EmulatorDefaults.PartnerBusinessId}/extendedcredits", Token: Partner)
            },
            { "onboardPartnersToMMLite", () => new Recipe($"{Business}/onboard_partners_to_mm_lite", "{}", Token) },
            {
                "getOwnedWhatsAppBusinessAccounts",
                () => new Recipe($"{Business}/owned_whatsapp_business_accounts", Token: Token)
            },
            {
                "listWhatsAppBusinessAccounts",
                () => new Recipe($"{Business}/whatsapp_business_accounts", Token: Token)
            },
            {
                "createWhatsAppBusinessAccount",
                () =>
                    new Recipe(
                        $"{Business}/whatsapp_business_accounts",
                        """{"name":"Second","currency":"EUR","timezone_id":5}""",
                        Token
                    )
            },
        };
}
