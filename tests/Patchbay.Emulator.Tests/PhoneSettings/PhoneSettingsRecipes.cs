using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.PhoneSettings;

internal sealed class PhoneSettingsRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "getCommerceSettings", () => new Recipe($"{Phone}/whatsapp_commerce_settings", Token: Token) },
            {
                "setOrUpdateCommerceSettings",
                () =>
                    new Recipe(
                        $"{Phone}/whatsapp_commerce_settings?is_cart_enabled=false&is_catalog_visible=true",
                        Token: Token
                    )
            },
            {
                "getBusinessComplianceInfo",
                () => AfterAsync(Compliance(), new Recipe($"{Phone}/business_compliance_info", Token: Token))
            },
            { "updateBusinessComplianceInfo", () => Compliance() },
            {
                "getOfficialBusinessAccountStatus",
                () => AfterAsync(Official(), new Recipe($"{Phone}/official_business_account", Token: Token))
            },
            { "GraphWhatsAppBusinessAccountToNumberCurrentStatusOfficialBusinessAccountPost", () => Official() },
            { "getPhoneNumberSettings", () => new Recipe($"{Phone}/settings", Token: Token) },
            {
                "updatePhoneNumberSettings",
                () =>
                    new Recipe(
                        $"{Phone}/settings",
                        """{"storage_configuration":{"enabled":true,"region":"BR"}}""",
                        Token
                    )
            },
        };

    private Recipe Compliance() =>
        new(
            $"{Phone}/business_compliance_info",
            """
            {"messaging_product":"whatsapp","entity_name":"Shop Ltd","entity_type":"PARTNERSHIP",
            "is_registered":true,"grievance_officer_details":{"name":"Ana","email":"ana@example.com"},
            "customer_care_details":{"email":"care@example.com","mobile_number":"+15550100"}}
            """,
            Token
        );

    private Recipe Official() =>
        new(
            $"{Phone}/official_business_account",
            """{"action":"SUBMIT_APPLICATION","application_data":{"business_name":"Shop"}}""",
            Token
        );
}
