using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.QrCodes;

internal sealed class QrCodeRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "listAllQrCodes", () => AfterAsync(QrCode(), new Recipe($"{Phone}/message_qrdls", Token: Token)) },
            { "createOrUpdateQrCode", () => QrCode() },
            {
                "deleteIndividualQrCode",
                async () => new Recipe($"{Phone}/message_qrdls/{(await OkAsync(QrCode()))["code"]}", Token: Token)
            },
            {
                "getIndividualQrCode",
                async () => new Recipe($"{Phone}/message_qrdls/{(await OkAsync(QrCode()))["code"]}", Token: Token)
            },
        };

    private Recipe QrCode() =>
        new($"{Phone}/message_qrdls", """{"prefilled_message":"Tell me more","generate_qr_image":"SVG"}""", Token);
}
