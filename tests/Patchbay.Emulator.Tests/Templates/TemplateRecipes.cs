using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Templates;

internal sealed class TemplateRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "listTemplateLibrary", () => new Recipe("message_template_library", Token: Token) },
            { "getTemplateByIdDefaultFields", () => new Recipe(Template(), Token: Token) },
            { "editTemplate", () => new Recipe(Template(), $$"""{"components":[{{TemplateBody}}]}""", Token) },
            {
                "compareTemplates",
                () =>
                    new Recipe($"{Template()}/compare?template_ids=[{Template("second")}]&start=1&end=2", Token: Token)
            },
            { "unpauseTemplate", () => new Recipe($"{Template(status: "PAUSED")}/unpause", Token: Token) },
            {
                "previewAuthenticationTemplates",
                () =>
                    new Recipe(
                        $"{Waba}/message_template_previews?category=AUTHENTICATION&languages=en_US&button_types=OTP",
                        Token: Token
                    )
            },
            {
                "deleteTemplateByName",
                () =>
                    AfterAsync(NewTemplate(), new Recipe($"{Waba}/message_templates?name=parcel_update", Token: Token))
            },
            { "getTemplateByNameDefaultFields", () => new Recipe($"{Waba}/message_templates", Token: Token) },
            { "createAuthenticationTemplateWOtpCopyCodeButton", () => NewTemplate() },
            { "migrateTemplates", () => MigrateTemplatesAsync() },
            {
                "upsertAuthenticationTemplates",
                () =>
                    new Recipe(
                        $"{Waba}/upsert_message_templates",
                        """
                        {"name":"login_code","languages":["en_US","pt_BR"],"category":"AUTHENTICATION",
                        "components":[{"type":"BODY"},{"type":"BUTTONS","buttons":[{"type":"OTP",
                        "otp_type":"COPY_CODE"}]}]}
                        """,
                        Token
                    )
            },
        };

    private Recipe NewTemplate() =>
        new(
            $"{Waba}/message_templates",
            $$"""{"name":"parcel_update","language":"en_US","category":"UTILITY","components":[{{TemplateBody}}]}""",
            Token
        );

    private async Task<Recipe> MigrateTemplatesAsync()
    {
        Template();
        return new Recipe(
            $"{await SecondWabaAsync()}/migrate_message_templates",
            $$"""{"source_waba_id":"{{Waba}}"}""",
            Token
        );
    }
}
