using Patchbay.Emulator.PreVerified;
using Patchbay.Emulator.Tests.Catalogue;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Tests.PreVerified;

internal sealed class PreVerifiedRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "addPhoneNumbers",
                () => new Recipe($"{Business}/add_phone_numbers", """{"phone_number":"+15552223333"}""", Token)
            },
            {
                "getPreVerifiedPhoneNumbers",
                () =>
                    AfterAsync(
                        new Recipe($"{Business}/add_phone_numbers", """{"phone_number":"+15552223333"}""", Token),
                        new Recipe($"{Business}/preverified_numbers", Token: Token)
                    )
            },
            {
                "sharePreVerifiedPhoneNumber",
                () =>
                    new Recipe(
                        $"{Business}/share_preverified_numbers",
                        $$"""
                        {"preverified_id":"{{PreVerified(true)}}",
                        "partner_business_id":"{{EmulatorDefaults.PartnerBusinessId}}"}
                        """,
                        Token
                    )
            },
            { "deletePreVerifiedPhoneNumber", () => new Recipe(PreVerified(false), Token: Token) },
            { "getPreVerifiedPhoneNumberDetails", () => new Recipe(PreVerified(false), Token: Token) },
            { "getPreVerifiedPhoneNumberPartners", () => new Recipe($"{PreVerified(true)}/partners", Token: Token) },
            {
                "requestPreVerifiedPhoneNumberCode",
                () =>
                    new Recipe(
                        $"{PreVerified(false)}/request_code",
                        """{"code_method":"SMS","language":"en_US"}""",
                        Token
                    )
            },
            { "verifyPreVerifiedPhoneNumberCode", () => VerifyPreVerifiedAsync() },
        };

    private string PreVerified(bool verified) =>
        Make(w =>
            w.Add(
                new PreVerifiedNumber
                {
                    Id = w.Ids.Number(16),
                    BusinessId = Business,
                    Digits = "15554445555",
                    Verified = verified,
                    VerifiedAt = w.Clock.Milliseconds,
                }
            )
        ).Id;

    private async Task<Recipe> VerifyPreVerifiedAsync()
    {
        var id = PreVerified(false);
        await OkAsync(new Recipe($"{id}/request_code", """{"code_method":"SMS","language":"en_US"}""", Token));
        return new Recipe(
            $"{id}/verify_code",
            $$"""{"code":"{{World.Read(() => World.Find<PreVerifiedNumber>(id)!.Code)}}"}""",
            Token
        );
    }
}
