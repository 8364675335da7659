using Patchbay.Emulator.Profiles;
using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Profiles;

internal sealed class ProfileRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "getWhatsAppBusinessProfile",
                () =>
                    new Recipe(
                        $"{Phone}/whatsapp_business_profile?fields=about,address,description,email,websites,vertical",
                        Token: Token
                    )
            },
            {
                "updateWhatsAppBusinessProfileInformation",
                () => new Recipe($"{Phone}/whatsapp_business_profile", Profile, Token)
            },
            {
                "getWhatsAppBusinessProfileDetails",
                () => new Recipe(Make(w => ProfileOperations.Of(w, Number(w))).Id, Token: Token)
            },
            {
                "updateWhatsAppBusinessProfile",
                () => new Recipe(Make(w => ProfileOperations.Of(w, Number(w))).Id, Profile, Token)
            },
        };

    private const string Profile = """
        {"messaging_product":"whatsapp","about":"Fresh bread","email":"shop@example.com",
        "websites":["https://shop.example.com"],"vertical":"RETAIL"}
        """;
}
