using Patchbay.Emulator.CreditLines;
using Patchbay.Emulator.Direct;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>Messenger, Instagram, permissions, credit and user names: the calls around Meta's description.</summary>
internal sealed partial class Recipes
{
    private const string Menu =
        """[{"locale":"default","call_to_actions":[{"type":"postback","title":"Help","payload":"HELP"}]}]""";
    private const string IceBreakers =
        """{"ice_breakers":[{"locale":"default","call_to_actions":[{"question":"Where are you?","payload":"WHERE"}]}]}""";
    private const string Person = "9007199254740993";
    private const string Redirect = "https://server.test/back";
    private static readonly string[] PageScopes = ["pages_show_list", "pages_messaging", "pages_manage_metadata"];
    private static readonly string[] InstagramScopes =
    [
        "instagram_business_basic",
        "instagram_business_manage_messages",
    ];

    private async Task<Recipe> MakeOtherAsync(string id) =>
        id switch
        {
            "listPages" => new Recipe("me/accounts", null, PersonsToken()),
            "listPageSubscriptions" => await AfterAsync(
                SubscribePage(),
                new Recipe($"{Page()}/subscribed_apps", null, PageToken())
            ),
            "subscribePage" => SubscribePage(),
            "unsubscribePage" => await AfterAsync(
                SubscribePage(),
                new Recipe($"{Page()}/subscribed_apps", null, PageToken())
            ),
            "sendPageMessage" => WithPerson(
                new Recipe(
                    $"{Page()}/messages",
                    $$$"""{"recipient":{"id":"{{{Person}}}"},"message":{"text":"hello"}}""",
                    PageToken()
                )
            ),
            "getMessengerProfile" => await AfterAsync(
                GetStarted(),
                new Recipe($"{Page()}/messenger_profile?fields=get_started", null, PageToken())
            ),
            "setMessengerProfile" => GetStarted(),
            "deleteMessengerProfile" => await AfterAsync(
                GetStarted(),
                new Recipe($"{Page()}/messenger_profile", """{"fields":["get_started"]}""", PageToken())
            ),
            "getMessengerUser" => WithPerson(
                new Recipe($"{Person}?fields=first_name,last_name,profile_pic", null, PageToken())
            ),
            "listPageConversations" => WithPerson(
                new Recipe(
                    $"{Page()}/conversations?platform=messenger&fields=id,updated_time,messages{{id,from,to,message,created_time}}",
                    null,
                    PageToken()
                )
            ),
            "getUserMenu" => await AfterAsync(
                await UserMenuAsync(),
                new Recipe($"{Page()}/custom_user_settings?psid={Person}", null, PageToken())
            ),
            "setUserMenu" => await UserMenuAsync(),
            "deleteUserMenu" => await AfterAsync(
                await UserMenuAsync(),
                new Recipe(
                    $"{Page()}/custom_user_settings?psid={Person}&params=[\"persistent_menu\"]",
                    null,
                    PageToken()
                )
            ),
            "exchangeInstagramCode" => await InstagramCodeAsync(),
            "extendInstagramToken" => new Recipe(
                $"access_token?grant_type=ig_exchange_token&client_secret={EmulatorDefaults.InstagramAppSecret}",
                null,
                InstagramToken(TokenKind.Instagram)
            ),
            "refreshInstagramToken" => new Recipe(
                "refresh_access_token?grant_type=ig_refresh_token",
                null,
                InstagramToken(TokenKind.InstagramLong)
            ),
            "getInstagramProfile" => new Recipe(
                "me?fields=id,user_id,username,name,account_type",
                null,
                InstagramToken()
            ),
            "listInstagramSubscriptions" => await AfterAsync(
                SubscribeInstagram(),
                new Recipe("me/subscribed_apps", null, InstagramToken())
            ),
            "subscribeInstagram" => SubscribeInstagram(),
            "unsubscribeInstagram" => await AfterAsync(
                SubscribeInstagram(),
                new Recipe("me/subscribed_apps", null, InstagramToken())
            ),
            "sendInstagramMessage" => WithPerson(
                new Recipe(
                    "me/messages",
                    $$$"""{"recipient":{"id":"{{{Person}}}"},"message":{"text":"hello"}}""",
                    InstagramToken()
                ),
                instagram: true
            ),
            "getInstagramUser" => WithPerson(
                new Recipe($"{Person}?fields=name,username,follower_count", null, InstagramToken()),
                instagram: true
            ),
            "listInstagramConversations" => WithPerson(
                new Recipe("me/conversations?platform=instagram", null, InstagramToken()),
                instagram: true
            ),
            "getInstagramMessagingProfile" => await AfterAsync(
                Questions(),
                new Recipe("me/messenger_profile?fields=ice_breakers", null, InstagramToken())
            ),
            "setInstagramMessagingProfile" => Questions(),
            "deleteInstagramMessagingProfile" => await AfterAsync(
                Questions(),
                new Recipe("me/messenger_profile", """{"fields":["ice_breakers"]}""", InstagramToken())
            ),
            "revokeToken" => new Recipe(
                $"oauth/revoke?client_id={App}&client_secret={meta.Emulator.AppSecret}&revoke_token={Token}",
                null,
                meta.Emulator.AppToken
            ),
            "createSystemUserToken" => new Recipe(
                $"{Business}/system_user_access_tokens",
                """{"fetch_only":true}""",
                Partner
            ),
            "listPermissions" or "revokePermissions" => new Recipe("me/permissions", null, PersonsToken()),
            "getCreditAllocation" or "revokeCredit" => new Recipe(Allocation(), null, Partner),
            "listCreditAllocations" => new Recipe(
                $"{SharedCreditLine()}/owning_credit_allocation_configs?receiving_business_id={Business}&fields=id,receiving_business",
                null,
                Partner
            ),
            "shareCredit" => new Recipe(
                $"{CreditLine()}/whatsapp_credit_sharing?receiving_business_id={Business}",
                null,
                Partner
            ),
            "attachCredit" => new Recipe(
                $"{SharedCreditLine()}/whatsapp_credit_attach?waba_currency=USD&waba_id={Waba}",
                null,
                Token
            ),
            "shareAndAttachCredit" => await AfterAsync(
                AssignPartner(),
                new Recipe(
                    $"{CreditLine()}/whatsapp_credit_sharing_and_attach?waba_currency=USD&waba_id={Waba}",
                    null,
                    Partner
                )
            ),
            "getUsername" => await AfterAsync(Username("catalogueshop"), new Recipe($"{Phone}/username", null, Token)),
            "setUsername" => Username("catalogueshop"),
            "deleteUsername" => await AfterAsync(
                Username("catalogueshop"),
                new Recipe($"{Phone}/username", null, Token)
            ),
            "cancelUsernameRequest" => await AfterAsync(
                Username("another.name"),
                new Recipe($"{Phone}/requested_username", null, Token)
            ),
            "listUsernameSuggestions" => new Recipe($"{Phone}/username_suggestions", null, Token),
            "syncAppData" => SyncAppData(),
            _ => throw new InvalidOperationException($"No recipe for {id}: add one."),
        };

