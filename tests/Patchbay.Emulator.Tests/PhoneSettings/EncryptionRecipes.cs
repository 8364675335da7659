using System.Security.Cryptography;
using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.PhoneSettings;

internal sealed class EncryptionRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "getBusinessEncryptionPublicKey",
                () => AfterAsync(Key(), new Recipe($"{Phone}/whatsapp_business_encryption", Token: Token))
            },
            { "setBusinessEncryptionPublicKey", () => Key() },
        };

    private Recipe Key()
    {
        using var rsa = RSA.Create(2048);
        return new Recipe($"{Phone}/whatsapp_business_encryption", Token: Token)
        {
            Form = new() { ["business_public_key"] = rsa.ExportSubjectPublicKeyInfoPem() },
        };
    }
}
