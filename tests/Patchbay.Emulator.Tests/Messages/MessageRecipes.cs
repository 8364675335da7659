using System.Security.Cryptography;
using System.Text;
using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Messages;

internal sealed class MessageRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "sendMessage",
                () =>
                    new Recipe(
                        $"{Phone}/messages",
                        """
                        {"messaging_product":"whatsapp","recipient_type":"individual","to":"15550100001",
                        "type":"text","text":{"body":"hi"}}
                        """,
                        Token
                    )
            },
            { "sendMarketingMessage", () => MarketingMessage() },
            { "sendEncryptedMessage", () => EncryptedAsync() },
        };

    private Recipe MarketingMessage()
    {
        Template(
            "big_sale",
            category: "MARKETING",
            components: """[{"type":"BODY","text":"Everything is cheaper this week."}]"""
        );
        return new Recipe(
            $"{Phone}/marketing_messages",
            """
            {"messaging_product":"whatsapp","recipient_type":"individual","to":"15550100001","type":"template",
            "template":{"name":"big_sale","language":{"policy":"deterministic","code":"en_US"}}}
            """,
            Token
        );
    }

    private async Task<Recipe> EncryptedAsync()
    {
        using var rsa = RSA.Create(2048);
        var key = Convert.ToBase64String(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()));
        await OkAsync(
            new Recipe(
                $"{Phone}/settings",
                $$$"""{"payload_encryption":{"status":"enabled","client_encryption_key":"{{{key}}}"}}""",
                Token
            )
        );
        return new Recipe(
            $"{Phone}/messages_encrypted",
            """{"messaging_product":"whatsapp","encrypted_contents":"eyJhbGciOiJSU0EtT0FFUCJ9.AAAA.BBBB.CCCC.DDDD"}""",
            Token
        );
    }
}