    private FacebookPage FirstPage => _world.Read(() => _world.All<FacebookPage>().First());

    private string Owner() =>
        _world.Read(() =>
            _world.All<User>().First(u => u.Businesses.Contains(_world.All<FacebookPage>().First().BusinessId)).Id
        );

    private string AddToken(Token token) => Make(w => w.Add(token)).Id;

    private string PersonsToken() =>
        AddToken(
            new Token
            {
                Id = "EAAperson",
                Kind = TokenKind.User,
                AppId = App,
                UserId = Owner(),
                Scopes = [.. PageScopes],
            }
        );

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

    private Recipe SubscribePage() =>
        new($"{Page()}/subscribed_apps?subscribed_fields=messages,messaging_postbacks", null, PageToken());

    private Recipe SubscribeInstagram() => new("me/subscribed_apps?subscribed_fields=messages", null, InstagramToken());

    private Recipe GetStarted() =>
        new($"{Page()}/messenger_profile", """{"get_started":{"payload":"START"}}""", PageToken());

    private Recipe Questions() => new("me/messenger_profile", IceBreakers, InstagramToken());

    private Recipe WithPerson(Recipe then, bool instagram = false)
    {
        Make(w =>
            DirectNews.Receive(
                w,
                instagram ? w.Find<InstagramAccount>(FirstPage.InstagramAccountId)! : FirstPage,
                Person,
                new System.Text.Json.Nodes.JsonObject { ["text"] = "hi" }
            )
        );
        return then;
    }

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

    private async Task<Recipe> InstagramCodeAsync()
    {
        var login = await meta.PostAsync(
            "_emulator/login",
            $$"""{"client_id":"{{EmulatorDefaults.InstagramAppId}}","user_id":"{{Owner()}}","scope":"instagram_business_basic","redirect_uri":"{{Redirect}}"}"""
        );
        var code = (string)login.ShouldSucceed()["code"]!;
        return new Recipe($"{meta.Http.BaseAddress}api.instagram.com/oauth/access_token")
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

    private string CreditLine() => _world.Read(() => _world.All<CreditLine>().First().Id);

    private string Allocation() => Make(w => CreditRules.Share(w, w.All<CreditLine>().First(), Business)).Id;

    private string SharedCreditLine() => Make(w => w.Find<CreditAllocation>(Allocation())!.CreditLineId);

    private Recipe AssignPartner() =>
        new($"{Waba}/assigned_users", $$"""{"user":"{{EmulatorDefaults.SystemUserId}}","tasks":["MANAGE"]}""", Token);

    private Recipe Username(string name) => new($"{Phone}/username", $$"""{"username":"{{name}}"}""", Token);

    private Recipe SyncAppData()
    {
        Make(w => Number(w).IsOnBusinessApp = true);
        return new Recipe($"{Phone}/smb_app_data", """{"messaging_product":"whatsapp","sync_type":"history"}""", Token);
    }
}
