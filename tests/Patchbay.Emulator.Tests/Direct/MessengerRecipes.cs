using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Direct;

internal sealed class MessengerRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "listPages", () => new Recipe("me/accounts", Token: PersonsToken()) },
            {
                "listPageSubscriptions",
                () => AfterAsync(SubscribePage(), new Recipe($"{Page()}/subscribed_apps", Token: PageToken()))
            },
            { "subscribePage", () => SubscribePage() },
            {
                "unsubscribePage",
                () => AfterAsync(SubscribePage(), new Recipe($"{Page()}/subscribed_apps", Token: PageToken()))
            },
            {
                "sendPageMessage",
                () =>
                    WithPerson(
                        new Recipe(
                            $"{Page()}/messages",
                            $$$"""{"recipient":{"id":"{{{Person}}}"},"message":{"text":"hello"}}""",
                            PageToken()
                        )
                    )
            },
            {
                "getMessengerProfile",
                () =>
                    AfterAsync(
                        GetStarted(),
                        new Recipe($"{Page()}/messenger_profile?fields=get_started", Token: PageToken())
                    )
            },
            { "setMessengerProfile", () => GetStarted() },
            {
                "deleteMessengerProfile",
                () =>
                    AfterAsync(
                        GetStarted(),
                        new Recipe($"{Page()}/messenger_profile", """{"fields":["get_started"]}""", PageToken())
                    )
            },
            {
                "getMessengerUser",
                () => WithPerson(new Recipe($"{Person}?fields=first_name,last_name,profile_pic", Token: PageToken()))
            },
            {
                "listPageConversations",
                () =>
                    WithPerson(
                        new Recipe(
                            $"{Page()}/conversations?platform=messenger&fields=id,updated_time,"
                                + $"messages{{id,from,to,message,created_time}}",
                            Token: PageToken()
                        )
                    )
            },
            {
                "getUserMenu",
                async () =>
                    await AfterAsync(
                        await UserMenuAsync(),
                        new Recipe($"{Page()}/custom_user_settings?psid={Person}", Token: PageToken())
                    )
            },
            { "setUserMenu", () => UserMenuAsync() },
            {
                "deleteUserMenu",
                async () =>
                    await AfterAsync(
                        await UserMenuAsync(),
                        new Recipe(
                            $"{Page()}/custom_user_settings?psid={Person}&params=[\"persistent_menu\"]",
                            Token: PageToken()
                        )
                    )
            },
        };

    private const string Menu =
        """[{"locale":"default","call_to_actions":[{"type":"postback","title":"Help","payload":"HELP"}]}]""";

    private string PageToken() =>
        AddToken(
            new Token
            {
                Id = "EAApage",
                Kind = TokenKind.Page,
                AppId = App,
                UserId = Owner(),
                ProfileId = Page(),
                Scopes = [.. PageScopes],
            }
        );

    private Recipe SubscribePage() =>
        new($"{Page()}/subscribed_apps?subscribed_fields=messages,messaging_postbacks", Token: PageToken());

    private Recipe GetStarted() =>
        new($"{Page()}/messenger_profile", """{"get_started":{"payload":"START"}}""", PageToken());

    private async Task<Recipe> UserMenuAsync() =>
        WithPerson(
            await AfterAsync(
                GetStarted(),
                new Recipe(
                    $"{Page()}/custom_user_settings",
                    $$"""{"psid":"{{Person}}","persistent_menu":{{Menu}}}""",
                    PageToken()
                )
            )
        );
}
