using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Usernames;

internal sealed class UsernameRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "getUsername",
                () => AfterAsync(Username("catalogueshop"), new Recipe($"{Phone}/username", Token: Token))
            },
            { "setUsername", () => Username("catalogueshop") },
            {
                "deleteUsername",
                () => AfterAsync(Username("catalogueshop"), new Recipe($"{Phone}/username", Token: Token))
            },
            {
                "cancelUsernameRequest",
                () => AfterAsync(Username("another.name"), new Recipe($"{Phone}/requested_username", Token: Token))
            },
            { "listUsernameSuggestions", () => new Recipe($"{Phone}/username_suggestions", Token: Token) },
        };

    private Recipe Username(string name) => new($"{Phone}/username", $$"""{"username":"{{name}}"}""", Token);
}
