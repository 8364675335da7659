using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Direct;

internal sealed class InstagramRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "exchangeInstagramCode", () => InstagramCodeAsync() },
            {
                "extendInstagramToken",
                () =>
                    new Recipe(
                        "access_token?grant_type=ig_exchange_token"
                            + $"&client_secret={EmulatorDefaults.InstagramAppSecret}",
                        Token: InstagramToken(TokenKind.Instagram)
                    )
            },
            {
                "refreshInstagramToken",
                () =>
                    new Recipe(
                        "refresh_access_token?grant_type=ig_refresh_token",
                        Token: InstagramToken(TokenKind.InstagramLong)
                    )
            },
            {
                "getInstagramProfile",
                () => new Recipe("me?fields=id,user_id,username,name,account_type", Token: InstagramToken())
            },
            {
                "listInstagramSubscriptions",
                () => AfterAsync(SubscribeInstagram(), new Recipe("me/subscribed_apps", Token: InstagramToken()))
            },
            { "subscribeInstagram", () => SubscribeInstagram() },
            {
                "unsubscribeInstagram",
                () => AfterAsync(SubscribeInstagram(), new Recipe("me/subscribed_apps", Token: InstagramToken()))
            },
            {
                "sendInstagramMessage",
                () =>
                    WithPerson(
                        new Recipe(
                            "me/messages",
                            $$$"""{"recipient":{"id":"{{{Person}}}"},"message":{"text":"hello"}}""",
                            InstagramToken()
                        ),
                        instagram: true
                    )
            },
            {
                "getInstagramUser",
                () =>
                    WithPerson(
                        new Recipe($"{Person}?fields=name,username,follower_count", Token: InstagramToken()),
                        instagram: true
                    )
            },
            {
                "listInstagramConversations",
                () =>
                    WithPerson(
                        new Recipe("me/conversations?platform=instagram", Token: InstagramToken()),
                        instagram: true
                    )
            },
            {
                "getInstagramMessagingProfile",
                () =>
                    AfterAsync(
                        Questions(),
                        new Recipe("me/messenger_profile?fields=ice_breakers", Token: InstagramToken())
                    )
            },
            { "setInstagramMessagingProfile", () => Questions() },
            {
                "deleteInstagramMessagingProfile",
                () =>
                    AfterAsync(
                        Questions(),
                        new Recipe("me/messenger_profile", """{"fields":["ice_breakers"]}""", InstagramToken())
                    )
            },
        };

    private const string IceBreakers = """
        {"ice_breakers":[{"locale":"default","call_to_actions":[{"question":"Where are you?",
        "payload":"WHERE"}]}]}
        """;

    private const string Redirect = "https://server.test/back";

    private static readonly string[] InstagramScopes =
    [
        "instagram_business_basic",
        "instagram_business_manage_messages",
    ];

    private string InstagramToken(TokenKind kind = TokenKind.InstagramLong) =>
        AddToken(
            new Token
            {
                Id = "IGAAaccount",
                Kind = kind,
                AppId = App,
                UserId = Owner(),
                ProfileId = FirstPage.InstagramAccountId,
                Scopes = [.. InstagramScopes],
            }
        );

    private Recipe SubscribeInstagram() =>
        new("me/subscribed_apps?subscribed_fields=messages", Token: InstagramToken());

    private Recipe Questions() => new("me/messenger_profile", IceBreakers, InstagramToken());

    private async Task<Recipe> InstagramCodeAsync()
    {
        var login = await Meta.PostAsync(
            "_emulator/login",
            $$"""
            {"client_id":"{{EmulatorDefaults.InstagramAppId}}","user_id":"{{Owner()}}",
            "scope":"instagram_business_basic","redirect_uri":"{{Redirect}}"}
            """
        );
        var code = (string)login.ShouldSucceed()["code"]!;
        return new Recipe($"{Meta.Http.BaseAddress}api.instagram.com/oauth/access_token")
        {
            Form = new()
            {
                ["client_id"] = EmulatorDefaults.InstagramAppId,
                ["client_secret"] = EmulatorDefaults.InstagramAppSecret,
                ["grant_type"] = "authorization_code",
                ["redirect_uri"] = Redirect,
                ["code"] = code,
            },
        };
    }
}
