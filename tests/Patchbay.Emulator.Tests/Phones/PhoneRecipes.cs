using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Phones;

internal sealed class PhoneRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "getWhatsAppAccountNumberDetails",
                () =>
                    new Recipe(
                        $"{Phone}?fields=id,display_phone_number,verified_name,status,quality_rating,"
                            + "country_code,country_dial_code,code_verification_status,name_status,"
                            + "messaging_limit_tier,account_mode,certificate,is_official_business_account",
                        Token: Token
                    )
            },
            { "getPhoneNumberById", () => new Recipe(Phone, Token: Token) },
            {
                "updatePhoneNumberStatus",
                () => new Recipe(Phone, """{"pin":"654321","search_visibility":"VISIBLE"}""", Token)
            },
            { "deregisterPhoneNumber", () => new Recipe($"{Phone}/deregister", "{}", Token) },
            {
                "registerWhatsAppBusinessPhoneNumber",
                () => new Recipe($"{Phone}/register", """{"messaging_product":"whatsapp","pin":"000000"}""", Token)
            },
            {
                "requestVerificationCode",
                async () =>
                    new Recipe(
                        $"{await NewNumberAsync()}/request_code",
                        """{"code_method":"SMS","language":"en_US"}""",
                        Token
                    )
            },
            { "verifyPhoneNumberCode", () => VerifyAsync() },
            {
                "getWhatsAppBusinessAccountPhoneNumbers",
                () =>
                    new Recipe(
                        $"{Waba}/phone_numbers?fields=id,display_phone_number,verified_name,status,"
                            + "quality_rating,country_code,country_dial_code,code_verification_status,"
                            + "unified_cert_status,account_mode,host_platform,messaging_limit_tier,"
                            + "is_official_business_account,username",
                        Token: Token
                    )
            },
            {
                "createWhatsAppBusinessAccountPhoneNumber",
                () =>
                    new Recipe(
                        $"{Waba}/phone_numbers",
                        """{"cc":"1","phone_number":"5552020202","verified_name":"Shop Two"}""",
                        Token
                    )
            },
        };

    private async Task<string> NewNumberAsync() =>
        (string)
            (
                await OkAsync(
                    new Recipe(
                        $"{Waba}/phone_numbers",
                        """{"cc":"1","phone_number":"5553030303","verified_name":"Shop Three"}""",
                        Token
                    )
                )
            )["id"]!;

    private async Task<Recipe> VerifyAsync()
    {
        var number = await NewNumberAsync();
        await OkAsync(new Recipe($"{number}/request_code", """{"code_method":"VOICE","language":"en_US"}""", Token));
        return new Recipe(
            $"{number}/verify_code",
            $$"""{"code":"{{Meta.Emulator.VerificationCodeOf(number)}}"}""",
            Token
        );
    }
}
