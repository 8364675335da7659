using Patchbay.Emulator.Tests.Direct;

namespace Patchbay.Emulator.Tests.Identity;

public sealed class LoginTests
{
    [Fact]
    public async Task A_Facebook_user_token_is_limited_to_the_chosen_page()
    {
        await using var meta = await Meta.StartAsync();
        var user = await LoggedIn.UserAsync(meta);

        var data = (await meta.GetAsync($"debug_token?input_token={user}", meta.Emulator.AppToken)).ShouldSucceed()[
            "data"
        ]!;
        ((string)data["type"]!).ShouldBe("USER");
        data["granular_scopes"]!.AsArray().Single(s => (string)s!["scope"]! == "pages_messaging")!["target_ids"]!
            .AsArray()
            .Count.ShouldBe(1);
        (await meta.GetAsync("v23.0/me/accounts", user)).ShouldSucceed()["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_token_names_its_page_and_can_be_revoked_as_by_a_password_change()
    {
        await using var meta = await Meta.StartAsync();
        var page = await LoggedIn.PageAsync(meta);
        var data = (
            await meta.GetAsync($"debug_token?input_token={page.Token}", meta.Emulator.AppToken)
        ).ShouldSucceed()["data"]!;
        ((string)data["type"]!, (string)data["profile_id"]!, (long)data["expires_at"]!).ShouldBe(("PAGE", page.Id, 0));

        (
            await meta.PostAsync("_emulator/tokens/revoke", $$"""{"access_token":"{{page.Token}}","subcode":460}""")
        ).ShouldSucceed();

        (await page.GetAsync("subscribed_apps")).ShouldBeRefused(190, 460);
        (
            (int)
                (await meta.GetAsync($"debug_token?input_token={page.Token}", meta.Emulator.AppToken)).ShouldSucceed()[
                    "data"
                ]!["error"]!["subcode"]!
        ).ShouldBe(460);
    }

    [Fact]
    public async Task Pages_are_not_listed_without_the_permission_or_with_an_app_token()
    {
        await using var meta = await Meta.StartAsync();
        var user = await LoggedIn.UserAsync(meta, "pages_messaging");

        (await meta.GetAsync("v23.0/me/accounts", user)).ShouldBeRefused(10);
        (await meta.GetAsync("v23.0/me/accounts", meta.Emulator.AppToken)).ShouldBeRefused(2500);
    }

    [Theory]
    [InlineData("client_secret", "wrong")]
    [InlineData("redirect_uri", "https://elsewhere.test/")]
    [InlineData("grant_type", "password")]
    [InlineData("code", "never-issued")]
    public async Task Instagram_refuses_a_wrong_exchange_in_its_own_error_form_and_keeps_the_code_valid(
        string name,
        string value
    )
    {
        await using var meta = await Meta.StartAsync();
        var right = new Dictionary<string, string>
        {
            ["client_id"] = EmulatorDefaults.InstagramAppId,
            ["client_secret"] = EmulatorDefaults.InstagramAppSecret,
            ["grant_type"] = "authorization_code",
            ["redirect_uri"] = LoggedIn.Redirect,
            ["code"] = (string)(await LoggedIn.InstagramCodeAsync(meta))!,
        };

        var reply = await meta.PostAsync(
            "api.instagram.com/oauth/access_token",
            new FormUrlEncodedContent(new Dictionary<string, string>(right) { [name] = value })
        );
        reply.Status.ShouldBe(400);
        ((string)reply.Json["error_type"]!).ShouldBe("OAuthException");
        (
            await meta.PostAsync("api.instagram.com/oauth/access_token", new FormUrlEncodedContent(right))
        ).ShouldSucceed();
    }

    [Fact]
    public async Task An_Instagram_code_and_a_short_token_expire_after_an_hour()
    {
        await using var meta = await Meta.StartAsync();
        var code = (string)(await LoggedIn.InstagramCodeAsync(meta))!;
        var account = await LoggedIn.InstagramAsync(meta);
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(61));

        (await meta.PostAsync("api.instagram.com/oauth/access_token", LoggedIn.Exchange(code))).Status.ShouldBe(400);
        (await account.GetAsync("subscribed_apps")).ShouldBeRefused(190, 463);
        (
            await meta.GetAsync(
                "graph.instagram.com/access_token?grant_type=ig_exchange_token"
                    + $"&client_secret={EmulatorDefaults.InstagramAppSecret}&access_token={account.Token}"
            )
        ).ShouldBeRefused(190);
    }

    [Fact]
    public async Task A_short_Instagram_token_is_exchanged_only_with_the_right_secret_and_cannot_be_refreshed()
    {
        await using var meta = await Meta.StartAsync();
        var account = await LoggedIn.InstagramAsync(meta);

        (
            await meta.GetAsync(
                "graph.instagram.com/access_token?grant_type=ig_exchange_token&client_secret=wrong"
                    + $"&access_token={account.Token}"
            )
        ).ShouldBeRefused(1);
        (
            await meta.GetAsync(
                $"graph.instagram.com/refresh_access_token?grant_type=ig_refresh_token&access_token={account.Token}"
            )
        ).ShouldBeRefused(100);
        (
            (long)
                (
                    await meta.GetAsync(
                        "graph.instagram.com/access_token?grant_type=ig_exchange_token"
                            + $"&client_secret={EmulatorDefaults.InstagramAppSecret}&access_token={account.Token}"
                    )
                ).ShouldSucceed()["expires_in"]!
        ).ShouldBe(60 * 24 * 3600);
    }
}
